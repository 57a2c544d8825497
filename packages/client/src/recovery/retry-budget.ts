/**
 * Retry budget: lets a client retry only a set share of its recent traffic, so that an outage adds
 * `percent` % to the load and not a multiple of it. A limit per call cannot promise that: at 3
 * attempts per call an outage triples the load, just when the server is weakest.
 *
 * Source: per-client retry budget, Google "Site Reliability Engineering" ch. 21; the reserve, which
 * keeps a quiet client able to retry, is Finagle's (finagle.github.io, 2016-02-08).
 */

/** Slots per window: bounds memory and sets precision, as traffic is forgotten a slot at a time. */
const SLOT_COUNT = 10

export interface RetryBudgetOptions {
  /** Retries earned by 100 first attempts: an integer from 1 to 100, so that no share is inexact. */
  readonly percent: number
  /** Retries a window allows before any are earned: an integer ≥ 0. */
  readonly reserve: number
  /** How long traffic counts, in milliseconds: an integer ≥ SLOT_COUNT. Exact to one slot. */
  readonly windowMs: number
}

interface Slot {
  readonly startMs: number
  attempts: number
  retries: number
}

export class RetryBudget {
  readonly #options: RetryBudgetOptions
  /** Oldest first. At most SLOT_COUNT, as they start at least one slot apart. */
  readonly #slots: Slot[] = []

  /** @throws {RangeError} when an option is outside the range documented for it. */
  constructor(options: RetryBudgetOptions) {
    const { percent, reserve, windowMs } = options
    assertRange('percent', percent, Number.isInteger(percent) && percent > 0 && percent <= 100)
    assertRange('reserve', reserve, Number.isInteger(reserve) && reserve >= 0)
    assertRange('windowMs', windowMs, Number.isInteger(windowMs) && windowMs >= SLOT_COUNT)
    this.#options = options
  }

  /** Counts a first attempt. Call once per request, never for its retries. */
  recordAttempt(nowMs: number): void {
    this.#openSlot(nowMs).attempts += 1
  }

  /** Asks for one retry, and spends it when granted. Denial is an answer, not an error. */
  takeRetry(nowMs: number): boolean {
    const slot = this.#openSlot(nowMs)
    let attempts = 0
    let retries = 0
    for (const each of this.#slots) {
      attempts += each.attempts
      retries += each.retries
    }
    const { percent, reserve } = this.#options
    if (retries >= reserve + Math.floor((attempts * percent) / 100)) return false
    slot.retries += 1
    return true
  }

  #openSlot(nowMs: number): Slot {
    const { windowMs } = this.#options
    // Drop every stale slot, not just one: after a quiet spell old traffic would still decide.
    while (this.#slots[0] && this.#slots[0].startMs <= nowMs - windowMs) this.#slots.shift()
    const newest = this.#slots.at(-1)
    if (newest && nowMs - newest.startMs < windowMs / SLOT_COUNT) return newest
    const opened = { startMs: nowMs, attempts: 0, retries: 0 }
    this.#slots.push(opened)
    return opened
  }
}

function assertRange(name: string, value: number, isInRange: boolean): void {
  if (!isInRange) throw new RangeError(`retry.${name} is out of range: ${value}`)
}
