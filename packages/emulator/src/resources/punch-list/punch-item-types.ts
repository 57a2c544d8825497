/** Kinds of punch items that a project has. */
import { text } from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'

const PATH = '/rest/v1.0/punch_item_types'

export const punchItemTypes: Resource = {
  name: 'punch_item_types',
  wrapper: 'punch_item_type',
  belongsTo: 'project',
  firstId: 53_901,
  source: '11, Punch items',
  paths: [
    {
      scope: 'project',
      tool: 'punch_list',
      levels: { create: 'Admin', update: 'Admin' },
      routes: [
        ...routesOf(PATH, ['list', 'show', 'create', 'delete']),
        // The reference says 201 for the update as well.
        ...routesOf(PATH, ['update'], { success: 201 }),
      ],
    },
  ],
  fields: { name: text({ required: true, charsMax: 255 }) },
  filters: { name: { kind: 'equals', on: '$.name', as: 'text' } },
  sorts: { name: { on: '$.name' } },
}
