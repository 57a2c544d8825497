/** The punch list. */
import type { Resource } from '../../engine/resource.ts'
import { punchItemTypes } from './punch-item-types.ts'
import { punchItems } from './punch-items.ts'

export const PUNCH_LIST_TOOL: readonly Resource[] = [punchItemTypes, punchItems]
