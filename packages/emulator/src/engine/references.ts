/**
 * References between records. A row holds what it shows of others (`vendor: {id, name}`), so that a read
 * need not look further; when the other changes, the rows that show it are written again.
 */
import type { SqlCondition } from '../state/record-table.ts'
import type { Json } from './field.ts'
import { parseId } from './record-id.ts'
import type { Resource, Shown } from './resource.ts'
import type { EngineParts } from './work.ts'

/** Ids in one list of references. A guess. */
const REFERENCES_MAX = 500

/** What others show of this record. */
export function shownAs(resource: Resource, record: Shown): Shown {
  const shown: Shown = {}
  const attributes = resource.shownAs ?? { id: 'id', name: 'name' }
  for (const [key, attribute] of Object.entries(attributes)) shown[key] = record[attribute] ?? null
  return shown
}

/**
 * The record that an id names, as it is shown to others; undefined when this company has none.
 *
 * @param projectId the project that a record of a project has to be of; 0 for any of the company's
 */
export function lookUp(
  parts: EngineParts,
  resourceName: string,
  given: unknown,
  companyId: number,
  projectId = 0,
): Json | undefined {
  const id = parseId(given)
  const resource = parts.resources.byName(resourceName)
  if (id === null || !resource) return undefined
  const record = parts.records.of(parts.resources.shapeOf(resource)).find(id)
  if (!record || record.deletedMs !== null) return undefined
  if (record.projectId !== null && projectId !== 0 && record.projectId !== projectId)
    return undefined
  if (record.companyId !== companyId && !isUserOf(parts, resourceName, id, companyId))
    return undefined
  return shownAs(resource, JSON.parse(record.data) as Shown)
}

/** A list of references; undefined when any of them is nobody. */
export function lookUpAll(
  parts: EngineParts,
  resourceName: string,
  given: unknown,
  companyId: number,
  projectId = 0,
): Json | undefined {
  if (!Array.isArray(given) || given.length > REFERENCES_MAX) return undefined
  const found: Json[] = []
  for (const each of given) {
    const shown = lookUp(parts, resourceName, each, companyId, projectId)
    if (shown === undefined) return undefined
    found.push(shown)
  }
  return found
}

/** Writes the rows again that show `record`. Does nothing when what is shown did not change. */
export function rewriteDependants(
  parts: EngineParts,
  resource: Resource,
  before: Shown,
  record: Shown,
  companyId: number,
): void {
  const now = shownAs(resource, record)
  if (JSON.stringify(shownAs(resource, before)) === JSON.stringify(now)) return
  for (const { dependant, key } of parts.resources.dependantsOf(resource.name)) {
    const table = parts.records.of(parts.resources.shapeOf(dependant))
    const mentions = mentionOf(key, Number(record['id']), companyId)
    for (const row of [...table.each(mentions)]) {
      const shown = JSON.parse(row.data) as Shown
      shown[key] = replaced(shown[key] ?? null, now)
      table.update({ ...row, data: JSON.stringify(shown) })
    }
  }
}

/** A record that refers to this one, and is not deleted itself: what a delete may be refused for. */
export function findDependant(
  parts: EngineParts,
  resourceName: string,
  id: number,
  companyId: number,
): { readonly resource: string; readonly id: number } | null {
  for (const { dependant, key } of parts.resources.dependantsOf(resourceName)) {
    const table = parts.records.of(parts.resources.shapeOf(dependant))
    const { sql, values } = mentionOf(key, id, companyId)
    const found = table.findFirst({ sql: `${sql} AND deleted_ms IS NULL`, values })
    if (found) return { resource: dependant.name, id: found.id }
  }
  return null
}

function mentionOf(key: string, id: number, companyId: number): SqlCondition {
  const sql = `company_id = ? AND EXISTS (SELECT 1 FROM json_tree(data, '$.${key}')
    WHERE json_tree.key = 'id' AND json_tree.value = ?)`
  return { sql, values: [companyId, id] }
}

/** Keeps what the row itself says about the reference, such as `response_required`. */
function replaced(held: Json, now: Shown): Json {
  if (Array.isArray(held)) return held.map((each: Json) => replaced(each, now))
  const isIt = held !== null && typeof held === 'object' && 'id' in held && held['id'] === now['id']
  return isIt ? { ...held, ...now } : held
}

/** One person can be in the directories of several companies; their row belongs to the first. */
function isUserOf(parts: EngineParts, resource: string, id: number, companyId: number): boolean {
  return resource === 'users' && parts.platform.directory.isMember('company', companyId, id)
}
