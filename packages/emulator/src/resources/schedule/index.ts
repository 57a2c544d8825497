/** The schedule. */
import type { Resource } from '../../engine/resource.ts'
import { calendarItems, todos } from './calendar-items.ts'
import { scheduleTasks } from './schedule-tasks.ts'

export const SCHEDULE_TOOL: readonly Resource[] = [scheduleTasks, calendarItems, todos]
