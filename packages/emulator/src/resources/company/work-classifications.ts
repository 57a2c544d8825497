/** Classes of workers of a company, for its timecards. */
import { boolean, createdBy, integerList, text } from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'

const PATH = '/rest/v1.0/companies/{company_id}/work_classifications'

export const workClassifications: Resource = {
  name: 'work_classifications',
  wrapper: 'work_classification',
  belongsTo: 'company',
  firstId: 9_901,
  source: '6.2, 422; the paths are in the reference',
  paths: [
    { scope: 'company', tool: null, routes: routesOf(PATH, ['list', 'show']) },
    {
      scope: 'company',
      tool: 'admin',
      levels: { create: 'Admin', update: 'Admin' },
      routes: [
        ...routesOf(PATH, ['create', 'update']),
        ...routesOf(PATH, ['delete'], { answers: 'record' }),
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    abbreviation: text({ charsMax: 20 }),
    deletable: boolean({ readonly: true, default: true }),
    company_visible: boolean({ readonly: true, default: true }),
    project_ids: integerList({ readonly: true, default: [] }),
    created_by: createdBy(),
  },
  unique: [{ fields: ['name'], within: 'company', refusedAs: 'business-rule' }],
  views: { compact: ['id', 'name'], ids_only: ['id'] },
}
