/** Departments of a company, which its projects are filed under. */
import { text } from '../../engine/field.ts'
import { findDependant } from '../../engine/references.ts'
import type { Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'

export const departments: Resource = {
  name: 'departments',
  wrapper: 'department',
  belongsTo: 'company',
  firstId: 61_001,
  source: '11, Departments',
  paths: [
    {
      scope: 'company',
      tool: null,
      routes: routesOf('/rest/v1.0/departments', ['list', 'show']),
    },
    {
      scope: 'company',
      tool: 'admin',
      levels: { create: 'Admin', update: 'Admin' },
      routes: routesOf('/rest/v1.0/departments', ['create', 'update', 'delete']),
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    origin_id: text(),
    origin_data: text(),
  },
  unique: [{ fields: ['name'], within: 'company', refusedAs: 'business-rule' }],
  filters: { name: { kind: 'equals', on: '$.name', as: 'text' } },
  sorts: { name: { on: '$.name' } },
  event: 'Departments',
  hooks: { keeps },
}

/** Its projects would be left without one. Assumed: 422 is listed, and its cause is not. */
function keeps(record: Shown, writing: Writing): Refusal | null {
  const user = findDependant(writing, 'departments', Number(record['id']), writing.companyId)
  if (!user) return null
  const because = `${user.resource} ${user.id} is in department ${record['id']}`
  return {
    failure: 'business-rule',
    fields: { base: ['Department cannot be deleted: projects depend on it'] },
    because,
  }
}
