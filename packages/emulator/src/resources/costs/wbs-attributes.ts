/** Attributes of budget codes, and what each can be: the v2 side of the work breakdown structure. */
import { integer, text } from '../../engine/field.ts'
import type { Resource, RouteRow } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'

const V2 = '/rest/v2.0/companies/{company_id}/projects/{project_id}/wbs'
const SOURCE = '3, v2 differences'

export const wbsAttributes: Resource = {
  name: 'wbs_attributes',
  wrapper: null,
  belongsTo: 'project',
  firstId: 89_401,
  source: SOURCE,
  paths: [
    { scope: 'project', tool: null, routes: routesOf(`${V2}/attributes`, ['list']) },
    { scope: 'project', tool: 'budget', routes: writes(`${V2}/attributes`, 'wbs_attribute_id') },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    position: integer({ required: true, min: 0 }),
    segment_id: integer({ readonly: true }),
  },
  unique: [{ fields: ['name'], within: 'project', refusedAs: 'invalid-value' }],
  sorts: { name: { on: '$.name' }, position: { on: '$.position' } },
  defaultSort: 'position',
}

export const wbsAttributeItems: Resource = {
  name: 'wbs_attribute_items',
  wrapper: null,
  belongsTo: 'project',
  parent: { resource: 'wbs_attributes', parameter: 'attribute_id', attribute: 'attribute_id' },
  firstId: 89_601,
  source: SOURCE,
  paths: [
    { scope: 'project', tool: null, routes: routesOf(`${V2}/attribute_items`, ['list']) },
    {
      scope: 'project',
      tool: 'budget',
      routes: writes(`${V2}/attribute_items`, 'wbs_attribute_item_id'),
    },
  ],
  fields: {
    attribute_id: integer({ readonly: true }),
    name: text({ required: true, charsMax: 255 }),
  },
  unique: [{ fields: ['name'], within: 'parent', refusedAs: 'invalid-value' }],
  filters: { attribute_id: { kind: 'equals', on: '$.attribute_id', as: 'integer' } },
  sorts: { name: { on: '$.name' } },
}

/** A delete answers what it deleted, unlike most of v2: so says the reference. */
function writes(path: string, idParameter: string): RouteRow[] {
  const one = `${path}/{${idParameter}}`
  return [
    ...routesOf(path, ['create']),
    { method: 'PATCH', path: one, operation: 'update', idParameter },
    { method: 'DELETE', path: one, operation: 'delete', idParameter, answers: 'record' },
  ]
}
