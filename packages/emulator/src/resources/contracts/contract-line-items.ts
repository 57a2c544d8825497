/** The lines of contracts: their schedule of values. Locked once the contract binds. */
import type { Parent, PathGroup, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { isBinding } from './contract-rules.ts'
import { ADMIN_ONLY } from './contracts.ts'
import {
  amountCents,
  deriveLineItem,
  holderRecord,
  LINE_ITEM_FIELDS,
  LINE_ITEM_FILTERS,
} from './line-item.ts'
import { isInErp, lockedKeys } from './locks.ts'
import { addToSums } from './totals.ts'

const ALL = ['list', 'show', 'create', 'update', 'delete', 'sync'] as const
const V2 = '/rest/v2.0/companies/{company_id}/projects/{project_id}'

export const commitmentLineItems = contractLines(
  'commitment_line_items',
  1_400_001,
  {
    resource: ['purchase_order_contracts', 'work_order_contracts'],
    parameter: 'commitment_contract_id',
  },
  'commitments',
  [
    ['purchase_order_contracts', 'purchase_order_contract_id'],
    ['work_order_contracts', 'work_order_contract_id'],
  ],
  `${V2}/commitment_contracts/{commitment_contract_id}/line_items`,
)

export const primeContractLineItems = contractLines(
  'prime_contract_line_items',
  1_500_001,
  { resource: 'prime_contracts', parameter: 'prime_contract_id' },
  'prime_contracts',
  [['prime_contracts', 'prime_contract_id']],
  `${V2}/prime_contracts/{prime_contract_id}/line_items`,
)

function contractLines(
  name: string,
  firstId: number,
  parent: Parent,
  tool: string,
  v1: readonly (readonly [resource: string, parameter: string])[],
  v2: string,
): Resource {
  const shared = { scope: 'project', tool, levels: ADMIN_ONLY } as const
  const groups: PathGroup[] = v1.map(([resource, parameter]) => ({
    ...shared,
    parent: { resource, parameter },
    routes: routesOf(`/rest/v1.0/${resource}/{${parameter}}/line_items`, ALL),
  }))
  const ofV2: PathGroup = {
    ...shared,
    routes: [
      ...routesOf(v2, ['list', 'show', 'update']),
      ...routesOf(v2, ['create'], { success: 200 }),
      ...routesOf(v2, ['delete'], { success: 204, answers: 'nothing' }),
    ],
  }
  return {
    name,
    wrapper: 'line_item',
    belongsTo: 'project',
    parent,
    firstId,
    source: '8; 11',
    paths: [...groups, ofV2],
    fields: LINE_ITEM_FIELDS,
    filters: LINE_ITEM_FILTERS,
    hooks: {
      derive: (record, { writing }) => deriveLineItem(record, writing, parent, name),
      rule: (_record, { writing }) => lockedByContract(writing, parent, writing.parentId),
      stored(record, { writing, before }) {
        const grand_total = amountCents(record) - amountCents(before)
        addToSums(writing, parent, writing.parentId, { grand_total })
      },
      keeps: (record, writing) => lockedByContract(writing, parent, holderId(record)),
      removed(record, writing) {
        addToSums(writing, parent, holderId(record), { grand_total: -amountCents(record) })
      },
    },
  }
}

/** Lines stand from the approval on: what changes the sum then is a change order. */
function lockedByContract(writing: Writing, parent: Parent, id: number): Refusal | null {
  const contract = holderRecord(writing, parent, id)
  if (!contract) return null
  if (isInErp(writing, contract)) return lockedKeys(['base'], 'the ERP holds the contract')
  const isLocked = writing.platform.assumptions.get('approved-contract') === 'locked'
  if (!isLocked || !isBinding(contract)) return null
  return lockedKeys(['base'], `the contract is ${contract['status']}`)
}

function holderId(record: Shown): number {
  return Number((record['holder'] as Shown | null)?.['id'] ?? 0)
}
