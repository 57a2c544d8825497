/** The logs of one kind on some days that this caller may see: what counts, sums and copies go over. */
import { readFilters } from '../../engine/filter.ts'
import type { Resource } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import type { StoredRecord } from '../../state/record-table.ts'
import { type Days, ofDays, readDays, today } from './log-days.ts'
import type { LogKind } from './log-kind.ts'
import { visible } from './log-lists.ts'
import { LOG_FILTERS } from './log-resource.ts'

/** The days that the query names; today when it names none. */
export function daysAsked(work: Work): Days | Refusal {
  const now = today(work)
  return readDays(work.query) ?? { from: now, to: now }
}

/** In the order of their ids. The query's filters hold too. */
export function logsOfDays(work: Work, kind: LogKind, days: Days): StoredRecord[] | Refusal {
  const filtering = readFilters(work.query, LOG_FILTERS)
  if ('failure' in filtering) return filtering
  const ofKind = kind.isApproved === false ? [] : [visible(work)]
  const all = [
    { sql: 'project_id = ?', values: [work.projectId] },
    ofDays(days),
    ...filtering.conditions,
    ...ofKind,
  ]
  const table = work.records.of(work.resources.shapeOf(resourceOf(work, kind)))
  const sql = all.map((each) => each.sql).join(' AND ')
  return [...table.each({ sql, values: all.flatMap(({ values }) => values) })]
}

export function resourceOf({ resources }: Pick<Work, 'resources'>, kind: LogKind): Resource {
  const resource = resources.byName(kind.name)
  if (!resource) throw new Error(`the emulator serves no ${kind.name}`)
  return resource
}
