/** The lines of direct costs: of one, or of all that a project has. */
import { integer } from '../../../engine/field.ts'
import { findOther, rewriteOther } from '../../../engine/other-records.ts'
import type { Parent, Resource, Shown } from '../../../engine/resource.ts'
import { routesOf } from '../../../engine/resource.ts'
import type { Writing } from '../../../engine/work.ts'
import type { Refusal } from '../../../reply.ts'
import {
  amountCents,
  deriveLineItem,
  LINE_ITEM_FIELDS,
  LINE_ITEM_FILTERS,
} from '../../contracts/line-item.ts'
import { isInErp, lockedKeys } from '../../contracts/locks.ts'
import { centsOf, moneyText } from '../../contracts/money.ts'

const P = '/rest/v1.0/projects/{project_id}/direct_costs'
const NAME = 'direct_cost_line_items'

const PARENT: Parent = {
  resource: 'direct_costs',
  parameter: 'direct_cost_id',
  attribute: 'direct_cost_id',
}

export const directCostLineItems: Resource = {
  name: NAME,
  wrapper: 'line_item',
  belongsTo: 'project',
  parent: PARENT,
  firstId: 2_700_001,
  source: '11, Direct costs; 8',
  paths: [
    {
      scope: 'project',
      tool: 'direct_costs',
      levels: { delete: 'Standard' },
      routes: [
        ...routesOf(`${P}/line_items`, ['list', 'sync']),
        ...routesOf(`${P}/{direct_cost_id}/line_items`, [
          'list',
          'show',
          'create',
          'update',
          'delete',
        ]),
      ],
    },
  ],
  fields: { direct_cost_id: integer({ readonly: true }), ...LINE_ITEM_FIELDS },
  filters: {
    ...LINE_ITEM_FILTERS,
    direct_cost_id: { kind: 'equals', on: '$.direct_cost_id', as: 'integer' },
  },
  event: 'Direct Cost Line Items',
  hooks: {
    derive: (record, { writing }) => deriveLineItem(record, writing, PARENT, NAME),
    rule: (_record, { writing }) => conflict(writing, writing.parentId),
    stored(record, { writing, before }) {
      move(writing, writing.parentId, amountCents(record) - amountCents(before), before ? 0 : 1)
    },
    keeps: (record, writing) => conflict(writing, Number(record['direct_cost_id'])),
    removed: (record, writing) =>
      move(writing, Number(record['direct_cost_id']), -amountCents(record), -1),
  },
}

/** The sum and the count that the cost shows. */
function move(writing: Writing, id: number, cents: number, lines: number): void {
  const cost = findOther(writing, 'direct_costs', id)
  if (!cost) return
  const grand_total = moneyText(centsOf(cost.shown['grand_total']) + cents)
  const line_items_count = Number(cost.shown['line_items_count'] ?? 0) + lines
  rewriteOther(writing, cost, { ...cost.shown, grand_total, amount: grand_total, line_items_count })
}

/** The lines of an approved cost stand: 409 is documented for each of their writes. */
function conflict(writing: Writing, id: number): Refusal | null {
  const cost: Shown | undefined = findOther(writing, 'direct_costs', id)?.shown
  if (!cost) return null
  if (isInErp(writing, cost)) return lockedKeys(['base'], 'the ERP holds the direct cost')
  if (cost['status'] !== 'approved') return null
  return { failure: 'state-conflict', because: 'the direct cost is approved' }
}
