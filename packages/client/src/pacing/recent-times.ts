/** Counts what happened in the last while: a ring of times, oldest first, that forgets as it goes. */

/** Remembered at most. A limit above this is not counted exactly: more were never seen (100). */
const TIMES_MAX = 4_096

export class RecentTimes {
  readonly #windowMs: number
  #times: number[] = []
  /** Where the oldest stands: the front is dropped in bulk, as shifting one by one costs the whole list. */
  #from = 0

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  /** Times are added in order. */
  add(atMs: number): void {
    this.#times.push(atMs)
    if (this.#times.length - this.#from > TIMES_MAX) this.#from += 1
    if (this.#from > TIMES_MAX) {
      this.#times = this.#times.slice(this.#from)
      this.#from = 0
    }
  }

  count(nowMs: number): number {
    const oldestMs = nowMs - this.#windowMs
    while ((this.#times[this.#from] ?? Number.POSITIVE_INFINITY) <= oldestMs) this.#from += 1
    return this.#times.length - this.#from
  }

  /** When the oldest leaves the window; infinity when there is none. Call after `count`. */
  nextToLeaveMs(): number {
    return (this.#times[this.#from] ?? Number.POSITIVE_INFINITY) + this.#windowMs
  }
}
