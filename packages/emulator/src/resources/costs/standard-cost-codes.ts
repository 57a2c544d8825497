/** Lists of standard cost codes, and the codes in them: what projects are given copies of. */
import { boolean, integer, text } from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import { settingsPaths } from '../company/settings-paths.ts'
import { codeTreeHooks } from './code-tree.ts'

const PATH = '/rest/v1.0/standard_cost_codes'
/** Without it a call is refused; only a delete may leave it out. */
const IN_LIST = { requires: ['standard_cost_code_list_id'] }

export const standardCostCodeLists: Resource = {
  name: 'standard_cost_code_lists',
  wrapper: 'standard_cost_code_list',
  belongsTo: 'company',
  firstId: 81_001,
  source: '11, Cost codes',
  paths: settingsPaths('/rest/v1.0/standard_cost_code_lists', ['list', 'show', 'create', 'update']),
  fields: {
    name: text({ required: true, charsMax: 255 }),
    is_erp_list: boolean({ default: false }),
    available_to_use_on_new_projects: boolean({ default: true }),
  },
  unique: [{ fields: ['name'], within: 'company', refusedAs: 'invalid-value' }],
}

export const standardCostCodes: Resource = {
  name: 'standard_cost_codes',
  wrapper: 'standard_cost_code',
  belongsTo: 'company',
  parent: {
    resource: 'standard_cost_code_lists',
    parameter: 'standard_cost_code_list_id',
    attribute: 'standard_cost_code_list_id',
  },
  firstId: 82_001,
  source: '11, Cost codes; 8',
  paths: [
    { scope: 'company', tool: null, routes: routesOf(PATH, ['list', 'show'], IN_LIST) },
    {
      scope: 'company',
      tool: 'admin',
      levels: { create: 'Admin', update: 'Admin', sync: 'Admin' },
      routes: [
        ...routesOf(PATH, ['create', 'update', 'sync'], IN_LIST),
        ...routesOf(PATH, ['delete'], { answers: 'record' }),
      ],
    },
  ],
  fields: {
    standard_cost_code_list_id: integer({ readonly: true }),
    parent_id: integer(),
    code: text({ required: true, charsMax: 255 }),
    full_code: text({ readonly: true }),
    name: text({ required: true, charsMax: 255 }),
    origin_id: text(),
    origin_data: text(),
  },
  unique: [{ fields: ['full_code'], within: 'parent', refusedAs: 'business-rule' }],
  sorts: { full_code: { on: '$.full_code' } },
  defaultSort: 'full_code',
  views: { compact: ['id', 'full_code', 'name'] },
  event: 'Standard Cost Codes',
  hooks: codeTreeHooks({
    resource: () => standardCostCodes,
    aboveOf: ({ parent_id: above }) => (typeof above === 'number' ? above : null),
    abovePath: '$.parent_id',
    failure: 'business-rule',
  }),
}
