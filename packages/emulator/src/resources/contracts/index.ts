/** Contracts of both sides, their lines, and what changes them. */
import type { Resource } from '../../engine/resource.ts'
import { changeEvents } from './change-events.ts'
import { changeOrderLineItems } from './change-order-line-items.ts'
import { changeOrderPackages, changeOrderRequests, potentialChangeOrders } from './change-orders.ts'
import { changeReasons } from './change-reasons.ts'
import { commitmentContracts } from './commitments.ts'
import { commitmentLineItems, primeContractLineItems } from './contract-line-items.ts'
import { primeContracts, purchaseOrderContracts, workOrderContracts } from './contracts.ts'
import { sideChangeOrders } from './side-change-orders.ts'

export const CONTRACTS: readonly Resource[] = [
  purchaseOrderContracts,
  workOrderContracts,
  primeContracts,
  commitmentContracts,
  commitmentLineItems,
  primeContractLineItems,
  potentialChangeOrders,
  changeOrderRequests,
  changeOrderPackages,
  ...sideChangeOrders,
  ...changeOrderLineItems,
  changeReasons,
  changeEvents,
]
