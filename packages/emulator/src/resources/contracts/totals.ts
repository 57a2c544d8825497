/** The sums that a contract and a change order show: kept in their rows, and moved with each change. */
import { findOther, rewriteOther } from '../../engine/other-records.ts'
import type { Parent, Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import { centsOf, moneyText } from './money.ts'

export const CONTRACT_KINDS = [
  'purchase_order_contracts',
  'work_order_contracts',
  'prime_contracts',
] as const

/** The sums of a contract that change orders move, and the statuses that count for each. */
const SUM_OF_STATUS: Readonly<Record<string, string>> = {
  approved: 'approved_change_orders',
  draft: 'draft_change_orders_amount',
  pricing: 'pending_change_orders_amount',
  not_pricing: 'pending_change_orders_amount',
  pending: 'pending_change_orders_amount',
  pending_billable: 'pending_change_orders_amount',
  proceeding: 'pending_change_orders_amount',
  revised: 'pending_change_orders_amount',
}

const CONTRACT: Parent = { resource: CONTRACT_KINDS, parameter: 'contract_id' }

/** Adds to the sums of the record above, and sets what follows from them. */
export function addToSums(
  writing: Writing,
  parent: Parent,
  id: number,
  cents: Readonly<Record<string, number>>,
): void {
  if (Object.values(cents).every((each) => each === 0)) return
  for (const name of typeof parent.resource === 'string' ? [parent.resource] : parent.resource) {
    const above = findOther(writing, name, id)
    if (!above) continue
    const { shown } = above
    for (const [key, more] of Object.entries(cents)) {
      shown[key] = moneyText(centsOf(shown[key]) + more)
    }
    if ('revised_contract_amount' in shown) setRevised(shown)
    rewriteOther(writing, above, shown)
    return
  }
}

/** Moves the sums of the contract when a change order of it is made, changes, or goes. */
export function moveContractSums(
  writing: Writing,
  contractId: number,
  before: Shown | null,
  after: Shown | null,
): void {
  const cents: Record<string, number> = {}
  for (const [record, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    const sum = record && SUM_OF_STATUS[String(record['status'])]
    if (sum) cents[sum] = (cents[sum] ?? 0) + sign * centsOf(record['grand_total'])
  }
  addToSums(writing, CONTRACT, contractId, cents)
}

function setRevised(shown: Shown): void {
  const total = centsOf(shown['grand_total'])
  const revised = total + centsOf(shown['approved_change_orders'])
  shown['line_items_total'] = moneyText(total)
  shown['revised_contract_amount'] = moneyText(revised)
  shown['pending_revised_contract_amount'] = moneyText(
    revised + centsOf(shown['pending_change_orders_amount']),
  )
}
