/**
 * The days of daily logs: which a list is about, and which one it is now where the project stands.
 * Source: fact sheet section 4, "Daily logs".
 */
import { dayAfter, parseInstant, showDay } from '../../engine/instant.ts'
import { messageOf } from '../../engine/messages.ts'
import type { Query } from '../../engine/query.ts'
import type { Located } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import type { SqlCondition } from '../../state/record-table.ts'
import { projectZone } from '../projects/project-zone.ts'

/** Both included; null for no bound. */
export interface Days {
  readonly from: string | null
  readonly to: string | null
}

const DATE = "json_extract(data, '$.date')"

/** `log_date`, or `start_date` and `end_date`, or neither: null. */
export function readDays(query: Query): Days | Refusal | null {
  const [day, start, end] = ['log_date', 'start_date', 'end_date'].map((name) => query.get(name))
  const from = day ?? start ?? null
  const to = day ?? end ?? null
  if (from === null && to === null) return null
  for (const given of [from, to]) {
    if (given !== null && !isDay(given)) return notADay(day !== null ? 'log_date' : 'start_date')
  }
  return { from, to }
}

export function isDay(given: string): boolean {
  return parseInstant(given)?.isDay === true
}

/** Whole days from one to the other; negative when the other comes first. */
export function daysApart(from: string, to: string): number {
  const dayMs = dayAfter(0)
  return Math.round(((parseInstant(to)?.ms ?? 0) - (parseInstant(from)?.ms ?? 0)) / dayMs)
}

/** @param date the expression of the day, where it is not that of a log */
export function ofDays({ from, to }: Days, date = DATE): SqlCondition {
  const parts: string[] = []
  const values: string[] = []
  for (const [day, than] of [
    [from, '>='],
    [to, '<='],
  ] as const) {
    if (day === null) continue
    parts.push(`${date} ${than} ?`)
    values.push(day)
  }
  return { sql: parts.join(' AND '), values }
}

/** The day that it is where the project stands; in UTC when the project has no time zone. */
export function today(project: Project): string {
  return dayAt(project.platform.clock.nowMs(), projectZone(project, project.projectId))
}

type Project = Pick<Located, 'platform' | 'records' | 'resources' | 'projectId'>

function dayAt(ms: number, timeZone: string | null): string {
  if (timeZone === null) return showDay(ms)
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(ms)
}

function notADay(name: string): Refusal {
  return { failure: 'invalid-value', fields: { [name]: [messageOf('invalid-value')] } }
}
