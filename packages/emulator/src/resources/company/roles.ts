/** The roles that people and vendors can have in a project, as a company names them. */
import { boolean, choice, integer, text } from '../../engine/field.ts'
import { textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import type { Result } from '../../reply.ts'

const V2 = '/rest/v2.0/companies/{company_id}/roles'
/** A guess. */
const ROLES_MAX = 1_000

export const roles: Resource = {
  name: 'roles',
  wrapper: 'project_role',
  belongsTo: 'company',
  firstId: 9_801,
  source: '3, v2 differences',
  paths: [
    {
      scope: 'company',
      tool: null,
      routes: [
        ...routesOf('/rest/v1.0/companies/{company_id}/roles', ['list'], {
          present: ({ id = null, name = null }) => ({ id, name }),
        }),
        ...routesOf(V2, ['list']),
      ],
    },
    {
      scope: 'company',
      tool: 'admin',
      levels: { create: 'Admin', update: 'Admin', delete: 'Admin', action: 'Admin' },
      routes: [
        // Wrapped, unlike most of v2: so says the reference.
        ...routesOf(V2, ['create', 'update'], { wrapper: 'project_role' }),
        ...routesOf(V2, ['delete'], { success: 204 }),
        {
          method: 'POST',
          path: `${V2}/reorder`,
          operation: 'action',
          success: 204,
          run: reorder,
        },
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    type: choice(['user', 'vendor'], { default: 'user' }),
    archetype: text(),
    add_to_project_team: boolean({ default: false }),
    display_on_company_home: boolean({ default: false }),
    deletable: boolean({ readonly: true, default: true }),
    position: integer({ readonly: true }),
  },
  unique: [{ fields: ['name'], within: 'company', refusedAs: 'business-rule' }],
  filters: {
    users_only: {
      kind: 'word',
      words: { true: { sql: "json_extract(data, '$.type') = 'user'", values: [] } },
    },
  },
  sorts: { position: { on: '$.position' } },
  defaultSort: 'position',
  hooks: {
    derive(record, { writing }) {
      record['position'] ??= countOf(writing) + 1
    },
  },
}

function tableOf(writing: Pick<Writing, 'records' | 'resources'>) {
  return writing.records.of(writing.resources.shapeOf(roles))
}

function countOf(writing: Writing): number {
  const where = { sql: 'company_id = ? AND deleted_ms IS NULL', values: [writing.companyId] }
  return [...tableOf(writing).each(where)].length
}

/** `order` names every role once, as it should stand. */
function reorder(work: Work): Result {
  const order = work.body['order']
  if (!Array.isArray(order) || order.length > ROLES_MAX) {
    return { failure: 'missing-field', fields: { order: [messageOf('missing-field')] } }
  }
  const table = tableOf(work)
  const found = order.map((each) => {
    const id = parseId(each)
    const record = id === null ? null : table.find(id)
    return record?.companyId === work.companyId && record.deletedMs === null ? record : null
  })
  if (found.includes(null)) {
    return { failure: 'invalid-value', fields: { order: [messageOf('invalid-value')] } }
  }
  work.records.transaction(() => {
    for (const [at, record] of found.entries()) {
      if (!record) continue
      const shown: Shown = { ...JSON.parse(record.data), position: at + 1 }
      table.update({ ...record, updatedMs: work.nowMs, data: JSON.stringify(shown) })
    }
  })
  return textReply(work, '')
}
