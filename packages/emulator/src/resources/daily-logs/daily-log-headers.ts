/** The header of a day: whether its logs are complete, and were sent to who is to have them. */
import { boolean, date, reference, text } from '../../engine/field.ts'
import { showInstant } from '../../engine/instant.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import { lookUp } from '../../engine/references.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import type { Located, Work, Writing } from '../../engine/work.ts'
import { type Input, writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { SqlCondition, StoredRecord } from '../../state/record-table.ts'
import { isDay, ofDays, readDays, today } from './log-days.ts'
import { DAILY_LOG_TOOL, isAdminHere } from './log-permissions.ts'

const PATH = '/rest/v1.0/projects/{project_id}/daily_log_headers'
const LOG_DATE = "json_extract(data, '$.log_date')"

export const dailyLogHeaders: Resource = {
  name: 'daily_log_headers',
  wrapper: 'daily_log_header',
  belongsTo: 'project',
  firstId: 63_001,
  source: '11, Daily logs',
  paths: [
    {
      scope: 'project',
      tool: DAILY_LOG_TOOL,
      routes: [
        { method: 'GET', path: PATH, operation: 'action', level: 'Read Only', run: showHeader },
        { method: 'PATCH', path: PATH, operation: 'action', level: 'Admin', run: changeHeader },
        {
          method: 'GET',
          path: `${PATH}/index`,
          operation: 'list',
          narrow: ofGivenDays,
          present: asCallerSees,
        },
      ],
    },
  ],
  fields: {
    log_date: date({ required: true }),
    log_datetime: text({ readonly: true }),
    completed: boolean({ default: false }),
    completed_by: reference('users', { readonly: true }),
    completed_at: text({ readonly: true }),
    distributed: boolean({ default: false }),
    distributed_by: reference('users', { readonly: true }),
    distributed_at: text({ readonly: true }),
  },
  unique: [{ fields: ['log_date'], within: 'project' }],
  event: 'Daily Logs',
  hooks: { derive },
}

/** Of a day, or by its id; of today when neither is said. The header of a day is made when first asked for. */
function showHeader(work: Work): Result {
  const header = work.records.transaction(() => askedFor(work))
  return 'failure' in header ? header : jsonReply(work, asCallerSees(header.shown, work))
}

function changeHeader(work: Work): Result {
  const wrapped = work.body['daily_log_header']
  const input = (typeof wrapped === 'object' && wrapped !== null ? wrapped : {}) as Input
  const missing = ['completed', 'distributed'].filter((name) => input[name] === undefined)
  if (missing.length > 0) {
    const fields = Object.fromEntries(missing.map((name) => [name, [messageOf('missing-field')]]))
    return { failure: 'missing-field', fields }
  }
  return work.records.transaction(() => {
    const header = askedFor(work)
    if ('failure' in header) return header
    const { completed, distributed } = input
    const written = writeRecord(work, dailyLogHeaders, { completed, distributed }, header.stored)
    if ('failure' in written) return written
    return jsonReply(work, asCallerSees(written.shown, work))
  })
}

interface FoundHeader {
  readonly stored: StoredRecord
  readonly shown: Shown
}

function askedFor(work: Work): FoundHeader | Refusal {
  const given = work.query.get('id')
  if (given === null) {
    const day = work.query.get('log_date') ?? today(work)
    if (isDay(day)) return findOrMake(work, day)
    return { failure: 'invalid-value', fields: { log_date: [messageOf('invalid-value')] } }
  }
  const stored = tableOf(work).find(parseId(given) ?? 0)
  if (stored?.projectId !== work.projectId) {
    return { failure: 'resource-not-found', because: `there is no daily log header ${given} here` }
  }
  return { stored, shown: JSON.parse(stored.data) as Shown }
}

function findOrMake(writing: Writing, day: string): FoundHeader | Refusal {
  const stored = findStored(writing, day)
  if (stored) return { stored, shown: JSON.parse(stored.data) as Shown }
  return writeRecord({ ...writing, parentId: 0 }, dailyLogHeaders, { log_date: day }, null)
}

/** The header of a day, which is made if there is none. Runs in the caller's transaction. */
export function headerOf(writing: Writing, day: string): Shown | Refusal {
  const found = findOrMake(writing, day)
  return 'failure' in found ? found : found.shown
}

/** Null while nothing was written of that day. */
export function findHeader(writing: Writing, day: string): Shown | null {
  const stored = findStored(writing, day)
  return stored ? (JSON.parse(stored.data) as Shown) : null
}

function findStored(writing: Writing, day: string): StoredRecord | null {
  const sql = `project_id = ? AND ${LOG_DATE} = ? AND deleted_ms IS NULL`
  return tableOf(writing).findFirst({ sql, values: [writing.projectId, day] })
}

function tableOf(writing: Writing) {
  return writing.records.of(writing.resources.shapeOf(dailyLogHeaders))
}

/** All of them when no day is given: of headers, unlike of logs, there is one a day. */
function ofGivenDays({ query }: Located): SqlCondition | Refusal | null {
  const days = readDays(query)
  return days && !('failure' in days) ? ofDays(days, LOG_DATE) : days
}

/** Only an Admin of the tool closes a day, or sends it out. */
function asCallerSees(header: Shown, work: Work): Shown {
  const may = isAdminHere(work)
  return { ...header, completable: may, distributable: may }
}

function derive(header: Shown, { writing, before }: Change): void {
  header['log_datetime'] = `${header['log_date']}T00:00:00Z`
  for (const step of ['completed', 'distributed']) {
    if (header[step] === (before?.[step] ?? false)) continue
    const isDone = header[step] === true
    const user = lookUp(writing, 'users', writing.userId, writing.companyId) ?? null
    header[`${step}_by`] = isDone ? user : null
    header[`${step}_at`] = isDone ? showInstant(writing.nowMs) : null
  }
}
