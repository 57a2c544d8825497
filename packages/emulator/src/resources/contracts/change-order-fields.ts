/** What change orders of every tier have in common: attributes, statuses, and what approval locks. */
import {
  boolean,
  choice,
  createdBy,
  date,
  dateTime,
  decimal,
  type Field,
  integer,
  reference,
  sequence,
  text,
} from '../../engine/field.ts'
import type { Filter } from '../../engine/filter.ts'
import { messageOf } from '../../engine/messages.ts'
import type { Change, Hooks, Parent, Shown } from '../../engine/resource.ts'
import type { Refusal } from '../../reply.ts'
import { isBinding } from './contract-rules.ts'
import { holderRecord } from './line-item.ts'
import { changedKeys, lockedByErp, lockedKeys } from './locks.ts'
import { asMoney } from './money.ts'
import { CONTRACT_KINDS, moveContractSums } from './totals.ts'

export const CHANGE_ORDER_STATUSES = [
  'draft',
  'not_pricing',
  'pricing',
  'pending',
  'revised',
  'proceeding',
  'not_proceeding',
  'no_charge',
  'approved',
  'rejected',
  'void',
]

/** The contract that a change order changes: of any kind. */
export const OF_CONTRACT: Parent = {
  resource: CONTRACT_KINDS,
  parameter: 'contract_id',
  attribute: 'contract_id',
}

/** From an approval only the way to void is open, and void is the end. Assumed. */
const AFTER: Readonly<Record<string, readonly string[]>> = { approved: ['void'], void: [] }

/** What an approved one is still told: that it was billed, paid, signed. */
const OPEN_WHEN_APPROVED: ReadonlySet<string> = new Set([
  'status',
  'executed',
  'invoiced_date',
  'paid_date',
  'paid',
  'signed_change_order_received_date',
  'review_notes',
  'reviewed_at',
  'grand_total',
  'updated_at',
  'origin_id',
  'origin_data',
  'origin_code',
])

export const CHANGE_ORDER_FIELDS: Readonly<Record<string, Field>> = {
  contract_id: integer({ readonly: true }),
  number: sequence(),
  revision: integer({ default: 0, min: 0 }),
  title: text({ charsMax: 255 }),
  description: text(),
  status: choice(CHANGE_ORDER_STATUSES, { default: 'draft' }),
  executed: boolean({ default: false }),
  private: boolean({ default: false }),
  grand_total: decimal(),
  schedule_impact_amount: integer(),
  due_date: date(),
  invoiced_date: date(),
  paid_date: date(),
  reviewed_at: dateTime(),
  signed_change_order_received_date: date(),
  designated_reviewer: reference('users', { input: 'designated_reviewer_id' }),
  creator: createdBy(),
  deleted_at: text({ readonly: true }),
  origin_id: text(),
  origin_data: text(),
  origin_code: text(),
}

export const BILLABLE_STATUSES = [...CHANGE_ORDER_STATUSES, 'pending_billable']

export const CHANGE_ORDER_FILTERS: Readonly<Record<string, Filter>> = {
  contract_id: { kind: 'equals', on: '$.contract_id', as: 'integer' },
  status: { kind: 'equals', on: '$.status', as: 'text' },
  due_date: { kind: 'range', on: '$.due_date' },
  invoiced_date: { kind: 'range', on: '$.invoiced_date' },
  paid_date: { kind: 'range', on: '$.paid_date' },
  reviewed_at: { kind: 'range', on: '$.reviewed_at' },
}

/** @param isCounted whether the sums of the contract follow it: one tier of change orders counts. */
export function changeOrderHooks(isCounted: boolean): Hooks {
  const hooks: Hooks = { derive: deriveChangeOrder, rule: changeOrderRule }
  if (!isCounted) return hooks
  return {
    ...hooks,
    stored: (record, { writing, before }) =>
      moveContractSums(writing, writing.parentId, before, record),
    removed: (record, writing) =>
      moveContractSums(writing, Number(record['contract_id']), record, null),
    keeps: (record) =>
      record['status'] === 'approved' ? lockedKeys(['base'], 'it is approved') : null,
  }
}

function deriveChangeOrder(record: Shown): void {
  record['grand_total'] = asMoney(record['grand_total'] ?? 0)
}

export function changeOrderRule(record: Shown, { writing, before }: Change): Refusal | null {
  if (before) {
    const locked = lockedByErp(writing, before, record)
    if (locked) return locked
  }
  if (writing.platform.assumptions.get('approved-contract') !== 'locked') return null
  if (!before) {
    const contract = holderRecord(writing, OF_CONTRACT, writing.parentId)
    if (!contract || isBinding(contract)) return null
    const fields = { contract_id: [messageOf('business-rule')] }
    return { failure: 'business-rule', fields, because: `the contract is ${contract['status']}` }
  }
  const after = AFTER[String(before['status'])]
  const { status } = record
  if (after && status !== before['status'] && !after.includes(String(status))) {
    return { failure: 'business-rule', fields: { status: [messageOf('business-rule')] } }
  }
  if (!after) return null
  const keys = changedKeys(before, record).filter((key) => !OPEN_WHEN_APPROVED.has(key))
  return lockedKeys(keys, `it is ${before['status']}`)
}
