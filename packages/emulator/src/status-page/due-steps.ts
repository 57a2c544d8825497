/**
 * Steps that fall due by themselves: a maintenance starts, an incident is posted. They are taken at
 * their own times and in their order, whoever looks first, and however far the clock was moved between.
 * A timer is held only while somebody wants to be told at once.
 */
import type { Clock } from '@underpin/ports'

/** Steps taken in one go. A guess: twice what a page that is full can have waiting. */
const STEPS_MAX = 10_000

export interface DueStep {
  readonly atMs: number
  readonly take: () => void
}

/** Its earliest step that was not taken, due or not; null for none. */
export type StepSource = () => DueStep | null

export class DueSteps {
  readonly #clock: Clock
  readonly #sources: StepSource[] = []
  #isTaking = false
  #isWatched = false
  #cancel: (() => void) | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(source: StepSource): void {
    this.#sources.push(source)
    this.arm()
  }

  /** @param isWatched somebody wants to be told when a step falls due, without asking. */
  watch(isWatched: boolean): void {
    this.#isWatched = isWatched
    this.arm()
  }

  /** Takes what is due by now, the earliest first. */
  catchUp(): void {
    if (this.#isTaking) return
    this.undisturbed(() => {
      const nowMs = this.#clock.nowMs()
      for (let taken = 0; taken < STEPS_MAX; taken++) {
        const next = this.#next()
        if (next === null || next.atMs > nowMs) break
        next.take()
      }
    })
  }

  /** No step is taken in the middle of `work`, whoever looks. */
  undisturbed(work: () => void): void {
    const wasTaking = this.#isTaking
    this.#isTaking = true
    try {
      work()
    } finally {
      this.#isTaking = wasTaking
    }
  }

  /** Call it when what falls due has changed. */
  arm(): void {
    this.#cancel?.()
    this.#cancel = null
    const next = this.#isWatched ? this.#next() : null
    if (next === null) return
    this.#cancel = this.#clock.schedule(next.atMs - this.#clock.nowMs(), () => {
      this.#cancel = null
      this.catchUp()
      this.arm()
    })
  }

  /** A source may look at what the steps change: that must not take any. */
  #next(): DueStep | null {
    let earliest: DueStep | null = null
    this.undisturbed(() => {
      for (const source of this.#sources) {
        const next = source()
        if (next !== null && (earliest === null || next.atMs < earliest.atMs)) earliest = next
      }
    })
    return earliest
  }
}
