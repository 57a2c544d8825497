/** What every daily log obeys: its day, its place in it, who may change it, and when the day is closed. */
import { messageOf } from '../../engine/messages.ts'
import type { Change, FieldErrors, Hooks, Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { setLocationByPath } from '../locations/location-path.ts'
import { findHeader, headerOf } from './daily-log-headers.ts'
import { today } from './log-days.ts'
import type { LogKind } from './log-kind.ts'
import { isAdminHere, mayChange } from './log-permissions.ts'

/** The moment of the day that is shown when only the day is known. Assumed. */
const NOON = 'T12:00:00Z'

const AMOUNT = /^-?\d{1,12}(\.\d{1,6})?$/

export function logHooks(kind: LogKind): Hooks {
  return {
    derive: (log, change) => derive(kind, log, change),
    rule: (log, change) => rule(kind, log, change),
    keeps: (log, writing) => notOwn(log, writing) ?? closed(log, writing),
  }
}

function derive(kind: LogKind, log: Shown, { writing, input, before }: Change): void {
  setDay(log, input, writing)
  if (!before || before['date'] !== log['date']) log['position'] = nextPosition(kind, log, writing)
  if (!before && kind.isApproved !== false) log['status'] = statusOfNew(writing)
  kind.derive?.(log)
}

/** A log without a date is today's; a malformed date is stored as null, as every date is. */
function setDay(log: Shown, input: Change['input'], writing: Writing): void {
  const { datetime } = log
  if (
    input['date'] === undefined &&
    typeof datetime === 'string' &&
    input['datetime'] !== undefined
  ) {
    log['date'] = datetime.slice(0, 10)
  }
  if (input['date'] === undefined) log['date'] ??= today(writing)
  const { date } = log
  const isOfDay = typeof datetime === 'string' && typeof date === 'string'
  if (isOfDay && input['datetime'] !== undefined) return
  log['datetime'] = typeof date === 'string' ? `${date}${NOON}` : null
}

/** One more than there are of this kind on this day: from 1. */
function nextPosition(kind: LogKind, log: Shown, writing: Writing): number {
  const resource = writing.resources.byName(kind.name)
  if (!resource) return 1
  const sql = "project_id = ? AND json_extract(data, '$.date') = ?"
  const values = [writing.projectId, String(log['date'])]
  let last = 0
  for (const { data } of writing.records
    .of(writing.resources.shapeOf(resource))
    .each({ sql, values })) {
    last = Math.max(last, Number((JSON.parse(data) as Shown)['position']))
  }
  return last + 1
}

function statusOfNew(writing: Writing): 'approved' | 'pending' {
  const waits = writing.platform.assumptions.get('daily-log-entry') === 'pending'
  return waits && writing.userId !== 0 && !isAdminHere(writing) ? 'pending' : 'approved'
}

function rule(kind: LogKind, log: Shown, change: Change): Refusal | null {
  const { writing, input, before } = change
  return (
    lacking(kind, log) ??
    badAmounts(kind, input) ??
    (before ? notOwn(before, writing) : null) ??
    (before ? closed(before, writing) : null) ??
    closed(log, writing) ??
    (kind.takesPath ? setLocationByPath(log, change) : null) ??
    setHeader(log, writing)
  )
}

function lacking(kind: LogKind, log: Shown): Refusal | null {
  const name = kind.lacks?.(log) ?? null
  return name === null
    ? null
    : { failure: 'missing-field', fields: { [name]: [messageOf('missing-field')] } }
}

function badAmounts({ amounts = [] }: LogKind, input: Change['input']): Refusal | null {
  const bad: FieldErrors = {}
  for (const name of amounts) {
    const given = input[name]
    if (given === undefined || given === null || given === '' || AMOUNT.test(String(given)))
      continue
    bad[name] = [messageOf('invalid-value')]
  }
  return Object.keys(bad).length > 0 ? { failure: 'invalid-value', fields: bad } : null
}

function notOwn(log: Shown, writing: Writing): Refusal | null {
  if (mayChange(log, writing)) return null
  const because = `user ${writing.userId} is no Admin of the tool, and did not write log ${log['id']}`
  return { failure: 'permission-too-low', because }
}

/** A day that was completed takes no more entries until it is opened again. Assumed. */
function closed(log: Shown, writing: Writing): Refusal | null {
  const header = findHeader(writing, String(log['date']))
  if (header?.['completed'] !== true) return null
  const because = `the day ${log['date']} is completed`
  return {
    failure: 'business-rule',
    fields: { base: ['Daily log of this day is complete'] },
    because,
  }
}

function setHeader(log: Shown, writing: Writing): Refusal | null {
  if (typeof log['date'] !== 'string') return null
  const header = headerOf(writing, log['date'])
  if ('failure' in header) return header as Refusal
  log['daily_log_header_id'] = header['id'] ?? null
  return null
}
