/** Calendar days and hours of a time zone. A day has 23 or 25 hours where the clocks are changed. */

export const DAY_MS = 86_400_000

export interface CalendarDay {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

export class ZonedTime {
  readonly zone: string
  readonly #format: Intl.DateTimeFormat

  /** @throws {RangeError} when there is no such zone. */
  constructor(zone: string) {
    this.zone = zone
    const two = '2-digit'
    this.#format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: two, day: two },
      ...{ hour: two, minute: two, second: two },
    })
  }

  dayOf(atMs: number): CalendarDay {
    const wall = new Date(this.#wallMs(atMs))
    return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() }
  }

  /** How far local time is ahead of UTC, in milliseconds. */
  offsetMs(atMs: number): number {
    return this.#wallMs(atMs) - Math.floor(atMs / 1_000) * 1_000
  }

  /**
   * When the clocks of the zone show this hour of this day: the first time, where they do twice; where
   * they do not, the moment at which they are put forward.
   */
  atMs({ year, month, day }: CalendarDay, hour = 0): number {
    const wallMs = Date.UTC(year, month - 1, day, hour)
    const offsets = [wallMs - DAY_MS, wallMs + DAY_MS].map((each) => this.offsetMs(each))
    const candidates = offsets.map((offsetMs) => wallMs - offsetMs)
    const real = candidates.filter((each) => this.#wallMs(each) === wallMs)
    return real.length > 0 ? Math.min(...real) : Math.max(...candidates)
  }

  /** What the clocks of the zone show, as if it were UTC. */
  #wallMs(atMs: number): number {
    const parts = Object.fromEntries(
      this.#format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }
}

/** @param count may be negative. */
export function daysLater({ year, month, day }: CalendarDay, count: number): CalendarDay {
  const later = new Date(Date.UTC(year, month - 1, day + count))
  return { year: later.getUTCFullYear(), month: later.getUTCMonth() + 1, day: later.getUTCDate() }
}

export function monthsLater({ year, month }: CalendarDay, count: number): CalendarDay {
  return daysLater({ year, month: month + count, day: 1 }, 0)
}

/** 0 for Sunday, to 6. */
export function weekdayOf({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}
