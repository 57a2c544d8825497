/** What holds for contracts of every kind: which statuses can follow, what approval asks for and locks. */
import { messageOf } from '../../engine/messages.ts'
import type { Change, Hooks, Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { changedKeys, isInErp, lockedByErp, lockedKeys } from './locks.ts'
import { asMoney } from './money.ts'

/** From here a contract binds: its lines, its vendor and its number stand. Assumed. */
const BINDING: ReadonlySet<unknown> = new Set(['Approved', 'Complete', 'Closed', 'Received'])
/** Nothing follows these. Assumed. */
const FINAL: ReadonlySet<unknown> = new Set(['Closed', 'Complete', 'Terminated', 'Void'])
const LOCKED_WHEN_BINDING: ReadonlySet<string> = new Set(['vendor', 'accounting_method', 'number'])

export const SUMS = [
  'grand_total',
  'line_items_total',
  'line_items_extended_total',
  'approved_change_orders',
  'pending_change_orders_amount',
  'draft_change_orders_amount',
  'revised_contract_amount',
  'pending_revised_contract_amount',
] as const

export function isBinding(contract: Shown): boolean {
  return BINDING.has(contract['status'])
}

/** @param isCommitment a commitment needs somebody to bind before it can be approved. */
export function contractHooks(isCommitment: boolean): Hooks {
  return {
    derive(record) {
      for (const sum of SUMS) record[sum] ??= '0.00'
      record['retainage_percent'] = asMoney(record['retainage_percent'])
    },
    rule: (record, change) => contractRule(record, change, isCommitment),
    keeps,
  }
}

function contractRule(
  record: Shown,
  { writing, before }: Change,
  isCommitment: boolean,
): Refusal | null {
  if (before) {
    const locked = lockedByErp(writing, before, record)
    if (locked) return locked
  }
  if (writing.platform.assumptions.get('approved-contract') !== 'locked') return null
  const { status } = record
  if (before && FINAL.has(before['status']) && status !== before['status']) return badStatus()
  if (isCommitment && isBinding(record) && (record['vendor'] ?? null) === null) {
    return { failure: 'business-rule', fields: { vendor_id: [messageOf('missing-field')] } }
  }
  if (!before || !isBinding(before)) return null
  const keys = changedKeys(before, record).filter((key) => LOCKED_WHEN_BINDING.has(key))
  return lockedKeys(keys, `the contract is ${before['status']}`)
}

function badStatus(): Refusal {
  return { failure: 'business-rule', fields: { status: [messageOf('business-rule')] } }
}

function keeps(record: Shown, writing: Writing): Refusal | null {
  if (isInErp(writing, record)) return lockedKeys(['base'], 'the ERP holds the contract')
  if (writing.platform.assumptions.get('approved-contract') !== 'locked') return null
  return isBinding(record) ? lockedKeys(['base'], `the contract is ${record['status']}`) : null
}
