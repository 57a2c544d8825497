/** Budget line items. By cost code and type at v1.0, by budget code at v1.1; deleted at v2.0 only. */
import { choice, decimal, type Json, json, reference, text } from '../../../engine/field.ts'
import { findRecord } from '../../../engine/find-record.ts'
import { textReply } from '../../../engine/json-reply.ts'
import { messageOf } from '../../../engine/messages.ts'
import type { Change, Resource, RouteRow, Shown } from '../../../engine/resource.ts'
import { routesOf } from '../../../engine/resource.ts'
import { SYNC_ITEMS_MAX } from '../../../engine/sync-records.ts'
import type { Work } from '../../../engine/work.ts'
import { type Input, type Written, writeRecord } from '../../../engine/write-record.ts'
import type { Refusal, Result } from '../../../reply.ts'
import { detailRow, ofKnownView } from './budget-views.ts'

const V1_0 = '/rest/v1.0/budget_line_items'
const V1_1 = '/rest/v1.1/budget_line_items'
const ITEMS = 'budget_line_items'

/** What a budget adds up to besides, and what no tool here writes: always nothing. */
const OTHER_SUMS = [
  'approved_budget_changes',
  'pending_budget_changes',
  'committed_costs',
  'direct_costs',
  'pending_cost_changes',
]

export const budgetLineItems: Resource = {
  name: ITEMS,
  wrapper: 'budget_line_item',
  belongsTo: 'project',
  firstId: 2_800_001,
  source: '8; 11',
  paths: [
    {
      scope: 'project',
      tool: 'budget',
      levels: { delete: 'Standard' },
      routes: [
        ...routesOf(V1_0, ['show', 'update']),
        ...routesOf(V1_0, ['create'], { requiresFields: ['cost_code_id', 'line_item_type_id'] }),
        ...routesOf(V1_1, ['show', 'update']),
        ...routesOf(V1_1, ['create'], { requiresFields: ['wbs_code_id'] }),
        { method: 'POST', path: `${V1_0}/sync`, operation: 'action', run: sync },
        ...routesOf(
          '/rest/v2.0/companies/{company_id}/projects/{project_id}/budget_line_items',
          ['delete'],
          { success: 204, answers: 'nothing' },
        ),
        detailRows('/rest/v1.0/budget_views/{budget_view_id}/detail_rows'),
      ],
    },
  ],
  fields: {
    cost_code: reference('cost_codes', { input: 'cost_code_id' }),
    line_item_type: reference('line_item_types', { input: 'line_item_type_id' }),
    wbs_code: reference('wbs_codes', { input: 'wbs_code_id' }),
    original_budget_amount: decimal({ default: 0 }),
    calculation_strategy: choice(['automatic', 'manual'], { default: 'manual' }),
    quantity: decimal(),
    unit_cost: decimal(),
    uom: text(),
    revised_budget: json({ readonly: true }),
    projected_budget: json({ readonly: true }),
    ...Object.fromEntries(OTHER_SUMS.map((sum) => [sum, json({ readonly: true, default: 0 })])),
  },
  event: 'Budget Line Items',
  hooks: { derive, rule },
}

function detailRows(path: string): RouteRow {
  return { method: 'GET', path, operation: 'list', narrow: ofKnownView, present: detailRow }
}

function derive(record: Shown): void {
  const { quantity, unit_cost: cost } = record
  if (record['calculation_strategy'] === 'automatic' && quantity !== null && cost !== null) {
    record['original_budget_amount'] = Math.round(Number(quantity) * Number(cost) * 100) / 100
  }
  const original = Number(record['original_budget_amount'] ?? 0)
  record['revised_budget'] = original + Number(record['approved_budget_changes'] ?? 0)
  record['projected_budget'] =
    record['revised_budget'] + Number(record['pending_budget_changes'] ?? 0)
}

/** What makes a line the one that it is. */
const KEY = ['cost_code', 'line_item_type', 'wbs_code'] as const

/** One line for each code and type: a second one is refused. */
function rule(record: Shown, { writing }: Change): Refusal | null {
  const table = writing.records.of(writing.resources.shapeOf(budgetLineItems))
  const sameKey = KEY.map((name) => `ifnull(json_extract(data, '$.${name}.id'), 0) = ?`)
  const twin = table.findFirst({
    sql: ['project_id = ?', 'id <> ?', 'deleted_ms IS NULL', ...sameKey].join(' AND '),
    values: [writing.projectId, Number(record['id']), ...KEY.map((name) => idOf(record[name]))],
  })
  if (!twin) return null
  const fields = { cost_code_id: [messageOf('duplicate-record')] }
  return { failure: 'business-rule', fields, because: `${twin.id} has this code and type` }
}

function idOf(shown: Json | undefined): number {
  return Number((shown as Shown | null | undefined)?.['id'] ?? 0)
}

/** Unlike every other sync: a POST, all or none, and it answers a bare list. */
function sync(work: Work): Result {
  const items = work.body[ITEMS]
  if (!Array.isArray(items)) {
    return { failure: 'missing-field', fields: { [ITEMS]: [messageOf('missing-field')] } }
  }
  if (items.length > SYNC_ITEMS_MAX) {
    return { failure: 'batch-too-large', because: `${items.length} items` }
  }
  const written = work.records.attempt(() => {
    const shown: Shown[] = []
    for (const item of items) {
      const one = writeItem(work, item)
      if ('failure' in one) return one
      shown.push(one.shown)
    }
    return shown
  })
  return 'failure' in written ? written : textReply(work, JSON.stringify(written))
}

function writeItem(work: Work, item: unknown): Written | Refusal {
  const isInput = typeof item === 'object' && item !== null && !Array.isArray(item)
  if (!isInput) return { failure: 'invalid-value' }
  const input = item as Input
  const id = input['id'] ?? null
  const before = id === null ? null : findRecord({ ...work, parameters: { id: String(id) } })
  if (before && 'failure' in before) {
    return { failure: 'business-rule', fields: { id: [messageOf('invalid-value')] } }
  }
  return writeRecord(work, budgetLineItems, input, before)
}
