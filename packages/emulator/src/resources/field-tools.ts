/** The tools of the field and of design: RFIs, submittals, punch lists, schedules, meetings, incidents. */
import type { Resource } from '../engine/resource.ts'
import { COORDINATION_TOOL } from './coordination-issues/index.ts'
import { INCIDENTS_TOOL } from './incidents/index.ts'
import { MEETINGS_TOOL } from './meetings/index.ts'
import { OBSERVATIONS_TOOL } from './observations/index.ts'
import { PUNCH_LIST_TOOL } from './punch-list/index.ts'
import { RFI_TOOL } from './rfis/index.ts'
import { SCHEDULE_TOOL } from './schedule/index.ts'
import { SUBMITTALS_TOOL } from './submittals/index.ts'
import { TASKS_TOOL } from './tasks-tool/index.ts'

export const FIELD_TOOLS: readonly Resource[] = [
  ...RFI_TOOL,
  ...SUBMITTALS_TOOL,
  ...OBSERVATIONS_TOOL,
  ...PUNCH_LIST_TOOL,
  ...SCHEDULE_TOOL,
  ...TASKS_TOOL,
  ...INCIDENTS_TOOL,
  ...MEETINGS_TOOL,
  ...COORDINATION_TOOL,
]
