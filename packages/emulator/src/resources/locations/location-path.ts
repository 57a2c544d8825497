/**
 * A location named by the way to it, `["Tower", "Level 2"]`: found, or made tier by tier. What
 * `find_or_create_by_path` does, and the `mt_location` of daily logs. Source: fact sheet section 11.
 */
import { messageOf } from '../../engine/messages.ts'
import { lookUp } from '../../engine/references.ts'
import type { Change, Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal } from '../../reply.ts'

/** What joins the names of the tiers in the name of a location. Source: fact sheet section 11. */
export const TIER_SEPARATOR = '>'

/** Tiers in one path. A guess: sites have five or six. */
export const TIERS_MAX = 20

/** The longest name of one tier. A guess, as Rails strings have it. */
export const NODE_NAME_CHARS_MAX = 255

/** The names of the tiers from the top; null for what can be no path. A text is a path joined by `>`. */
export function readPath(given: unknown): readonly string[] | null {
  const parts = typeof given === 'string' ? given.split(TIER_SEPARATOR) : given
  if (!Array.isArray(parts) || parts.length === 0 || parts.length > TIERS_MAX) return null
  const names = parts.map((part) => (typeof part === 'string' ? part.trim() : ''))
  return names.every((name) => name !== '' && name.length <= NODE_NAME_CHARS_MAX) ? names : null
}

export interface FoundLocation {
  readonly location: Shown
  /** Whether any tier of the path had to be made. */
  readonly isNew: boolean
}

/** Runs in the caller's transaction. */
export function findOrCreateByPath(
  writing: Writing,
  path: readonly string[],
): FoundLocation | Refusal {
  let location: Shown | null = null
  let isNew = false
  for (const name of path) {
    const parentId: number | null = location === null ? null : Number(location['id'])
    const known = findChild(writing, parentId, name)
    if (known) {
      location = known
      continue
    }
    const input = { node_name: name, parent_id: parentId }
    const made = writeRecord(asOfProject(writing), locationsOf(writing), input, null)
    if ('failure' in made) return made
    location = made.shown
    isNew = true
  }
  if (location === null) throw new TypeError('a path has at least one tier')
  return { location, isNew }
}

/**
 * `mt_location` of a record that has a location: makes the tiers that are missing. Call it last, since
 * what is refused shall make none.
 */
export function setLocationByPath(record: Shown, { writing, input }: Change): Refusal | null {
  const given = input['mt_location']
  if (given === undefined || given === null || given === '') return null
  const path = readPath(given)
  if (!path)
    return { failure: 'invalid-value', fields: { mt_location: [messageOf('invalid-value')] } }
  const found = findOrCreateByPath(writing, path)
  if ('failure' in found) return found
  record['location'] = lookUp(writing, 'locations', found.location['id'], writing.companyId) ?? null
  return null
}

/** The live location of this project with the id. */
export function findLocation(writing: Writing, id: number): Shown | null {
  const record = tableOf(writing).find(id)
  const isHere = record?.projectId === writing.projectId && record.deletedMs === null
  return record && isHere ? (JSON.parse(record.data) as Shown) : null
}

/** Upper and lower case are the same, as they are for the name's uniqueness. */
function findChild(writing: Writing, parentId: number | null, name: string): Shown | null {
  const parent = parentId === null ? 'IS NULL' : '= ?'
  const sql = `project_id = ? AND deleted_ms IS NULL AND json_extract(data, '$.parent_id') ${parent}
    AND lower(json_extract(data, '$.node_name')) = lower(?)`
  const values = [writing.projectId, ...(parentId === null ? [] : [parentId]), name]
  const record = tableOf(writing).findFirst({ sql, values })
  return record ? (JSON.parse(record.data) as Shown) : null
}

export function tableOf(writing: Writing) {
  return writing.records.of(writing.resources.shapeOf(locationsOf(writing)))
}

function locationsOf(writing: Writing) {
  const resource = writing.resources.byName('locations')
  if (!resource) throw new Error('the emulator serves no locations')
  return resource
}

/** A log may hang below something; a location never does. */
function asOfProject(writing: Writing): Writing {
  return { ...writing, parentId: 0 }
}
