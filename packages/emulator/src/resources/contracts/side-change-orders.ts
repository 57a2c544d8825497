/** Change orders of one side, commitments or prime contracts, and the batches that they are put into. */
import { boolean, choice, date, integer, integerList, reference, text } from '../../engine/field.ts'
import type { PathGroup, Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import {
  BILLABLE_STATUSES,
  CHANGE_ORDER_FIELDS,
  CHANGE_ORDER_FILTERS,
  changeOrderHooks,
} from './change-order-fields.ts'
import { ADMIN_ONLY } from './contracts.ts'

const P = '/rest/v1.0/projects/{project_id}'
const SOURCE = '11, Potential change orders, for their kin; the paths are in the reference'

interface Side {
  readonly name: 'commitment' | 'prime'
  readonly tool: string
  readonly contracts: readonly string[]
  readonly firstId: number
}

const SIDES: readonly Side[] = [
  {
    name: 'commitment',
    tool: 'commitments',
    contracts: ['purchase_order_contracts', 'work_order_contracts'],
    firstId: 1_900_001,
  },
  { name: 'prime', tool: 'prime_contracts', contracts: ['prime_contracts'], firstId: 2_100_001 },
]

export const sideChangeOrders: readonly Resource[] = SIDES.flatMap((side) => [
  changeOrders(side),
  batches(side),
])

function changeOrders(side: Side): Resource {
  return {
    ...common(side),
    name: `${side.name}_change_orders`,
    wrapper: 'change_order',
    firstId: side.firstId,
    paths: [paths(side, `${P}/${side.name}_change_orders`)],
    fields: {
      ...CHANGE_ORDER_FIELDS,
      status: choice(BILLABLE_STATUSES, { default: 'draft' }),
      batch_id: integer(),
      change_order_change_reason_id: integer(),
      location_id: integer(),
      received_from: reference('users', { input: 'received_from_id' }),
      reference: text(),
      reason: text(),
      field_change: boolean({ default: false }),
      signature_required: boolean({ default: false }),
      paid: boolean({ default: false }),
    },
    filters: {
      ...CHANGE_ORDER_FILTERS,
      batch_id: { kind: 'equals', on: '$.batch_id', as: 'integer' },
      executed: { kind: 'equals', on: '$.executed', as: 'boolean' },
      signature_required: { kind: 'equals', on: '$.signature_required', as: 'boolean' },
    },
    event: side.name === 'prime' ? 'Prime Change Orders' : 'Commitment Change Orders',
    hooks: changeOrderHooks(true),
  }
}

function batches(side: Side): Resource {
  return {
    ...common(side),
    name: `${side.name}_change_order_batches`,
    wrapper: 'change_order_batch',
    firstId: side.firstId + 100_000,
    paths: [paths(side, `${P}/${side.name}_change_order_batches`)],
    fields: {
      ...CHANGE_ORDER_FIELDS,
      status: choice(BILLABLE_STATUSES, { default: 'draft' }),
      signature_required: boolean({ default: false }),
      revised_substantial_completion_date: date(),
      change_order_ids: integerList({ default: [] }),
      legacy_request_ids: integerList({ default: [] }),
    },
    filters: {
      ...CHANGE_ORDER_FILTERS,
      change_order_id: { kind: 'any-value', on: '$.change_order_ids' },
    },
    hooks: changeOrderHooks(false),
  }
}

function common({ contracts }: Side) {
  return {
    belongsTo: 'project' as const,
    parent: { resource: contracts, parameter: 'contract_id', attribute: 'contract_id' },
    source: SOURCE,
    sorts: {},
    customFields: true,
  }
}

function paths({ tool }: Side, path: string): PathGroup {
  return {
    scope: 'project',
    tool,
    levels: ADMIN_ONLY,
    routes: [
      ...routesOf(path, ['list', 'show', 'create', 'update']),
      ...routesOf(path, ['delete'], { success: 204, answers: 'nothing' }),
    ],
  }
}
