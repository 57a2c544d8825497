/** What task items are sorted into: every company has the same seven. */
import { text } from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'

/** As the web app offers them; assumed, as no schema lists them. */
const NAMES = [
  'Administrative',
  'Closeout',
  'Contract',
  'Design',
  'Equipment',
  'Miscellaneous',
  'Preconstruction',
]

export const taskItemCategories: Resource = {
  name: 'task_item_categories',
  wrapper: 'task_item_category',
  belongsTo: 'company',
  firstId: 55_901,
  source: '11, Tasks',
  paths: [
    {
      scope: 'project',
      tool: 'tasks',
      routes: routesOf(
        '/rest/v1.0/companies/{company_id}/projects/{project_id}/task_item_categories',
        ['list'],
      ),
    },
  ],
  fields: { name: text({ required: true }) },
  views: { ids_only: ['id'], normal: ['id', 'name'] },
  given: NAMES.map((name) => ({ name })),
}
