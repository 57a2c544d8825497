/** A moment as people read it, always with its zone: a reference without one is worth little to support. */

/**
 * @param timeZone an IANA name; default UTC.
 * @returns `20 Nov 2026, 20:05:12 UTC`
 */
export function instantWords(ms: number, timeZone = 'UTC'): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'long',
  })
  return format.format(ms)
}
