/**
 * Distribution groups: people of a project who are told together. One of the few resources whose writes
 * take an idempotency token (fact sheet section 3).
 */

import type { Json } from '../../engine/field.ts'
import { references, text } from '../../engine/field.ts'
import type { Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'

const P = '/rest/v1.0/projects/{project_id}'
const GROUPS = `${P}/distribution_groups`
const WITH_ANCESTORS = `${P}/distribution_groups_with_ancestors`
const idParameter = 'distribution_group_id'

/** Its people are shown in one view only. */
const withoutPeople = (record: Shown, { query }: Work): Json => {
  const { users, ...rest } = record
  return query.get('view') === 'extended' ? { ...rest, users: users ?? [] } : rest
}

export const distributionGroups: Resource = {
  name: 'distribution_groups',
  wrapper: 'distribution_group',
  belongsTo: 'project',
  firstId: 8_001,
  source: '3, Idempotency-Token',
  paths: [
    {
      scope: 'project',
      tool: 'directory',
      levels: { delete: 'Standard' },
      routes: [
        ...routesOf(GROUPS, ['list'], { present: withoutPeople }),
        ...routesOf(GROUPS, ['create'], { idempotent: true }),
        showRow(GROUPS),
        {
          method: 'PATCH',
          path: `${GROUPS}/{distribution_group_id}`,
          operation: 'update',
          idParameter,
          idempotent: true,
        },
        {
          method: 'DELETE',
          path: `${GROUPS}/{distribution_group_id}`,
          operation: 'delete',
          idParameter,
          success: 204,
          answers: 'nothing',
        },
        ...routesOf(WITH_ANCESTORS, ['list'], { present: withoutPeople }),
        showRow(WITH_ANCESTORS),
      ],
    },
    {
      scope: 'company',
      tool: 'directory',
      routes: routesOf('/rest/v1.0/companies/{company_id}/distribution_groups', ['list'], {
        present: withoutPeople,
      }),
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    description: text(),
    users: references('users', { input: 'user_ids', default: [] }),
  },
  unique: [{ fields: ['name'], within: 'project', refusedAs: 'business-rule' }],
  filters: { search: { kind: 'search', on: ['$.name'] } },
  sorts: { name: { on: '$.name' } },
  event: 'Distribution Groups',
}

function showRow(path: string) {
  return {
    method: 'GET',
    path: `${path}/{distribution_group_id}`,
    operation: 'show',
    idParameter,
    present: withoutPeople,
  } as const
}
