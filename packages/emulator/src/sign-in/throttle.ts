/**
 * Slows whoever keeps failing: some tries are free, then each one waits for longer than the one before,
 * up to a bound. Kept in memory and by the name that was tried, whether or not anybody has it, so that
 * waiting tells nothing; when time has passed, or the memory is full, it is forgotten.
 */
import type { Clock } from '@underpin/ports'
import { BoundedMap } from '../bounded-map.ts'

/** The first wait; it doubles with each further failure. A guess: a person hardly notices it. */
const FIRST_WAIT_MS = 1_000
/** The longest wait between two tries. A guess: at two a minute a guesser tries a million in a year. */
const WAIT_MAX_MS = 30_000
/** Tries that would wait for longer than this, as others wait before them, are turned away. */
const QUEUE_MAX_MS = 60_000
/** After so long without a try, failures are forgotten. A guess. */
const FORGOTTEN_AFTER_MS = 900_000
/** Names remembered; the oldest goes first. A guess: some 2 MB. */
const NAMES_MAX = 10_000

interface Remembered {
  readonly failedCount: number
  /** When the next try may begin. */
  readonly freeAtMs: number
}

export type Turn =
  | { readonly kind: 'wait'; readonly waitMs: number }
  /** Too many wait already. */
  | { readonly kind: 'turned-away'; readonly waitMs: number }

export class Throttle {
  readonly #clock: Clock
  readonly #freeTries: number
  readonly #byName = new BoundedMap<string, Remembered>(NAMES_MAX)

  /** @param freeTries how many may fail before the first one waits. */
  constructor(clock: Clock, freeTries: number) {
    this.#clock = clock
    this.#freeTries = freeTries
  }

  /** When a try may begin. It counts as failed from now on, so that a crowd of them is slowed as well. */
  begin(name: string): Turn {
    const nowMs = this.#clock.nowMs()
    const known = this.#byName.get(name)
    const isFresh = known === undefined || nowMs >= known.freeAtMs + FORGOTTEN_AFTER_MS
    const { failedCount, freeAtMs } = isFresh ? { failedCount: 0, freeAtMs: nowMs } : known
    const startsAtMs = Math.max(nowMs, freeAtMs)
    const waitMs = startsAtMs - nowMs
    if (waitMs > QUEUE_MAX_MS) return { kind: 'turned-away', waitMs }
    const count = failedCount + 1
    this.#byName.set(name, { failedCount: count, freeAtMs: startsAtMs + this.#pauseAfter(count) })
    return { kind: 'wait', waitMs }
  }

  /** The try went well after all: it does not count. */
  undo(name: string): void {
    const known = this.#byName.get(name)
    if (known === undefined) return
    this.#byName.set(name, { ...known, failedCount: Math.max(0, known.failedCount - 1) })
  }

  /** All is forgotten of a name: somebody has shown that it is theirs. */
  forgive(name: string): void {
    this.#byName.delete(name)
  }

  clear(): void {
    this.#byName.clear()
  }

  #pauseAfter(failedCount: number): number {
    const further = failedCount - this.#freeTries
    if (further < 0) return 0
    return Math.min(WAIT_MAX_MS, FIRST_WAIT_MS * 2 ** Math.min(further, DOUBLINGS_MAX))
  }
}

/** More would leave what a number holds. */
const DOUBLINGS_MAX = 30
