/** Times of day as they are on the wall of whoever reads them. */

const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

const MINUTE_MS = 60_000

const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' }

/** `07:45` today, `Sat 21 Nov 07:45` on another day. */
export function clockWords(atMs: number, nowMs: number): string {
  if (!isTime(atMs)) return 'an unknown time'
  const time = new Intl.DateTimeFormat('en-GB', TIME).format(atMs)
  const day = dayWords(atMs)
  return day === dayWords(nowMs) ? time : `${day} ${time}`
}

/** `between 07:45 and 08:15`, `between now and 08:15`, or `at 08:15` when it is one time. */
export function spanWords(fromMs: number, toMs: number, nowMs: number): string {
  const to = clockWords(toMs, nowMs)
  const from = clockWords(fromMs, nowMs)
  if (fromMs < nowMs + MINUTE_MS && from !== to) return `between now and ${to}`
  return from === to ? `at ${from}` : `between ${from} and ${to}`
}

/** Whether a `Date` can hold it. */
function isTime(atMs: number): boolean {
  return Math.abs(atMs) <= 8.64e15
}

/** `07:45 UTC`, `Sat 21 Nov 07:45 GMT+1`: for where nothing beside it names the zone. */
export function zonedClockWords(atMs: number, nowMs: number): string {
  if (!isTime(atMs)) return clockWords(atMs, nowMs)
  const parts = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts(atMs)
  const zone = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zoneWords()
  return `${clockWords(atMs, nowMs)} ${zone}`
}

/** The zone of this machine: `Europe/Berlin`. */
export function zoneWords(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function dayWords(atMs: number): string {
  return new Intl.DateTimeFormat('en-GB', DAY).format(atMs).replace(',', '')
}
