/** Budget codes of a project: one item of each segment, joined. */
import { choice, json, text } from '../../engine/field.ts'
import { textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { lookAbove } from '../../engine/parent.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'

const P = '/rest/v1.0/projects/{project_id}/work_breakdown_structure/wbs_codes'
const V2 = '/rest/v2.0/companies/{company_id}/projects/{project_id}/wbs/codes'
/** A guess: more segments than any company has. */
const SEGMENTS_MAX = 20
/** Ids in one call. A guess. */
const IDS_MAX = 1_000

export const wbsCodes: Resource = {
  name: 'wbs_codes',
  wrapper: null,
  belongsTo: 'project',
  firstId: 89_001,
  source: '7, Tools by category; the paths are in the reference',
  paths: [
    {
      scope: 'project',
      tool: null,
      routes: [
        ...routesOf(P, ['list']),
        ...routesOf(V2, ['list'], {
          present: ({ id = null, flat_code: code = null, description = null, status = null }) => ({
            id,
            code,
            description,
            status,
          }),
        }),
      ],
    },
    {
      scope: 'project',
      tool: 'budget',
      routes: [
        ...routesOf(P, ['create', 'update']),
        {
          method: 'PATCH',
          path: `${P}/update_all`,
          operation: 'action',
          success: 204,
          run: updateAll,
        },
      ],
    },
  ],
  fields: {
    flat_code: text({ readonly: true }),
    flat_name: text({ readonly: true }),
    description: text(),
    status: choice(['active', 'inactive'], { default: 'active' }),
    segment_items: json({ required: true }),
  },
  unique: [{ fields: ['flat_code'], within: 'project', refusedAs: 'invalid-value' }],
  shownAs: { id: 'id', flat_code: 'flat_code', description: 'description' },
  filters: {
    status: { kind: 'equals', on: '$.status', as: 'text' },
    search: { kind: 'search', on: ['$.flat_code', '$.description'] },
  },
  sorts: { flat_code: { on: '$.flat_code' } },
  hooks: { derive, rule },
}

function derive(record: Shown, { input, writing }: Change): void {
  if (input['segment_items'] === undefined) return
  const items = itemsOf(input['segment_items'], writing) ?? []
  record['segment_items'] = items
  record['flat_code'] = items.map((item) => item['path_code']).join('.')
  record['flat_name'] = items.map((item) => item['name']).join('.')
  record['description'] ??= record['flat_name'] ?? null
}

function rule(_record: Shown, { input, writing }: Change): Refusal | null {
  const given = input['segment_items']
  if (given === undefined || itemsOf(given, writing) !== null) return null
  const fields = { segment_items: [messageOf('invalid-value')] }
  return { failure: 'invalid-value', fields, because: 'a segment or an item is not there' }
}

/** Null when any of them is nobody's. */
function itemsOf(given: unknown, writing: Writing): Shown[] | null {
  if (!Array.isArray(given) || given.length === 0 || given.length > SEGMENTS_MAX) return null
  const items: Shown[] = []
  // Segments and their items are the company's.
  const scope = { ...writing, projectId: 0 }
  for (const each of given) {
    const pair = (typeof each === 'object' && each !== null ? each : {}) as Shown
    const id = parseId(pair['segment_item_id'])
    const parent = { resource: 'wbs_segment_items', parameter: 'segment_item_id' }
    const item = id === null ? null : lookAbove(scope, parent, id)
    if (!item || item.parentId !== parseId(pair['segment_id'])) return null
    items.push(JSON.parse(item.data) as Shown)
  }
  return items
}

/** One status for many codes: all of them or none. */
function updateAll(work: Work): Result {
  const { ids, attributes } = work.body
  if (!Array.isArray(ids) || ids.length > IDS_MAX) return lacking('ids')
  if (typeof attributes !== 'object' || attributes === null) return lacking('attributes')
  const { status } = attributes as Shown
  const parent = { resource: 'wbs_codes', parameter: 'id' }
  const records = ids.map((each) => lookAbove(work, parent, parseId(each) ?? 0))
  if (records.includes(null)) {
    return { failure: 'resource-not-found', because: 'one of the ids is no code of the project' }
  }
  return work.records.attempt<Result>(() => {
    for (const record of records) {
      const written = writeRecord(work, wbsCodes, { status }, record)
      if ('failure' in written) return written
    }
    return textReply(work, '')
  })
}

function lacking(field: string): Refusal {
  return { failure: 'missing-field', fields: { [field]: [messageOf('missing-field')] } }
}
