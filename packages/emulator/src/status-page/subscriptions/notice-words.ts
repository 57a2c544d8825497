/** What a notice says: of which incident or maintenance, since when or until when, and where to read on. */
import { ShownTime } from '../shown-time.ts'
import { TIME_ZONE } from '../statuspage-json.ts'
import type { Notice } from './notice.ts'

/** A text message is read on a telephone: that much of somebody's words. A guess. */
const SMS_BODY_CHARS_MAX = 300

export interface NoticeWords {
  readonly subject: string
  readonly text: string
  readonly sms: string
}

interface Links {
  /** The status page. */
  readonly page: string
  /** Where this subscription is changed and ended. */
  readonly manage: string
}

const INCIDENT_HEADS = { opened: 'New incident', updated: 'Update', resolved: 'Resolved' } as const
const MAINTENANCE_HEADS = {
  announced: 'Maintenance planned',
  changed: 'Maintenance changed',
  started: 'Maintenance has begun',
  ended: 'Maintenance is over',
  reminder: 'Maintenance in seven days',
} as const

export function noticeWords(notice: Notice, links: Links): NoticeWords {
  const facts = notice.kind === 'incident' ? incidentFacts(notice) : maintenanceFacts(notice)
  const { title, lines } = facts
  const body = notice.body.trim()
  const names = notice.names.length === 0 ? 'no component named' : notice.names.join(', ')
  const text = [
    title,
    ...(body === '' ? [] : [body]),
    [...lines, `Components: ${names}`, `Posted: ${instant(notice.atMs)}`].join('\n'),
    `Status page: ${links.page}`,
    `Change or end this subscription: ${links.manage}`,
  ].join('\n\n')
  const short = [title, body.slice(0, SMS_BODY_CHARS_MAX), ...lines.slice(0, 1), links.page]
  return {
    subject: title,
    text: `${text}\n`,
    sms: `${short.filter((each) => each !== '').join('\n')}\nStop: ${links.manage}`,
  }
}

const LOCAL = new ShownTime(TIME_ZONE)

/** In the zone of the page, and in UTC for whoever lives elsewhere: `Nov 27, 2026, 00:00 PST (2026-11-27 08:00 UTC)`. */
export function instant(ms: number): string {
  return `${LOCAL.words(ms)} (${utc(ms)} UTC)`
}

function utc(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
}

function incidentFacts({ what, incident }: Extract<Notice, { kind: 'incident' }>) {
  const { name, status, impact, startedAtMs } = incident
  return {
    title: `${INCIDENT_HEADS[what]}: ${name}`,
    lines: [`State: ${status}, impact ${impact}`, `Began: ${instant(startedAtMs)}`],
  }
}

function maintenanceFacts({ what, maintenance }: Extract<Notice, { kind: 'maintenance' }>) {
  const { title, startMs, endMs } = maintenance
  const minutes = Math.round((endMs - startMs) / 60_000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const length = [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : '']
  return {
    title: `${MAINTENANCE_HEADS[what]}: ${title}`,
    lines: [
      `Window: ${LOCAL.words(startMs)} to ${LOCAL.words(endMs)} (${length.filter(Boolean).join(' ')})`,
      `In UTC: ${utc(startMs)} to ${utc(endMs)}`,
    ],
  }
}
