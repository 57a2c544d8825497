/**
 * Every resource that the emulator serves, a folder for each tool. A new resource is a file in the folder
 * of its tool, and a line in that folder's list; what several have in common is in `traits/`.
 */
import type { Resource } from '../engine/resource.ts'
import { COMPANY_SETTINGS } from './company/index.ts'
import { CONTRACTS } from './contracts/index.ts'
import { COORDINATION_TOOL } from './coordination-issues/index.ts'
import { COSTS } from './costs/index.ts'
import { CUSTOM_FIELDS } from './custom-fields/index.ts'
import { DAILY_LOGS } from './daily-logs/index.ts'
import { DIRECTORY } from './directory/index.ts'
import { DOCUMENTS } from './documents/index.ts'
import { DRAWINGS } from './drawings/index.ts'
import { EQUIPMENT } from './equipment/index.ts'
import { INCIDENTS_TOOL } from './incidents/index.ts'
import { locations } from './locations/locations.ts'
import { MEETINGS_TOOL } from './meetings/index.ts'
import { OBSERVATIONS_TOOL } from './observations/index.ts'
import { PHOTOS } from './photos/index.ts'
import { PROJECTS } from './projects/index.ts'
import { PUNCH_LIST_TOOL } from './punch-list/index.ts'
import { RFI_TOOL } from './rfis/index.ts'
import { SCHEDULE_TOOL } from './schedule/index.ts'
import { SPECIFICATIONS } from './specifications/index.ts'
import { SUBMITTALS_TOOL } from './submittals/index.ts'
import { TASKS_TOOL } from './tasks-tool/index.ts'
import { UPLOADS } from './uploads/index.ts'
import { WEBHOOKS } from './webhooks/index.ts'

export const RESOURCES: readonly Resource[] = [
  ...PROJECTS,
  ...DIRECTORY,
  ...COMPANY_SETTINGS,
  ...CUSTOM_FIELDS,
  locations,
  ...UPLOADS,
  ...WEBHOOKS,
  ...RFI_TOOL,
  ...SUBMITTALS_TOOL,
  ...OBSERVATIONS_TOOL,
  ...PUNCH_LIST_TOOL,
  ...SCHEDULE_TOOL,
  ...TASKS_TOOL,
  ...INCIDENTS_TOOL,
  ...MEETINGS_TOOL,
  ...COORDINATION_TOOL,
  ...DAILY_LOGS,
  ...DOCUMENTS,
  ...PHOTOS,
  ...DRAWINGS,
  ...SPECIFICATIONS,
  ...COSTS,
  ...CONTRACTS,
  ...EQUIPMENT,
]
