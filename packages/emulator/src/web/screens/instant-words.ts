/** A moment as people read it, always with its zone: a reference without one is worth little to support. */

/**
 * @param timeZone an IANA name; default UTC.
 * @returns `20 Nov 2026, 20:05:12 UTC`, `20 Nov 2026, 15:05:12 EST`
 */
export function instantWords(ms: number, timeZone = 'UTC'): string {
  const moment = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'medium',
  })
  return `${moment.format(ms)} ${zoneName(ms, timeZone)}`
}

/** British English calls the zones of North America `GMT-5`; those who live there call them EST. */
function zoneName(ms: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' })
  return parts.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}
