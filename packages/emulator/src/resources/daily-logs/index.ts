/** The Daily Log tool: its nineteen kinds of log, the headers of its days, and what is about all of them. */
import type { Resource } from '../../engine/resource.ts'
import { dailyLogHeaders } from './daily-log-headers.ts'
import { dailyLogs } from './daily-logs.ts'
import { delayLogTypes } from './delay-log-types.ts'
import { LOG_KINDS } from './log-kinds.ts'
import { logResource } from './log-resource.ts'

export const DAILY_LOGS: readonly Resource[] = [
  ...LOG_KINDS.map(logResource),
  dailyLogHeaders,
  delayLogTypes,
  dailyLogs,
]
