/**
 * What the server's clock says, on ours. Limits reset at a time of the server's clock; ours may be
 * minutes off, or be set while we run. The `Date` header ties the two together.
 */
import type { Clock } from '@underpin/ports'

/** A server that set its clock back would otherwise make us early for ever. A guess. */
const BOUND_LIFETIME_MS = 600_000

export class ServerClock {
  readonly #clock: Clock
  /** The server's time is at least our monotonic time plus this. Null before the first `Date`. */
  #offsetMs: number | null = null
  #learnedAtMs = 0
  #latest = ''

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * Learns from the `Date` of an answer that has just come. The header is cut to whole seconds and
   * was written before the answer travelled, so it is a lower bound: the highest one is the nearest.
   */
  learn(dateHeader: string | null): void {
    // Many answers share a second: only the first of them is news.
    if (dateHeader === null || dateHeader === this.#latest) return
    this.#latest = dateHeader
    const dateMs = Date.parse(dateHeader)
    if (Number.isNaN(dateMs)) return
    const nowMs = this.#clock.monotonicMs()
    const offsetMs = dateMs - nowMs
    const isStale = nowMs - this.#learnedAtMs > BOUND_LIFETIME_MS
    if (this.#offsetMs !== null && offsetMs < this.#offsetMs && !isStale) return
    this.#offsetMs = offsetMs
    this.#learnedAtMs = nowMs
  }

  /** The server's time now, milliseconds since the epoch: never ahead of it. Ours, before any `Date`. */
  nowMs(): number {
    if (this.#offsetMs === null) return this.#clock.nowMs()
    return this.#clock.monotonicMs() + this.#offsetMs
  }

  /** Our monotonic time by which the server's clock has surely reached `serverMs`. */
  monotonicAt(serverMs: number): number {
    return this.#clock.monotonicMs() + serverMs - this.nowMs()
  }
}
