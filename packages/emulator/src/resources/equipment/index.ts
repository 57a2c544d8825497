/** The Equipment tool: the register, and what it is sorted by. */
import type { Resource } from '../../engine/resource.ts'
import { equipmentLists } from './equipment-lists.ts'
import { equipmentRegister } from './equipment-register.ts'

export const EQUIPMENT: readonly Resource[] = [...equipmentLists, equipmentRegister]
