/** What is about daily logs of every kind: lists over all, counts, copies of a day, and approvals. */

import { jsonReply } from '../../engine/json-reply.ts'
import type { Resource, RouteRow } from '../../engine/resource.ts'
import { approveLogs } from './approve-logs.ts'
import { cloneLogs } from './clone-logs.ts'
import { countLogs, listAllLogs } from './count-logs.ts'
import { answerOptions, answerTotals } from './log-options.ts'
import { DAILY_LOG_TOOL } from './log-permissions.ts'
import { WEATHER_CONDITIONS } from './weather-logs.ts'

const PATH = '/rest/v1.0/projects/{project_id}'

export const dailyLogs: Resource = {
  name: 'daily_logs',
  wrapper: null,
  belongsTo: 'project',
  source: '11, Daily logs',
  fields: {},
  paths: [
    {
      scope: 'project',
      tool: DAILY_LOG_TOOL,
      routes: [
        { ...read(`${PATH}/daily_logs`, listAllLogs), source: '4, Daily logs' },
        read(`${PATH}/daily_logs/count`, countLogs),
        read('/rest/v1.1/projects/{project_id}/daily_logs/counts', countLogs),
        {
          method: 'POST',
          path: `${PATH}/daily_logs/clones`,
          operation: 'action',
          success: 201,
          idempotent: true,
          run: cloneLogs,
        },
        {
          method: 'PATCH',
          path: `${PATH}/daily_logs/bulk_updates/bulk_update`,
          operation: 'action',
          level: 'Admin',
          run: approveLogs,
        },
        read(`${PATH}/daily_logs/weather_conditions`, (work) =>
          jsonReply(work, keyed(WEATHER_CONDITIONS)),
        ),
        read(`${PATH}/weather_logs/conditions`, (work) => jsonReply(work, WEATHER_CONDITIONS)),
        read(`${PATH}/manpower_logs/vendor_options`, (work) => answerOptions(work, 'vendors')),
        read(`${PATH}/manpower_logs/contact_options`, (work) => answerOptions(work, 'users')),
        read(`${PATH}/manpower_logs/daily_totals`, answerTotals),
        read(`${PATH}/daily_construction_report_logs/vendor_options`, (work) =>
          answerOptions(work, 'vendors'),
        ),
      ],
    },
  ],
}

function read(path: string, run: NonNullable<RouteRow['run']>): RouteRow {
  return { method: 'GET', path, operation: 'action', level: 'Read Only', run }
}

/** As the newer address shows them: each word as its own key. */
function keyed(conditions: Readonly<Record<string, readonly string[]>>) {
  const pairs = Object.entries(conditions).map(([name, words]) => {
    return [name, words.map((word) => ({ key: word, value: word }))] as const
  })
  return Object.fromEntries(pairs)
}
