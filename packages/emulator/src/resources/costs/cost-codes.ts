/** Cost codes of a project or of one of its sub jobs. Not below `/projects` (fact sheet section 11). */
import { boolean, integer, json, text } from '../../engine/field.ts'
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import { lookUp } from '../../engine/references.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Located } from '../../engine/work.ts'
import { codeTreeHooks } from './code-tree.ts'
import { copyFromStandardList, copySubset } from './copy-cost-codes.ts'

const PATH = '/rest/v1.0/cost_codes'

const tree = codeTreeHooks({
  resource: () => costCodes,
  aboveOf: (record) => idOf(record['parent']),
  abovePath: '$.parent.id',
  failure: 'invalid-value',
})

export const costCodes: Resource = {
  name: 'cost_codes',
  wrapper: 'cost_code',
  belongsTo: 'project',
  parent: {
    resource: 'sub_jobs',
    parameter: 'sub_job_id',
    attribute: 'sub_job_id',
    isOptional: true,
  },
  firstId: 80_001,
  source: '11, Cost codes; 8',
  paths: [
    {
      scope: 'project',
      tool: null,
      routes: [...routesOf(PATH, ['list'], { narrow: ownOfProject }), ...routesOf(PATH, ['show'])],
    },
    {
      scope: 'project',
      tool: 'admin',
      routes: [
        ...routesOf(PATH, ['create', 'update', 'sync']),
        {
          method: 'POST',
          path: `${PATH}/copy_from_standard_list`,
          operation: 'action',
          success: 201,
          requires: ['standard_cost_code_list_id'],
          run: copyFromStandardList,
        },
        {
          method: 'POST',
          path: `${PATH}/copy_subset_from_standard_list`,
          operation: 'action',
          success: 201,
          requires: ['standard_cost_code_list_id', 'standard_cost_code_ids'],
          run: copySubset,
        },
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    code: text({ required: true, charsMax: 255 }),
    full_code: text({ readonly: true }),
    sortable_code: text({ readonly: true }),
    parent: json({ readonly: true }),
    parent_id: integer({ writeonly: true }),
    position: integer(),
    biller: text({ readonly: true }),
    biller_id: integer({ readonly: true }),
    biller_type: text({ readonly: true }),
    sub_job_id: integer({ readonly: true }),
    budgeted: boolean({ readonly: true, default: false }),
    standard_cost_code_id: integer(),
    line_item_types: json({ readonly: true, default: [] }),
    deleted_at: text({ readonly: true }),
    origin_id: text(),
    origin_data: text(),
  },
  // No 409 is documented.
  unique: [{ fields: ['full_code', 'biller_id'], within: 'project', refusedAs: 'invalid-value' }],
  shownAs: { id: 'id', name: 'name', code: 'code', full_code: 'full_code', origin_id: 'origin_id' },
  sorts: { full_code: { on: '$.full_code' } },
  defaultSort: 'full_code',
  views: { erp_compact: ['id', 'name', 'full_code', 'origin_id', 'origin_data'] },
  event: 'Cost Codes',
  hooks: { ...tree, derive, rule },
}

/** Without a sub job in the query, the list is of the project's own. */
function ownOfProject({ parentId }: Located) {
  return parentId === 0 ? { sql: 'parent_id IS NULL', values: [] } : null
}

function derive(record: Shown, change: Change): void {
  const { input, writing } = change
  if (input['parent_id'] !== undefined) {
    const above = parseId(input['parent_id'])
    record['parent'] = above === null ? null : { id: above }
  }
  tree.derive(record, change)
  // Assumed: that it sorts as it reads.
  record['sortable_code'] = record['full_code'] ?? null
  const isSubJob = writing.parentId !== 0
  const billerId = isSubJob ? writing.parentId : writing.projectId
  const biller = lookUp(writing, isSubJob ? 'sub_jobs' : 'projects', billerId, writing.companyId)
  record['biller'] = isObject(biller) ? (biller['name'] ?? null) : null
  record['biller_id'] = billerId
  record['biller_type'] = isSubJob ? 'SubJob' : 'Project'
}

function rule(record: Shown, change: Change) {
  const { writing } = change
  const standard = record['standard_cost_code_id'] ?? null
  const isKnown =
    standard === null || lookUp(writing, 'standard_cost_codes', standard, writing.companyId)
  if (isKnown) return tree.rule(record, change)
  const fields = { standard_cost_code_id: [messageOf('invalid-value')] }
  return { failure: 'invalid-value', fields } as const
}

function idOf(value: unknown): number | null {
  return isObject(value) && typeof value['id'] === 'number' ? value['id'] : null
}

function isObject(value: unknown): value is Shown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
