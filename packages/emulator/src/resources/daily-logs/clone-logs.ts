/** Copies the logs of one day to another, all or none. `Idempotency-Token` is documented here. */
import { jsonReply, textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import type { FieldErrors, Resource, Shown } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'
import { isDay } from './log-days.ts'
import type { LogKind } from './log-kind.ts'
import { LOG_KINDS } from './log-kinds.ts'
import { withPermissions } from './log-permissions.ts'
import { logsOfDays, resourceOf } from './logs-of-days.ts'

/** Copies in one call. A guess: as many as can be approved in one. */
const CLONES_MAX = 300

interface Asked {
  readonly from: string
  readonly to: string
  readonly kinds: readonly LogKind[]
}

/** The copies by kind, 201; 200 when there was nothing to copy. */
export function cloneLogs(work: Work): Result {
  const asked = readAsked(work)
  if ('failure' in asked) return asked
  const copies = work.records.attempt(() => copyAll(work, asked))
  if (isRefusal(copies)) return copies
  const isNone = Object.values(copies).every((each) => each.length === 0)
  return isNone ? textReply(work, '{}', 200) : jsonReply(work, copies)
}

type Copies = Readonly<Record<string, readonly unknown[]>>

function copyAll(work: Work, { from, to, kinds }: Asked): Copies | Refusal {
  const copies: Record<string, unknown[]> = {}
  let count = 0
  for (const kind of kinds) {
    const resource = resourceOf(work, kind)
    const logs = logsOfDays(work, kind, { from, to: from })
    if ('failure' in logs) return logs
    count += logs.length
    if (count > CLONES_MAX) return { failure: 'batch-too-large', because: `${count} logs or more` }
    const made: unknown[] = []
    for (const { data } of logs) {
      const input = { ...inputOf(work, resource, JSON.parse(data) as Shown), date: to }
      const written = writeRecord(work, resource, input, null)
      if ('failure' in written) return written
      made.push(withPermissions(written.shown, work))
    }
    copies[kind.wrapper] = made
  }
  return copies
}

/** What a caller would have written to make this log; an origin id stays with the first. */
function inputOf({ resources }: Work, resource: Resource, log: Shown): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const { name, key, field } of resources.fieldsOf(resource)) {
    if (field.readonly || name === 'datetime' || name.startsWith('origin_')) continue
    const value = log[name] ?? null
    const isReference = field.type === 'reference' && value !== null
    input[key] = isReference ? (value as { readonly id: number }).id : value
  }
  return input
}

function readAsked({ body }: Work): Asked | Refusal {
  const { from_date: from, to_date: to, log_types: types } = body
  const fields: FieldErrors = {}
  if (typeof from !== 'string' || !isDay(from)) fields['from_date'] = [complaint(from)]
  if (typeof to !== 'string' || !isDay(to)) fields['to_date'] = [complaint(to)]
  const kinds = Array.isArray(types) ? types.map(kindNamed) : []
  if (kinds.length === 0 || kinds.includes(undefined)) fields['log_types'] = [complaint(types)]
  const isMissing = [from, to, types].includes(undefined)
  if (Object.keys(fields).length > 0) {
    return { failure: isMissing ? 'missing-field' : 'invalid-value', fields }
  }
  const known = kinds.filter((kind) => kind !== undefined)
  return { from: String(from), to: String(to), kinds: [...new Set(known)] }
}

function complaint(given: unknown): string {
  return messageOf(given === undefined ? 'missing-field' : 'invalid-value')
}

function kindNamed(given: unknown): LogKind | undefined {
  return LOG_KINDS.find(({ name, wrapper }) => given === wrapper || given === name)
}

function isRefusal(result: Copies | Refusal): result is Refusal {
  return 'failure' in result
}
