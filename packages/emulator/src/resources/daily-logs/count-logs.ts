/** Counts of logs by kind, and the logs of all kinds in one answer. */
import { jsonReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import type { Shown } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import { type Days, daysApart, isDay } from './log-days.ts'
import { LOG_KINDS } from './log-kinds.ts'
import { withPermissions } from './log-permissions.ts'
import { daysAsked, logsOfDays } from './logs-of-days.ts'

/** Seen live (fact sheet section 4): more days in one call are refused. */
const DAYS_MAX = 91

/** `[{module_name, count, position}]`, kinds without logs included; v1.1 pages them. */
export function countLogs(work: Work): Result {
  const days = daysAsked(work)
  if ('failure' in days) return days
  const counts: object[] = []
  for (const [at, kind] of LOG_KINDS.entries()) {
    const logs = logsOfDays(work, kind, days)
    if ('failure' in logs) return logs
    counts.push({ module_name: kind.name, count: logs.length, position: at + 1 })
  }
  return listOf(work, counts)
}

/** By kind. The shape is assumed: the operation is in no reference, and was seen live. */
export function listAllLogs(work: Work): Result {
  const days = rangeOf(work)
  if ('failure' in days) return days
  const byKind: Record<string, unknown[]> = {}
  for (const kind of LOG_KINDS) {
    const logs = logsOfDays(work, kind, days)
    if ('failure' in logs) return logs
    byKind[kind.name] = logs.map(({ data }) => withPermissions(JSON.parse(data) as Shown, work))
  }
  return jsonReply(work, byKind)
}

function rangeOf({ query }: Work): Days | Refusal {
  const from = query.get('filters[start_date]')
  const to = query.get('filters[end_date]')
  if (from === null || to === null || !isDay(from) || !isDay(to)) return notARange()
  const apart = daysApart(from, to)
  return apart < 0 || apart >= DAYS_MAX ? notARange() : { from, to }
}

function notARange(): Refusal {
  return { failure: 'invalid-value', fields: { date: ['must be a range'] } }
}
