/** Times as people read them: on the clock of the place, with its zone, and in UTC. */

/** `2026-11-20 14:03:22 UTC-8 (2026-11-20T22:03:22.000Z)`; where the clock shows UTC, that once. */
export function bothTimes(atMs: number, timeZone: string | null): string {
  const local = localTime(atMs, timeZone)
  if (local.endsWith(' UTC')) return local
  return `${local} (${utcTime(atMs)})`
}

/** `2026-11-20 14:03:22 UTC-8`; in UTC where the zone is not known. */
export function localTime(atMs: number, timeZone: string | null): string {
  if (!isTime(atMs)) return 'at an unknown time'
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  )
  const { year, month, day, hour, minute, second } = parts
  const zone = (parts['timeZoneName'] ?? 'UTC')
    .replace('GMT', 'UTC')
    .replace('\u2212', '-')
    .replace(/[+]0$/, '')
  return `${year}-${month}-${day} ${hour}:${minute}:${second} ${zone}`
}

/** `2026-11-20 14:03 UTC-8`, where seconds are of no use. */
export function localMinute(atMs: number, timeZone: string | null): string {
  return localTime(atMs, timeZone).replace(/:\d\d (?=UTC)/, ' ')
}

/** ISO 8601; empty when it is no time. */
export function utcTime(atMs: number): string {
  return isTime(atMs) ? new Date(atMs).toISOString() : ''
}

function isTime(atMs: number): boolean {
  return Number.isFinite(atMs) && Math.abs(atMs) <= TIME_MS_MAX
}

/** The last time that a `Date` can hold. */
const TIME_MS_MAX = 8.64e15

function formatFor(timeZone: string | null): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...FORMAT, timeZone: timeZone ?? 'UTC' })
  } catch {
    // A zone that this machine does not know: UTC is right for everybody.
    return new Intl.DateTimeFormat('en-GB', { ...FORMAT, timeZone: 'UTC' })
  }
}

const FORMAT = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'shortOffset',
} as const
