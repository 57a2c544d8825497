/** Units of measure of a company. The sync of these deletes as well. */
import { boolean, integer, json, text } from '../../engine/field.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import { removeRecord } from '../../engine/remove-record.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { SYNC_ITEMS_MAX, syncRecords, UNKNOWN_ID } from '../../engine/sync-records.ts'
import type { Work } from '../../engine/work.ts'
import { isRefusal, isTextAnswer, type Result } from '../../reply.ts'
import { settingsPaths } from '../company/settings-paths.ts'

const C = '/rest/v1.0/companies/{company_id}'

/** Assumed: the reference names none of them. */
const CATEGORIES = [
  { id: 1, name: 'Area' },
  { id: 2, name: 'Count' },
  { id: 3, name: 'Length' },
  { id: 4, name: 'Time' },
  { id: 5, name: 'Volume' },
  { id: 6, name: 'Weight' },
  { id: 7, name: 'Other' },
]

export const uoms: Resource = {
  name: 'uoms',
  wrapper: 'uom',
  belongsTo: 'company',
  firstId: 86_001,
  source: '8',
  paths: [
    ...settingsPaths(`${C}/uoms`, ['list', 'show', 'create', 'update']),
    ...settingsPaths(`${C}/uoms`, ['delete'], { success: 204, answers: 'nothing' }),
    {
      scope: 'company',
      tool: 'admin',
      routes: [
        {
          method: 'PATCH',
          path: `${C}/uoms/sync`,
          operation: 'action',
          level: 'Admin',
          run: syncWithDeletes,
        },
      ],
    },
    {
      scope: 'company',
      tool: null,
      routes: [
        {
          method: 'GET',
          path: `${C}/uom_categories`,
          operation: 'action',
          run: (work) => jsonReply(work, CATEGORIES),
        },
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    description: text({ readonly: true }),
    is_standard: boolean({ readonly: true, default: false }),
    uom_category: json({ readonly: true }),
    uom_category_id: integer({ writeonly: true, required: true }),
  },
  unique: [{ fields: ['name'], within: 'company', refusedAs: 'business-rule' }],
  hooks: { derive, rule },
}

function derive(record: Shown, { input }: Change): void {
  const { uom_category_id: given } = input
  if (given !== undefined) record['uom_category'] = categoryOf(given)
}

function rule(_record: Shown, { input, before }: Change) {
  const { uom_category_id: given } = input
  if (given === undefined || categoryOf(given) !== null) return null
  // A create documents 400 for it, an update 422.
  const failure = before ? 'business-rule' : 'invalid-value'
  return { failure, fields: { uom_category_id: [messageOf('invalid-value')] } } as const
}

function categoryOf(given: unknown) {
  const id = parseId(given)
  return CATEGORIES.find((category) => category.id === id) ?? null
}

/** `deletes` are ids; one that is nobody's is an error of its own, as an unknown id in `updates` is. */
function syncWithDeletes(work: Work): Result {
  const deletes = work.body['deletes'] ?? []
  if (!Array.isArray(deletes) || deletes.length > SYNC_ITEMS_MAX) {
    return { failure: 'business-rule', fields: { deletes: [messageOf('invalid-value')] } }
  }
  const synced = syncRecords(work)
  if (isRefusal(synced) || !isTextAnswer(synced) || deletes.length === 0) return synced
  const answer = JSON.parse(synced.text) as { entities: unknown[]; errors: unknown[] }
  work.records.transaction(() => {
    for (const each of deletes) {
      if (!remove(work, each)) answer.errors.push({ id: each, errors: UNKNOWN_ID })
    }
  })
  if (answer.errors.length > 0) work.call.failure = 'sync-items-rejected'
  return jsonReply(work, answer)
}

function remove(work: Work, given: unknown): boolean {
  const id = parseId(given)
  const record = id === null ? null : work.records.of(work.resources.shapeOf(uoms)).find(id)
  if (!record || record.deletedMs !== null || record.companyId !== work.companyId) return false
  return removeRecord(work, uoms, record) === null
}
