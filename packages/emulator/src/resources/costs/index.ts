/** What costs are filed under: codes, types, taxes and units. */
import type { Resource } from '../../engine/resource.ts'
import { costCodes } from './cost-codes.ts'
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
]
