/** The values that a custom field of the list kinds can take. */
import { boolean, integer, text } from '../../engine/field.ts'
import { textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import type { Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import { type Input, writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'

const PATH =
  '/rest/v1.0/custom_field_definitions/{custom_field_definition_id}/custom_field_lov_entries'

/** Entries in one call. A guess. */
const ENTRIES_MAX = 1_000

export const customFieldLovEntries: Resource = {
  name: 'custom_field_lov_entries',
  wrapper: 'custom_field_lov_entry',
  belongsTo: 'company',
  parent: { resource: 'custom_field_definitions', parameter: 'custom_field_definition_id' },
  firstId: 88_001,
  source: '3, Custom fields',
  paths: [
    { scope: 'company', tool: null, routes: routesOf(PATH, ['list', 'show']) },
    {
      scope: 'company',
      tool: 'admin',
      mayUseHeader: true,
      levels: { action: 'Admin' },
      routes: [
        {
          method: 'POST',
          path: `${PATH}/bulk_create`,
          operation: 'action',
          success: 201,
          run: bulkCreate,
        },
      ],
    },
  ],
  fields: {
    label: text({ required: true, charsMax: 255 }),
    position: integer(),
    active: boolean({ default: true }),
  },
  unique: [{ fields: ['label'], within: 'parent' }],
  filters: {
    active: { kind: 'equals', on: '$.active', as: 'boolean' },
    label_with: { kind: 'search', on: ['$.label'] },
    start_with: { kind: 'search', on: ['$.label'] },
  },
}

/** All of them or none. */
function bulkCreate(work: Work): Result {
  const key = 'custom_field_lov_entries'
  const entries = work.body[key]
  if (!Array.isArray(entries) || entries.length === 0) {
    return { failure: 'missing-field', fields: { [key]: [messageOf('missing-field')] } }
  }
  if (entries.length > ENTRIES_MAX) {
    return { failure: 'batch-too-large', because: `${entries.length} entries` }
  }
  const made = work.records.attempt((): string[] | Refusal => {
    const rows: string[] = []
    for (const [at, entry] of entries.entries()) {
      const input: Input = { position: entries.length - at, ...(entry as Input) }
      const written = writeRecord(work, work.route.resource, input, null)
      if ('failure' in written) return written
      rows.push(written.stored.data)
    }
    return rows
  })
  return 'failure' in made ? made : textReply(work, `[${made.join(',')}]`)
}
