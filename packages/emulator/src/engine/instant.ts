/** Times as they are written and read: ISO 8601. Source: fact sheet section 3, "Dates". */

const DAY = /^\d{4}-\d{2}-\d{2}$/
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/
const DAY_MS = 86_400_000

export interface Instant {
  readonly ms: number
  /** Given as a day, without a time. */
  readonly isDay: boolean
}

/** A day or a full date-time; null for anything else, `2026-02-31` included. */
export function parseInstant(given: string): Instant | null {
  if (DAY.test(given)) {
    const ms = Date.parse(`${given}T00:00:00Z`)
    return Number.isNaN(ms) || showDay(ms) !== given ? null : { ms, isDay: true }
  }
  if (!DATE_TIME.test(given) || parseInstant(given.slice(0, 10)) === null) return null
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(given)
  const ms = Date.parse(given.replace(' ', 'T') + (hasZone ? '' : 'Z'))
  return Number.isNaN(ms) ? null : { ms, isDay: false }
}

export function dayAfter(ms: number): number {
  return ms + DAY_MS
}

/** `2026-11-20T08:00:00Z`: whole seconds, UTC. */
export function showInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -5)}Z`
}

/** `2026-11-20`. */
export function showDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
