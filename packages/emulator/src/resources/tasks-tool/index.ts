/** The Tasks tool, which has nothing to do with the tasks of the schedule. */
import type { Resource } from '../../engine/resource.ts'
import { taskItemCategories } from './task-item-categories.ts'
import { taskItemComments } from './task-item-comments.ts'
import { taskItems } from './task-items.ts'

export const TASKS_TOOL: readonly Resource[] = [taskItemCategories, taskItems, taskItemComments]
