/** `GET /_underpin/integration-health?clientId=` and `GET /_underpin/call-activity.csv?clientId=`. */
import type { Clock } from '@underpin/ports'
import type { DoorRoute } from '../control/control-door.ts'
import { jsonAnswer, unusable } from '../control/door-answer.ts'
import type { TextAnswer } from '../reply.ts'
import type { Directory } from '../world/directory.ts'
import { nearestOf } from '../world/nearest-name.ts'
import { writeActivityCsv } from './activity-csv.ts'
import type { ActivityRow } from './activity-row.ts'
import type { CallActivity } from './call-activity.ts'
import { healthReport, WINDOW_DAYS } from './health-report.ts'

export interface HealthDoorParts {
  readonly activity: CallActivity
  readonly clock: Clock
  readonly directory: Directory
}

export function healthRoutes({ activity, clock, directory }: HealthDoorParts): DoorRoute[] {
  return [
    {
      path: 'integration-health',
      methods: {
        GET: ({ request }) => {
          const nowMs = clock.nowMs()
          const rows = only(readClient(request, directory), activity.rows(nowMs, WINDOW_DAYS))
          const { apps, ...report } = healthReport(rows, nowMs)
          const named = apps.map(({ clientId, ...rest }) => {
            const name = clientId === null ? null : (directory.app(clientId)?.name ?? null)
            return { clientId, name, ...rest }
          })
          return jsonAnswer({ now: new Date(nowMs).toISOString(), ...report, apps: named })
        },
      },
    },
    {
      path: 'call-activity.csv',
      methods: {
        GET: ({ request }) => {
          const rows = only(readClient(request, directory), activity.rows(clock.nowMs()))
          return csvAnswer(writeActivityCsv(rows))
        },
      },
    },
  ]
}

function csvAnswer(text: string): TextAnswer {
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="call-activity.csv"',
    'cache-control': 'no-store',
  }
  return { status: 200, headers, text }
}

/** Null for every app. */
function readClient(request: Request, directory: Directory): string | null {
  const params = new URL(request.url).searchParams
  for (const field of params.keys()) {
    if (field === 'clientId') continue
    throw unusable(`there is no parameter "${field.slice(0, 40)}".`, { field, known: ['clientId'] })
  }
  const clientId = params.get('clientId')
  if (clientId === null || directory.app(clientId)) return clientId
  const clientIds = directory.apps().map((app) => app.clientId)
  const near = nearestOf(clientId, clientIds)
  throw unusable(`there is no app "${clientId.slice(0, 80)}".`, {
    field: 'clientId',
    near,
    clientIds,
  })
}

function only(clientId: string | null, rows: readonly ActivityRow[]): readonly ActivityRow[] {
  return clientId === null ? rows : rows.filter((row) => row.clientId === clientId)
}
