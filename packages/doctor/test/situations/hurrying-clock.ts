/** A clock that goes as its base does, until it is told to hurry: so that nobody waits for samples to be due. */
import type { Clock } from '@underpin/ports'

/** A sample may take so many times less real time then; it takes milliseconds. */
const FACTOR = 5

export class HurryingClock implements Clock {
  readonly #base: Clock
  /** Since when it hurries, on the base's monotonic time. */
  #sinceMs = Number.POSITIVE_INFINITY

  constructor(base: Clock) {
    this.#base = base
  }

  hurry(): void {
    this.#sinceMs = Math.min(this.#sinceMs, this.#base.monotonicMs())
  }

  nowMs(): number {
    return this.#base.nowMs() + this.#gainedMs()
  }

  monotonicMs(): number {
    return this.#base.monotonicMs() + this.#gainedMs()
  }

  schedule(waitMs: number, fire: () => void): () => void {
    const isHurrying = this.#sinceMs !== Number.POSITIVE_INFINITY
    return this.#base.schedule(isHurrying ? waitMs / FACTOR : waitMs, fire)
  }

  #gainedMs(): number {
    return Math.max(0, this.#base.monotonicMs() - this.#sinceMs) * (FACTOR - 1)
  }
}
