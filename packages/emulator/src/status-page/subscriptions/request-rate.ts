/** How often one machine may ask for something of the subscription pages. */
import type { Clock } from '@underpin/ports'
import { BoundedMap } from '../../bounded-map.ts'

/** Guesses: a person asks for one or two, a test for some tens. */
const ASKED_MAX = 60
const WINDOW_MS = 600_000
/** Machines remembered; the oldest goes first. A guess. */
const MACHINES_MAX = 10_000

export class RequestRate {
  readonly #clock: Clock
  readonly #byMachine = new BoundedMap<string, { startMs: number; count: number }>(MACHINES_MAX)

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts a request. @returns 0 when it may be; else in how many milliseconds the next one may. */
  waitMs(machine: string): number {
    const nowMs = this.#clock.nowMs()
    const known = this.#byMachine.get(machine)
    // A clock that a reset puts back begins anew.
    const isOver =
      known === undefined || nowMs < known.startMs || nowMs >= known.startMs + WINDOW_MS
    if (isOver) {
      this.#byMachine.set(machine, { startMs: nowMs, count: 1 })
      return 0
    }
    known.count += 1
    return known.count > ASKED_MAX ? known.startMs + WINDOW_MS - nowMs : 0
  }
}
