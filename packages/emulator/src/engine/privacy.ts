/**
 * Private records: shown to the people that they name and to Admins of the tool, and to nobody else.
 * Source: fact sheet section 7: what a caller cannot read is not there for them.
 */

import type { SqlCondition, StoredRecord } from '../state/record-table.ts'
import { isAtLeast } from '../world/levels.ts'
import type { Json } from './field.ts'
import { extract } from './filter.ts'
import type { Resource, Shown } from './resource.ts'
import type { Located } from './work.ts'

/** What a list of this caller leaves out; null when nothing is kept from them. */
export function privacyCondition(located: Located): SqlCondition | null {
  const { resource } = located.route
  if (resource.privateTo) return conditionOn(resource, located)
  const above = privateAbove(located)
  const shown = above && conditionOn(above, located)
  if (!above || !shown) return null
  const sql = `(parent_id IS NULL OR parent_id IN (SELECT id FROM "${above.name}" WHERE ${shown.sql}))`
  return { sql, values: shown.values }
}

/** What records here hang below, when that can be private and the call does not name one of them. */
export function privateAbove({ route, resources, parentId }: Located): Resource | null {
  const parent = route.group.parent ?? route.resource.parent
  if (!parent || parentId !== 0 || typeof parent.resource !== 'string') return null
  const above = resources.byName(parent.resource)
  return above?.privateTo ? above : null
}

function conditionOn(resource: Resource, located: Located): SqlCondition | null {
  const { privateTo } = resource
  if (!privateTo || !hasSecrets(located, resource) || seesAll(located)) return null
  const named = privateTo.map(
    (name) => `EXISTS (SELECT 1 FROM json_tree(data, '$.${name}')
      WHERE json_tree.key = 'id' AND json_tree.value = ?)`,
  )
  const sql = `(${flagOf(resource)} IS NOT 1 OR ${named.join(' OR ')})`
  return { sql, values: privateTo.map(() => located.userId) }
}

/**
 * Whether this caller may be shown the record.
 *
 * @param resource of the record, where that is not the route's: the one above
 */
export function mayBeShown(
  located: Located,
  record: StoredRecord,
  resource: Resource = located.route.resource,
): boolean {
  const { privateTo, privateBy = 'private' } = resource
  if (!privateTo) return isAboveShown(located, record)
  if (!record.data.includes(`"${privateBy}":true`)) return true
  const shown = JSON.parse(record.data) as Shown
  if (shown[privateBy] !== true || seesAll(located)) return true
  return privateTo.some((name) => names(shown[name], located.userId))
}

/** What hangs below a private record is as private. */
function isAboveShown(located: Located, record: StoredRecord): boolean {
  const above = privateAbove(located)
  if (!above || record.parentId === null) return true
  const table = located.records.of(located.resources.shapeOf(above))
  const stored = table.find(record.parentId)
  return stored === null || mayBeShown(located, stored, above)
}

/** Most scopes hold nothing private, and their lists stay as cheap as they were. */
function hasSecrets(located: Located, resource: Resource): boolean {
  const { records, resources, route, query, companyId, projectId } = located
  const table = records.of(resources.shapeOf(resource))
  const flag = flagOf(resource)
  table.index(flag)
  const isOfProject = resource.belongsTo === 'project' && projectId !== 0
  const scope = isOfProject ? 'project_id' : 'company_id'
  const values = [isOfProject ? projectId : companyId]
  const isAny = (deleted: string) =>
    table.findFirst({ sql: `${scope} = ? AND ${flag} = 1 AND deleted_ms ${deleted}`, values }) !==
    null
  // The deleted ones are a list's only when it asks for them.
  const mayHoldDeleted = query.search.includes('include_deleted') || route.operation === 'bin'
  return isAny('IS NULL') || (mayHoldDeleted && isAny('IS NOT NULL'))
}

function seesAll({ route, platform, userId, companyId, projectId }: Located): boolean {
  const { tool, scope } = route.group
  if (tool === null) return platform.directory.isCompanyAdmin(userId, companyId)
  const { directory } = platform
  const level =
    projectId !== 0 && scope !== 'company'
      ? directory.projectLevel(userId, projectId, tool)
      : directory.companyLevel(userId, companyId, tool)
  return isAtLeast(level, 'Admin')
}

/** An attribute of the shown record, which is text in every resource's own words. */
function flagOf({ privateBy = 'private' }: Resource): string {
  return extract(`$.${privateBy}`)
}

/** As the condition of a list: an id of this value, wherever it stands within. */
function names(people: Json | undefined, userId: number): boolean {
  if (typeof people !== 'object' || people === null) return false
  if ('id' in people && people['id'] === userId) return true
  return Object.values(people).some((each) => names(each as Json, userId))
}
