/** Filters of locations by where they stand in the tree: above, below, and how deep. */
import { parseId } from '../../engine/record-id.ts'
import type { Located } from '../../engine/work.ts'
import type { SqlCondition } from '../../state/record-table.ts'
import { TIER_SEPARATOR } from './location-path.ts'

const NOTHING: SqlCondition = { sql: '0', values: [] }

/** The depth of a location: 0 at the top. */
const DEPTH = `(length(json_extract(data, '$.name'))
  - length(replace(json_extract(data, '$.name'), '${TIER_SEPARATOR}', '')))`

const WALKS = {
  /** From a location up to the top, itself left out. */
  superlocations_for: `id IN (WITH RECURSIVE walk(id) AS (
    SELECT json_extract(data, '$.parent_id') FROM locations WHERE project_id = ? AND id = ?
    UNION SELECT json_extract(l.data, '$.parent_id') FROM locations l JOIN walk ON l.id = walk.id)
    SELECT id FROM walk WHERE id IS NOT NULL)`,
  /** All that lies below a location, itself left out. */
  sublocations_for: `id IN (WITH RECURSIVE walk(id) AS (
    SELECT id FROM locations WHERE project_id = ? AND json_extract(data, '$.parent_id') = ?
    UNION SELECT l.id FROM locations l JOIN walk ON json_extract(l.data, '$.parent_id') = walk.id)
    SELECT id FROM walk)`,
} as const

/** Null when none of these filters is given. A value that can be no id matches nothing. */
export function narrowToTiers({ query, projectId }: Located): SqlCondition | null {
  const conditions: SqlCondition[] = []
  for (const [name, sql] of Object.entries(WALKS)) {
    const given = query.get(`filters[${name}]`) ?? query.get(`filters[${name}][]`)
    if (given === null) continue
    const id = parseId(given)
    conditions.push(id === null ? NOTHING : { sql, values: [projectId, id] })
  }
  const depth = query.get('filters[depth_range]')
  if (depth !== null) conditions.push(ofDepth(depth))
  if (conditions.length === 0) return null
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  }
}

/** `0...1`, or one number for that depth alone. */
function ofDepth(given: string): SqlCondition {
  const range = /^"?(\d{1,3})(?:\.\.\.(\d{1,3}))?"?$/.exec(given)
  if (!range) return NOTHING
  const from = Number(range[1])
  return { sql: `${DEPTH} BETWEEN ? AND ?`, values: [from, Number(range[2] ?? from)] }
}
