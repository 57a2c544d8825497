/** `GET /_underpin/uptime`: the figures that the status page shows, for programs. */
import type { DoorRoute } from '../control/control-door.ts'
import { jsonAnswer } from '../control/door-answer.ts'
import { COMPONENTS } from './components.ts'
import { TIME_ZONE } from './statuspage-json.ts'
import { ALLOWED_PER_MILLE, type Uptime } from './uptime.ts'
import { type ReportParts, UptimeReport } from './uptime-report.ts'

export function uptimeRoutes(parts: ReportParts, nowMs: () => number): readonly DoorRoute[] {
  return [{ path: 'uptime', methods: { GET: () => jsonAnswer(uptimeJson(parts, nowMs())) } }]
}

function uptimeJson(parts: ReportParts, nowMs: number) {
  const report = new UptimeReport(parts, nowMs)
  const { businessHours, noticeMs } = report.rules
  return {
    now: new Date(nowMs).toISOString(),
    promisedPercent: 100 - ALLOWED_PER_MILLE / 10,
    timeZone: TIME_ZONE,
    businessHours: { fromHour: businessHours.fromHour, untilHour: businessHours.untilHour },
    noticeMinutes: minutes(noticeMs),
    windows: report.windows().map(({ name, whole, components }) => ({
      name,
      from: new Date(whole.fromMs).toISOString(),
      until: new Date(whole.untilMs).toISOString(),
      whole: figures(whole),
      components: components.map((each, at) => {
        const { id, name: of } = COMPONENTS[at] ?? { id: '', name: '' }
        return { id, name: of, ...figures(each), worst: each.worst }
      }),
    })),
  }
}

function figures({ uptime, downMs, leftOutMs, allowedMs, leftMs }: Uptime) {
  return {
    uptimePercent: uptime === null ? null : Math.round(uptime * 1e7) / 1e5,
    ...{ downMinutes: minutes(downMs), leftOutMinutes: minutes(leftOutMs) },
    ...{ allowedMinutes: minutes(allowedMs), leftMinutes: minutes(leftMs) },
  }
}

/** To the hundredth. */
function minutes(ms: number): number {
  return Math.round(ms / 600) / 100
}
