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
  const { privateTo } = located.route.resource
  if (!privateTo || !hasSecrets(located) || seesAll(located)) return null
  const named = privateTo.map(
    (name) => `EXISTS (SELECT 1 FROM json_tree(data, '$.${name}')
      WHERE json_tree.key = 'id' AND json_tree.value = ?)`,
  )
  const sql = `(${flagOf(located.route.resource)} IS NOT 1 OR ${named.join(' OR ')})`
  return { sql, values: privateTo.map(() => located.userId) }
}

/** Whether this caller may be shown the record. */
export function mayBeShown(located: Located, record: StoredRecord): boolean {
  const { privateTo, privateBy = 'private' } = located.route.resource
  if (!privateTo || !record.data.includes(`"${privateBy}":true`)) return true
  const shown = JSON.parse(record.data) as Shown
  if (shown[privateBy] !== true || seesAll(located)) return true
  return privateTo.some((name) => names(shown[name], located.userId))
}

/** Most scopes hold nothing private, and their lists stay as cheap as they were. */
function hasSecrets({ records, resources, route, companyId, projectId }: Located): boolean {
  const table = records.of(resources.shapeOf(route.resource))
  const flag = flagOf(route.resource)
  table.index(flag)
  const isOfProject = route.resource.belongsTo === 'project' && projectId !== 0
  const scope = isOfProject ? 'project_id' : 'company_id'
  const sql = `${scope} = ? AND ${flag} = 1 AND deleted_ms IS NULL`
  return table.findFirst({ sql, values: [isOfProject ? projectId : companyId] }) !== null
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
