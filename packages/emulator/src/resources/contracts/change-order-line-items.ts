/** The lines of change orders: what they add to the change order, it adds to the contract. */
import { lookAbove } from '../../engine/parent.ts'
import type { Parent, PathGroup, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { ADMIN_ONLY } from './contracts.ts'
import {
  amountCents,
  deriveLineItem,
  holderRecord,
  LINE_ITEM_FIELDS,
  LINE_ITEM_FILTERS,
} from './line-item.ts'
import { lockedKeys } from './locks.ts'
import { addToSums, moveContractSums } from './totals.ts'

const V2 = '/rest/v2.0/companies/{company_id}/projects/{project_id}'

export const changeOrderLineItems: readonly Resource[] = [
  linesOf('potential_change_order', 2_300_001, [
    {
      scope: 'project',
      tool: 'change_orders',
      levels: { delete: 'Standard' },
      routes: routesOf(
        '/rest/v1.0/potential_change_orders/{potential_change_order_id}/line_items',
        ['list', 'show', 'create', 'update', 'delete', 'sync'],
      ),
    },
  ]),
  linesOf('commitment_change_order', 2_400_001, [ofV2('commitment')]),
  linesOf('prime_change_order', 2_500_001, [ofV2('prime')]),
]

function ofV2(side: 'commitment' | 'prime'): PathGroup {
  const path = `${V2}/${side}_change_orders/{${side}_change_order_id}/line_items`
  return {
    scope: 'project',
    tool: side === 'prime' ? 'prime_contracts' : 'commitments',
    levels: ADMIN_ONLY,
    routes: [
      ...routesOf(path, ['list', 'show', 'update']),
      ...routesOf(path, ['create'], { success: 200 }),
      ...routesOf(path, ['delete'], { success: 204, answers: 'nothing' }),
    ],
  }
}

function linesOf(above: string, firstId: number, paths: readonly PathGroup[]): Resource {
  const parent: Parent = { resource: `${above}s`, parameter: `${above}_id` }
  const name = `${above}_line_items`
  return {
    name,
    wrapper: 'line_item',
    belongsTo: 'project',
    parent,
    firstId,
    source: '8; the paths are in the reference',
    paths,
    fields: LINE_ITEM_FIELDS,
    filters: LINE_ITEM_FILTERS,
    hooks: {
      derive: (record, { writing }) => deriveLineItem(record, writing, parent, name),
      rule: (_record, { writing }) => lockedByApproval(writing, parent, writing.parentId),
      stored: (record, { writing, before }) =>
        move(writing, parent, amountCents(record) - amountCents(before)),
      keeps: (_record, writing) => lockedByApproval(writing, parent, writing.parentId),
      removed: (record, writing) => move(writing, parent, -amountCents(record)),
    },
  }
}

/** The change order's own sum, and with it that of the contract. */
function move(writing: Writing, parent: Parent, grand_total: number): void {
  const before = holderRecord(writing, parent, writing.parentId)
  addToSums(writing, parent, writing.parentId, { grand_total })
  const after = holderRecord(writing, parent, writing.parentId)
  const contractId = Number(after?.['contract_id'] ?? 0)
  if (before && after) moveContractSums(writing, contractId, before, after)
}

function lockedByApproval(writing: Writing, parent: Parent, id: number): Refusal | null {
  if (writing.platform.assumptions.get('approved-contract') !== 'locked') return null
  const above = lookAbove(writing, parent, id)
  const status = above && (JSON.parse(above.data) as Shown)['status']
  const isLocked = status === 'approved' || status === 'void'
  return isLocked ? lockedKeys(['base'], `the change order is ${status}`) : null
}
