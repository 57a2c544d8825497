/** What a list of daily logs holds when no filter says: the approved ones of today, and one's own. */
import type { Located } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import type { SqlCondition } from '../../state/record-table.ts'
import { ofDays, readDays, today } from './log-days.ts'
import type { LogKind } from './log-kind.ts'
import { isAdminHere } from './log-permissions.ts'

const APPROVED = "json_extract(data, '$.status') = 'approved'"
const OWN = "json_extract(data, '$.created_by.id') = ?"

export function narrowLogs(kind: LogKind): (located: Located) => SqlCondition | Refusal {
  return (located) => {
    const days = readDays(located.query)
    if (days && 'failure' in days) return days
    const now = located.projectId === 0 ? null : today(located)
    // The list of a company is of no one place, and so of no one day.
    const ofDay = days ? ofDays(days) : now === null ? ALL : ofDays({ from: now, to: now })
    return kind.isApproved === false ? ofDay : both(ofDay, visible(located))
  }
}

/** What waits for approval is seen by who wrote it and by Admins, and by them when they ask for it. */
export function visible(located: Located): SqlCondition {
  const asks = located.query.get('filters[status]') !== null
  if (asks && isAdminHere(located)) return ALL
  return asks
    ? { sql: `(${APPROVED} OR ${OWN})`, values: [located.userId] }
    : { sql: APPROVED, values: [] }
}

const ALL: SqlCondition = { sql: '1', values: [] }

export function both(a: SqlCondition, b: SqlCondition): SqlCondition {
  return { sql: `${a.sql} AND ${b.sql}`, values: [...a.values, ...b.values] }
}
