/** Purchase orders, work orders (subcontracts) and prime contracts: alike but for a few attributes. */
import {
  boolean,
  choice,
  createdBy,
  date,
  decimal,
  type Field,
  reference,
  references,
  sequence,
  text,
} from '../../engine/field.ts'
import type { Filter } from '../../engine/filter.ts'
import type { PathGroup, Resource, RouteRow } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import { contractHooks, SUMS } from './contract-rules.ts'

/** Commitments need Admin (fact sheet section 7); prime contracts are taken to be alike. */
export const ADMIN_ONLY = {
  list: 'Admin',
  show: 'Admin',
  create: 'Admin',
  update: 'Admin',
  sync: 'Admin',
  action: 'Admin',
} as const

export const WORK_ORDER_STATUSES = [
  'Draft',
  'Out For Bid',
  'Out For Signature',
  'Approved',
  'Complete',
  'Terminated',
  'Void',
]
export const PURCHASE_ORDER_STATUSES = [
  'Draft',
  'Processing',
  'Submitted',
  'Partially Received',
  'Received',
  'Approved',
  'Closed',
]
const PRIME_STATUSES = WORK_ORDER_STATUSES.slice(0, -1)

const ALL = ['list', 'show', 'create', 'update', 'delete', 'sync'] as const
const COMPACT = ['id', 'number', 'title', 'status', 'vendor', 'executed', 'grand_total']

const FILTERS: Readonly<Record<string, Filter>> = {
  status: { kind: 'equals', on: '$.status', as: 'text' },
  vendor_id: { kind: 'equals', on: '$.vendor.id', as: 'integer' },
  executed: { kind: 'equals', on: '$.executed', as: 'boolean' },
  accounting_method: { kind: 'equals', on: '$.accounting_method', as: 'text' },
}

export const purchaseOrderContracts: Resource = {
  ...commitment('purchase_order_contracts', 1_100_001, 'Purchase Order Contracts'),
  wrapper: 'purchase_order_contract',
  source: '11, Purchase order contracts; 8',
  fields: {
    ...head(PURCHASE_ORDER_STATUSES),
    assignee: reference('users', { input: 'assignee_id' }),
    bill_to_address: text(),
    ship_to_address: text(),
    ship_via: text(),
    payment_terms: text(),
    delivery_date: date(),
    ...tail(),
  },
}

export const workOrderContracts: Resource = {
  ...commitment('work_order_contracts', 1_200_001, 'Work Order Contracts'),
  wrapper: 'work_order_contract',
  source: '11, Work order contracts; 8',
  fields: { ...head(WORK_ORDER_STATUSES), ...scheduled(), ...tail() },
}

const METHODS = { show: 'GET', update: 'PATCH', delete: 'DELETE' } as const
const V2 = '/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts'

export const primeContracts: Resource = {
  name: 'prime_contracts',
  wrapper: 'prime_contract',
  belongsTo: 'project',
  firstId: 1_300_001,
  source: '11; 3, v2 differences; the paths are in the reference',
  paths: [
    contractPaths('prime_contracts', [
      ...routesOf('/rest/v1.0/prime_contracts', ['list']),
      // The list that goes with the singular path is of one project's, too.
      ...routesOf('/rest/v1.0/prime_contract', ['list', 'show', 'create', 'update', 'delete']),
      ...routesOf(V2, ['list', 'create']),
      ...(['show', 'update', 'delete'] as const).map((operation) => ofOne(V2, operation)),
    ]),
  ],
  fields: {
    ...head(PRIME_STATUSES),
    ...scheduled(),
    architect: reference('users', { input: 'architect_id' }),
    contractor: reference('vendors', { input: 'contractor_id' }),
    substantial_completion_date: date(),
    ...tail(),
  },
  filters: {
    ...FILTERS,
    architect_id: { kind: 'equals', on: '$.architect.id', as: 'integer' },
    contractor_id: { kind: 'equals', on: '$.contractor.id', as: 'integer' },
    signature_required: { kind: 'equals', on: '$.signature_required', as: 'boolean' },
    deleted_at: { kind: 'range', on: '$.deleted_at' },
  },
  customFields: true,
  event: 'Prime Contracts',
  hooks: contractHooks(false),
}

function ofOne(path: string, operation: 'show' | 'update' | 'delete'): RouteRow {
  const row: RouteRow = {
    method: METHODS[operation],
    path: `${path}/{prime_contract_id}`,
    operation,
    idParameter: 'prime_contract_id',
  }
  return operation === 'delete' ? { ...row, success: 204, answers: 'nothing' } : row
}

function commitment(name: string, firstId: number, event: string) {
  return {
    name,
    belongsTo: 'project' as const,
    firstId,
    paths: [contractPaths('commitments', routesOf(`/rest/v1.0/${name}`, ALL))],
    filters: FILTERS,
    sorts: { number: { on: '$.number' }, title: { on: '$.title' } },
    views: { compact: COMPACT },
    shownAs: { id: 'id', number: 'number', title: 'title' },
    customFields: true,
    event,
    hooks: contractHooks(true),
  }
}

function contractPaths(tool: string, routes: readonly RouteRow[]): PathGroup {
  return { scope: 'project', tool, levels: ADMIN_ONLY, routes }
}

function head(statuses: readonly string[]): Record<string, Field> {
  return {
    number: sequence(),
    title: text({ charsMax: 255 }),
    description: text(),
    status: choice(statuses, { default: 'Draft' }),
    executed: boolean({ default: false }),
    private: boolean({ default: false }),
    signature_required: boolean({ default: false }),
    accounting_method: choice(['amount', 'unit'], { default: 'amount' }),
    vendor: reference('vendors', { input: 'vendor_id' }),
    retainage_percent: decimal({ min: 0, max: 100 }),
    contract_date: date(),
    execution_date: date(),
    issued_on_date: date(),
    letter_of_intent_date: date(),
    returned_date: date(),
    approval_letter_date: date(),
    currency_iso_code: text({ charsMax: 3 }),
  }
}

/** Of what is built over a time: a purchase order is delivered instead. */
function scheduled(): Record<string, Field> {
  return {
    inclusions: text(),
    exclusions: text(),
    contract_start_date: date(),
    contract_estimated_completion_date: date(),
    actual_completion_date: date(),
    signed_contract_received_date: date(),
  }
}

function tail(): Record<string, Field> {
  return {
    invoice_contacts: references('users', { input: 'invoice_contact_user_ids', default: [] }),
    ...Object.fromEntries(SUMS.map((sum) => [sum, text({ readonly: true })])),
    created_by: createdBy(),
    deleted_at: text({ readonly: true }),
    origin_id: text(),
    origin_data: text(),
    origin_code: text(),
  }
}
