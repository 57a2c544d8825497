/** The locations of a project: each has a name of its own, and is shown by those of its tiers too. */
import { integer, json, text } from '../../engine/field.ts'
import { textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { findDependant } from '../../engine/references.ts'
import { removeRecord } from '../../engine/remove-record.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { StoredRecord } from '../../state/record-table.ts'
import {
  findLocation,
  findOrCreateByPath,
  NODE_NAME_CHARS_MAX,
  readPath,
  TIER_SEPARATOR,
  TIERS_MAX,
  tableOf,
} from './location-path.ts'
import { narrowToTiers } from './tier-filters.ts'

const PATH = '/rest/v1.0/projects/{project_id}/locations'
const OLD_PATH = '/rest/v1.0/locations'
const ID = { idParameter: 'location_id' }

export const locations: Resource = {
  name: 'locations',
  wrapper: 'location',
  belongsTo: 'project',
  firstId: 62_001,
  source: '11, Locations',
  paths: [
    {
      scope: 'project',
      tool: null,
      routes: [
        { ...listOf(PATH), narrow: narrowToTiers },
        { method: 'GET', path: `${PATH}/{location_id}`, operation: 'show', ...ID },
        ...routesOf(OLD_PATH, ['list', 'show'], { narrow: narrowToTiers }),
      ],
    },
    {
      scope: 'project',
      tool: 'admin',
      levels: { update: 'Admin', delete: 'Admin' },
      routes: [
        ...routesOf(PATH, ['create'], { level: 'Admin' }),
        { method: 'PATCH', path: `${PATH}/{location_id}`, operation: 'update', ...ID },
        { method: 'DELETE', path: `${PATH}/{location_id}`, operation: 'delete', ...ID },
        {
          method: 'DELETE',
          path: '/rest/v1.1/projects/{project_id}/locations/{location_id}',
          operation: 'delete',
          success: 204,
          ...ID,
        },
        {
          method: 'POST',
          path: `${PATH}/find_or_create_by_path`,
          operation: 'action',
          run: answerPath,
        },
        ...routesOf(OLD_PATH, ['create', 'update', 'delete']),
      ],
    },
  ],
  fields: {
    name: text({ readonly: true }),
    node_name: text({ charsMax: NODE_NAME_CHARS_MAX }),
    parent_id: integer(),
    code: text({ charsMax: 255 }),
    /** The whole way at once, at the old address only: its tiers are made as they are needed. */
    path: json({ writeonly: true }),
  },
  shownAs: {
    id: 'id',
    name: 'name',
    node_name: 'node_name',
    parent_id: 'parent_id',
    created_at: 'created_at',
    updated_at: 'updated_at',
  },
  unique: [{ fields: ['name'], within: 'project' }],
  filters: {
    parent_id: { kind: 'equals', on: '$.parent_id', as: 'integer' },
    code: { kind: 'equals', on: '$.code', as: 'text' },
    search: { kind: 'search', on: ['$.name'] },
    search_with_code: { kind: 'search', on: ['$.name', '$.code'] },
  },
  sorts: {
    name: { on: '$.name' },
    node_name: { on: '$.node_name' },
    parent_id: { on: '$.parent_id' },
  },
  event: 'Locations',
  hooks: { rule, stored, keeps, removed },
}

function listOf(path: string): RouteRow {
  return { method: 'GET', path, operation: 'list' }
}

/** 200 when the whole path was there, 201 when any tier of it had to be made. */
function answerPath(work: Work): Result {
  const wrapped = work.body['location'] as Record<string, unknown> | null | undefined
  const given = wrapped?.['path']
  if (given === undefined) return unknown('missing-field', 'path')
  const path = readPath(given)
  if (!path) return unknown('invalid-value', 'path')
  const found = work.records.transaction(() => findOrCreateByPath(work, path))
  if ('failure' in found) return found
  return textReply(work, JSON.stringify(found.location), found.isNew ? 201 : 200)
}

/** Sets the name that follows from the tiers above; a tree has no circles, and no unknown parents. */
function rule(record: Shown, { input, writing, before }: Change): Refusal | null {
  const path = input['path'] === undefined ? null : readPath(input['path'])
  if (input['path'] !== undefined && !path) return unknown('invalid-value', 'path')
  const name = path?.at(-1) ?? record['node_name']
  if (name === null || name === undefined || name === '')
    return unknown('missing-field', 'node_name')
  record['node_name'] = name
  if (path && path.length > 1) {
    const above = findOrCreateByPath(writing, path.slice(0, -1))
    if ('failure' in above) return above
    record['parent_id'] = above.location['id'] ?? null
    // The tiers above took the ids that came first.
    if (before === null) record['id'] = tableOf(writing).nextId()
  }
  const parentId = record['parent_id']
  if (parentId === null || parentId === undefined) {
    record['name'] = name
    return null
  }
  const parent = findLocation(writing, Number(parentId))
  if (!parent) return noParent('is not a location of this project')
  const tiers = tiersAbove(writing, parent)
  if (tiers.includes(Number(record['id']))) return noParent('lies below this location')
  if (tiers.length >= TIERS_MAX) return noParent(`lies ${TIERS_MAX} tiers deep, and that is all`)
  record['name'] = `${parent['name']}${TIER_SEPARATOR}${name}`
  return null
}

function noParent(why: string): Refusal {
  return { failure: 'business-rule', fields: { parent_id: [why] } }
}

function unknown(failure: 'missing-field' | 'invalid-value', field: string): Refusal {
  return { failure, fields: { [field]: [messageOf(failure)] } }
}

/** The ids of this location and those above it. */
function tiersAbove(writing: Writing, location: Shown): number[] {
  const ids: number[] = []
  let at: Shown | null = location
  while (at !== null && ids.length <= TIERS_MAX) {
    ids.push(Number(at['id']))
    const above: unknown = at['parent_id']
    at = typeof above === 'number' ? findLocation(writing, above) : null
  }
  return ids
}

/** What lies below is named by this name too. */
function stored(record: Shown, { writing, before }: Change): void {
  if (before === null || before['name'] === record['name']) return
  for (const child of childrenOf(writing, record)) writeRecord(writing, locations, {}, child)
}

/** A location that others refer to stays, and so does all that it lies in. Assumed. */
function keeps(record: Shown, writing: Writing): Refusal | null {
  const user = findDependant(writing, 'locations', Number(record['id']), writing.companyId)
  if (user) {
    const because = `${user.resource} ${user.id} refers to location ${record['id']}`
    const fields = { base: ['Location cannot be deleted: other records depend on it'] }
    return { failure: 'business-rule', fields, because }
  }
  for (const child of childrenOf(writing, record)) {
    const refusal = keeps(JSON.parse(child.data) as Shown, writing)
    if (refusal) return refusal
  }
  return null
}

function removed(record: Shown, writing: Writing): void {
  for (const child of childrenOf(writing, record)) removeRecord(writing, locations, child)
}

function childrenOf(writing: Writing, record: Shown): StoredRecord[] {
  const sql = "project_id = ? AND deleted_ms IS NULL AND json_extract(data, '$.parent_id') = ?"
  return [...tableOf(writing).each({ sql, values: [writing.projectId, Number(record['id'])] })]
}
