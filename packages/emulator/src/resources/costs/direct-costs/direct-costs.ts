/** Direct costs: what is paid without a contract. Wrapped in `item` at v1.0, in `direct_cost` at v1.1. */
import { choice, date, type Field, integer, json, reference, text } from '../../../engine/field.ts'
import type { Change, PathGroup, Resource, Shown } from '../../../engine/resource.ts'
import { routesOf } from '../../../engine/resource.ts'
import type { Writing } from '../../../engine/work.ts'
import type { Refusal } from '../../../reply.ts'
import { changedKeys, isInErp, lockedByErp, lockedKeys } from '../../contracts/locks.ts'
import { change, create, withLines } from './with-lines.ts'

const TYPES = ['invoice', 'expense', 'payroll', 'subcontractor_invoice']
const STATUSES = ['draft', 'pending', 'revise_and_resubmit', 'approved']

/** An approved cost can be sent back, and nothing else can be done to it. Assumed. */
const OPEN_WHEN_APPROVED: ReadonlySet<string> = new Set([
  'status',
  'payment_date',
  'grand_total',
  'line_items_count',
  'updated_at',
  'origin_id',
  'origin_data',
])

const V1_0 = '/rest/v1.0/projects/{project_id}/direct_costs'
const V1_1 = '/rest/v1.1/projects/{project_id}/direct_costs'

export const directCosts: Resource = {
  name: 'direct_costs',
  wrapper: 'item',
  belongsTo: 'project',
  firstId: 2_600_001,
  source: '11, Direct costs; 8',
  paths: [
    paths([
      ...routesOf(V1_0, ['list', 'show', 'create', 'update', 'sync']),
      ...routesOf(V1_0, ['delete'], { answers: 'id' }),
      ...routesOf(V1_1, ['list']),
      ...routesOf(V1_1, ['show'], { present: withLines }),
      ...routesOf(V1_1, ['delete'], { answers: 'id' }),
      // Lines come with the cost here, all or none.
      { method: 'POST', path: V1_1, operation: 'action', success: 201, run: create },
      { method: 'PATCH', path: `${V1_1}/{id}`, operation: 'action', run: change },
    ]),
  ],
  fields: fields(),
  filters: {
    invoice_number: { kind: 'equals', on: '$.invoice_number', as: 'text' },
    payment_date: { kind: 'range', on: '$.payment_date' },
    received_date: { kind: 'range', on: '$.received_date' },
    status: { kind: 'equals', on: '$.status', as: 'text' },
    vendor_id: { kind: 'equals', on: '$.vendor.id', as: 'integer' },
  },
  event: 'Direct Costs',
  hooks: { derive, rule, keeps },
}

function paths(routes: PathGroup['routes']): PathGroup {
  return { scope: 'project', tool: 'direct_costs', levels: { delete: 'Standard' }, routes }
}

function fields(): Record<string, Field> {
  return {
    direct_cost_type: choice(TYPES, { required: true }),
    invoice_number: text({ required: true, charsMax: 255 }),
    vendor: reference('vendors', { input: 'vendor_id', required: true }),
    vendor_id: integer({ readonly: true }),
    vendor_name: text({ readonly: true }),
    employee: reference('users', { input: 'employee_id' }),
    description: text(),
    direct_cost_date: date(),
    received_date: date(),
    payment_date: date(),
    status: choice(STATUSES, { default: 'draft' }),
    terms: text(),
    grand_total: text({ readonly: true, default: '0.00' }),
    amount: text({ readonly: true }),
    line_items_count: integer({ readonly: true, default: 0 }),
    project: json({ readonly: true }),
    deleted_at: text({ readonly: true }),
    origin_id: text(),
    origin_data: text(),
  }
}

function derive(record: Shown): void {
  const vendor = record['vendor'] as Shown | null
  record['vendor_id'] = vendor?.['id'] ?? null
  record['vendor_name'] = vendor?.['name'] ?? null
  record['amount'] = record['grand_total'] ?? null
}

/** A cost that was approved in the meantime is a conflict: 409 is documented here, and 422 is not. */
function rule(record: Shown, { writing, before }: Change): Refusal | null {
  if (!before) return null
  const locked = lockedByErp(writing, before, record)
  if (locked || before['status'] !== 'approved') return locked
  const isChanged = changedKeys(before, record).some((key) => !OPEN_WHEN_APPROVED.has(key))
  return isChanged ? conflict() : null
}

function keeps(record: Shown, writing: Writing): Refusal | null {
  if (isInErp(writing, record)) return lockedKeys(['base'], 'the ERP holds the direct cost')
  return record['status'] === 'approved' ? conflict() : null
}

function conflict(): Refusal {
  return { failure: 'state-conflict', because: 'the direct cost is approved' }
}
