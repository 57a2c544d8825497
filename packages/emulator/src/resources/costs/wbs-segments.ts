/** The work breakdown structure of a company: segments, and the items that each can be. */
import { boolean, choice, integer, json, text } from '../../engine/field.ts'
import { lookUp } from '../../engine/references.ts'
import type { PathGroup, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import { codeTreeHooks } from './code-tree.ts'

const C = '/rest/v1.0/companies/{company_id}/work_breakdown_structure/segments'
const P = '/rest/v1.0/projects/{project_id}/work_breakdown_structure/segments'
const SOURCE = '7, Tools by category; the paths are in the reference'
const ADMIN = { create: 'Admin', update: 'Admin', delete: 'Admin' } as const
const SILENT: Pick<RouteRow, 'success' | 'answers'> = { success: 204, answers: 'nothing' }

export const wbsSegments: Resource = {
  name: 'wbs_segments',
  wrapper: 'segment',
  belongsTo: 'company',
  firstId: 87_001,
  source: SOURCE,
  paths: [
    { scope: 'company', tool: null, routes: routesOf(C, ['list', 'show']) },
    {
      scope: 'company',
      tool: 'admin',
      levels: ADMIN,
      routes: [...routesOf(C, ['create']), ...routesOf(C, ['update', 'delete'], SILENT)],
    },
    ofCompany(routesOf(P, ['list', 'show'])),
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    structure: choice(['tiered', 'flat'], { required: true }),
    type: text({ readonly: true, default: 'custom' }),
    position: integer({ readonly: true }),
    delimiter: text({ readonly: true, default: '.' }),
    required: boolean({ readonly: true, default: false }),
    project_can_modify_origin_project: boolean({ default: true }),
    project_can_delete_origin_company: boolean({ default: false }),
  },
  unique: [{ fields: ['name'], within: 'company', refusedAs: 'invalid-value' }],
}

const tree = codeTreeHooks({
  resource: () => wbsSegmentItems,
  aboveOf: ({ parent_id: above }) => (typeof above === 'number' ? above : null),
  abovePath: '$.parent_id',
  failure: 'business-rule',
})

export const wbsSegmentItems: Resource = {
  name: 'wbs_segment_items',
  // Not wrapped, unlike most of v1: so says the reference.
  wrapper: null,
  belongsTo: 'company',
  parent: { resource: 'wbs_segments', parameter: 'segment_id' },
  firstId: 88_001,
  source: SOURCE,
  paths: [
    {
      scope: 'company',
      tool: null,
      routes: routesOf(`${C}/{segment_id}/segment_items`, ['list', 'show']),
    },
    {
      scope: 'company',
      tool: 'admin',
      levels: ADMIN,
      routes: [
        ...routesOf(`${C}/{segment_id}/segment_items`, ['create', 'update']),
        ...routesOf(`${C}/{segment_id}/segment_items`, ['delete'], SILENT),
      ],
    },
  ],
  fields: {
    code: text({ required: true, charsMax: 255 }),
    name: text({ required: true, charsMax: 255 }),
    parent_id: integer(),
    full_code: text({ readonly: true }),
    path_code: text({ readonly: true }),
    status: choice(['active', 'inactive'], { default: 'active' }),
    segment: json({ readonly: true }),
  },
  unique: [{ fields: ['full_code'], within: 'parent', refusedAs: 'business-rule' }],
  hooks: {
    ...tree,
    derive(record: Shown, change) {
      tree.derive(record, change)
      record['path_code'] = record['full_code'] ?? null
      const { writing } = change
      record['segment'] ??=
        lookUp(writing, 'wbs_segments', writing.parentId, writing.companyId) ?? null
    },
  },
}

/** A project has the segments of its company. */
function ofCompany(routes: readonly RouteRow[]): PathGroup {
  return {
    scope: 'project',
    tool: null,
    within: ({ companyId }) => ({ sql: 'company_id = ?', values: [companyId] }),
    routes,
  }
}
