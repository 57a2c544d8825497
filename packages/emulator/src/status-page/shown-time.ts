/** Times and durations in words: absolute, with their zone, as the page for people shows them. */
import { html } from 'hono/html'
import type { Html } from '../page.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

export class ShownTime {
  readonly #moment: Intl.DateTimeFormat
  readonly #day: Intl.DateTimeFormat
  readonly #month: Intl.DateTimeFormat

  constructor(zone: string) {
    const date = { timeZone: zone, year: 'numeric', month: 'short', day: 'numeric' } as const
    const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
    this.#moment = new Intl.DateTimeFormat('en-US', { ...date, ...time, timeZoneName: 'short' })
    this.#day = new Intl.DateTimeFormat('en-US', date)
    this.#month = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, year: 'numeric', month: 'long' },
    })
  }

  /** `Nov 20, 2026, 00:00 PST`, and the same for programs. */
  at(ms: number): Html {
    return html`<time datetime="${new Date(ms).toISOString()}">${this.words(ms)}</time>`
  }

  words(ms: number): string {
    return this.#moment.format(ms)
  }

  day(ms: number): string {
    return this.#day.format(ms)
  }

  month(ms: number): string {
    return this.#month.format(ms)
  }
}

/** `2 h 5 min`; what is shorter than a minute says so. */
export function duration(ms: number): string {
  if (ms > 0 && ms < MINUTE_MS) return 'less than a minute'
  const hours = Math.floor(ms / HOUR_MS)
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
  if (hours === 0) return `${minutes} min`
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`
}

/** Rounded down, so that only what was up throughout is 100 %. */
export function percent(share: number | null): string {
  if (share === null) return 'not known'
  return `${(Math.floor(share * 1e5) / 1e3).toString()} %`
}
