/** A rolling window that knows when each of its requests came, so that it is exact. */

export class SpikeWindow {
  readonly #limit: number
  readonly #windowMs: number
  /** Oldest first, from `#start` on. */
  #times: number[] = []
  #start = 0

  constructor(limit: number, windowMs: number) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** Requests that still fit. */
  left(nowMs: number): number {
    this.#forget(nowMs)
    return this.#limit - (this.#times.length - this.#start)
  }

  add(nowMs: number): void {
    this.#times.push(nowMs)
    // The newest `limit` of them decide: while they are in the window, nothing fits.
    if (this.#times.length - this.#start > this.#limit) this.#start += 1
  }

  /** When the oldest counted request leaves the window, and one more fits. */
  oldestLeavesMs(nowMs: number): number {
    this.#forget(nowMs)
    const oldest = this.#times[this.#start]
    return oldest === undefined ? nowMs : oldest + this.#windowMs
  }

  /** When the window is empty again, if nothing more is sent. */
  emptyMs(nowMs: number): number {
    const newest = this.#times.at(-1)
    return newest === undefined ? nowMs : Math.max(nowMs, newest + this.#windowMs)
  }

  #forget(nowMs: number): void {
    const times = this.#times
    let start = this.#start
    while (start < times.length && (times[start] ?? 0) <= nowMs - this.#windowMs) start += 1
    // Moving the rest to the front now and then keeps the array as long as its content.
    if (start > 64 && start * 2 > times.length) {
      this.#times = times.slice(start)
      start = 0
    }
    this.#start = start
  }
}
