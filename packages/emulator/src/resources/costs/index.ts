/** What costs are filed under: codes, types, taxes and units; direct costs and budgets. */
import type { Resource } from '../../engine/resource.ts'
import { budgetChanges, budgetModifications } from './budget/budget-changes.ts'
import { budgetLineItems } from './budget/budget-line-items.ts'
import { budgetViewSnapshots } from './budget/budget-snapshots.ts'
import { budgetViews } from './budget/budget-views.ts'
import { costCodes } from './cost-codes.ts'
import { directCostLineItems } from './direct-costs/direct-cost-line-items.ts'
import { directCosts } from './direct-costs/direct-costs.ts'
import { lineItemTypes } from './line-item-types.ts'
import { standardCostCodeLists, standardCostCodes } from './standard-cost-codes.ts'
import { subJobs } from './sub-jobs.ts'
import { taxCodes, taxTypes } from './taxes.ts'
import { uoms } from './uoms.ts'
import { wbsAttributeItems, wbsAttributes } from './wbs-attributes.ts'
import { wbsCodes } from './wbs-codes.ts'
import { wbsSegmentItems, wbsSegments } from './wbs-segments.ts'

export const COSTS: readonly Resource[] = [
  costCodes,
  standardCostCodeLists,
  standardCostCodes,
  lineItemTypes,
  subJobs,
  taxCodes,
  taxTypes,
  uoms,
  wbsSegments,
  wbsSegmentItems,
  wbsCodes,
  wbsAttributes,
  wbsAttributeItems,
  directCosts,
  directCostLineItems,
  budgetLineItems,
  budgetViews,
  budgetViewSnapshots,
  budgetModifications,
  budgetChanges,
]
