/** Why changes are made, as a company words it, and the statuses that change orders can have. */
import { boolean, text } from '../../engine/field.ts'
import { listOf } from '../../engine/list.ts'
import type { Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import { keptWhileUsed } from '../traits/kept-while-used.ts'
import { CHANGE_ORDER_STATUSES } from './change-order-fields.ts'

const V2 = '/rest/v2.0/companies/{company_id}/change_order_change_reasons'

export const changeReasons: Resource = {
  name: 'change_order_change_reasons',
  wrapper: 'change_order_change_reason',
  belongsTo: 'company',
  firstId: 3_400_001,
  source: '3, v2 differences; 11, Potential change orders, status',
  paths: [
    {
      scope: 'company',
      tool: null,
      routes: [
        ...routesOf('/rest/v1.0/change_order_change_reasons', ['list']),
        ...routesOf(V2, ['list']),
        {
          method: 'GET',
          path: '/rest/v1.0/change_order/statuses',
          operation: 'action',
          run: (work) => listOf(work, STATUSES),
        },
      ],
    },
    {
      scope: 'company',
      tool: 'admin',
      levels: { create: 'Admin', update: 'Admin', delete: 'Admin' },
      // Wrapped, unlike most of v2: so says the reference.
      routes: routesOf(V2, ['create', 'update', 'delete'], {
        wrapper: 'change_order_change_reason',
      }),
    },
  ],
  fields: {
    change_reason: text({ required: true, charsMax: 255 }),
    show_in_select: boolean({ default: true }),
    deletable: boolean({ readonly: true, default: true }),
  },
  unique: [{ fields: ['change_reason'], within: 'company', refusedAs: 'business-rule' }],
  shownAs: { id: 'id', change_reason: 'change_reason' },
  hooks: { keeps: keptWhileUsed('change_order_change_reasons', 'invalid-value') },
}

const STATUSES = CHANGE_ORDER_STATUSES.map((status, at) => ({
  id: at + 1,
  name: status.replaceAll('_', ' '),
  mapped_to_status: status,
  show_in_select: true,
}))
