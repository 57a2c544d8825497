/** The three tiers of change orders: potential ones, requests, and packages. */
import { boolean, dateTime, integer, reference, text } from '../../engine/field.ts'
import type { PathGroup, Resource, RouteRow } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import {
  CHANGE_ORDER_FIELDS,
  CHANGE_ORDER_FILTERS,
  changeOrderHooks,
  OF_CONTRACT,
} from './change-order-fields.ts'

/** Not the contract's own tools: both sides meet here. */
const TOOL = 'change_orders'
const OF_ONE_CONTRACT = { requires: ['contract_id'] }

function paths(routes: readonly RouteRow[]): PathGroup[] {
  return [{ scope: 'project', tool: TOOL, routes }]
}

const shared = {
  wrapper: 'change_order',
  belongsTo: 'project',
  parent: OF_CONTRACT,
  sorts: { number: { on: '$.number' } },
  customFields: true,
} as const

export const potentialChangeOrders: Resource = {
  ...shared,
  name: 'potential_change_orders',
  firstId: 1_600_001,
  source: '11, Potential change orders; 8',
  paths: paths([
    ...routesOf('/rest/v1.0/potential_change_orders', ['list']),
    ...routesOf(
      '/rest/v1.0/potential_change_orders',
      ['show', 'create', 'update', 'sync'],
      OF_ONE_CONTRACT,
    ),
  ]),
  fields: {
    ...CHANGE_ORDER_FIELDS,
    // Written as a date-time here, unlike the other tiers.
    due_date: dateTime(),
    change_order_request_id: integer(),
    change_order_change_reason_id: integer(),
    prime_change_event_id: integer(),
    commitment_change_event_id: integer(),
    field_change: boolean({ default: false }),
    reference: text(),
    received_from: reference('users', { input: 'received_from_id' }),
  },
  filters: CHANGE_ORDER_FILTERS,
  event: 'Potential Change Orders',
  hooks: changeOrderHooks(true),
}

export const changeOrderRequests: Resource = {
  ...shared,
  name: 'change_order_requests',
  firstId: 1_700_001,
  source: '8',
  paths: paths(
    routesOf(
      '/rest/v1.0/change_order_requests',
      ['list', 'show', 'create', 'update', 'sync'],
      OF_ONE_CONTRACT,
    ),
  ),
  fields: {
    ...CHANGE_ORDER_FIELDS,
    due_date: dateTime(),
    change_order_package_id: integer(),
  },
  filters: {
    ...CHANGE_ORDER_FILTERS,
    change_order_package_id: { kind: 'equals', on: '$.change_order_package_id', as: 'integer' },
  },
  event: 'Change Order Requests',
  hooks: changeOrderHooks(false),
}

export const changeOrderPackages: Resource = {
  ...shared,
  name: 'change_order_packages',
  firstId: 1_800_001,
  source: '11, Potential change orders, for the tier below',
  paths: paths([
    ...routesOf('/rest/v1.0/change_order_packages', ['list', 'show', 'update']),
    ...routesOf('/rest/v1.0/change_order_packages', ['create'], OF_ONE_CONTRACT),
  ]),
  fields: { ...CHANGE_ORDER_FIELDS, review_notes: text() },
  filters: {
    ...CHANGE_ORDER_FILTERS,
    signed_change_order_received_date: {
      kind: 'range',
      on: '$.signed_change_order_received_date',
    },
  },
  event: 'Change Order Packages',
  hooks: changeOrderHooks(false),
}
