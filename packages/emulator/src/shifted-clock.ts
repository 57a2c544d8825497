/**
 * The emulator's clock: the one that was handed in, moved forward by the control door. Time that the
 * door skips has passed: timers that it jumps over fire at once, in the order in which they were due.
 */
import type { Clock } from '@underpin/ports'

interface Timer {
  /** On this clock's monotonic time. */
  readonly dueMs: number
  readonly order: number
  readonly fire: () => void
  cancelBase: () => void
}

export class ShiftedClock implements Clock {
  readonly #base: Clock
  #shiftMs = 0
  /** What the shift was in all, resets included: monotonic time never goes back. */
  #monotonicShiftMs = 0
  #order = 0
  readonly #timers = new Set<Timer>()

  constructor(base: Clock) {
    this.#base = base
  }

  /** How far ahead of the clock handed in this one is, in milliseconds. */
  get shiftMs(): number {
    return this.#shiftMs
  }

  nowMs(): number {
    return this.#base.nowMs() + this.#shiftMs
  }

  monotonicMs(): number {
    return this.#base.monotonicMs() + this.#monotonicShiftMs
  }

  schedule(waitMs: number, fire: () => void): () => void {
    const timer: Timer = {
      dueMs: this.monotonicMs() + Math.max(0, waitMs),
      order: this.#order++,
      fire,
      cancelBase: () => undefined,
    }
    this.#timers.add(timer)
    this.#arm(timer)
    return () => this.#take(timer)
  }

  /**
   * Moves this clock forward and fires what falls due, each timer at its own time.
   *
   * @throws {RangeError} when asked to go back, or to a time that no `Date` can hold.
   */
  advance(forMs: number): void {
    if (!(forMs >= 0) || !Number.isFinite(new Date(this.nowMs() + forMs).getTime())) {
      throw new RangeError(`the clock moves forward only: it cannot advance by ${forMs} ms`)
    }
    const targetShiftMs = this.#shiftMs + forMs
    const untilMs = this.monotonicMs() + forMs
    for (let next = this.#earliest(); next && next.dueMs <= untilMs; next = this.#earliest()) {
      this.#move(Math.max(0, next.dueMs - this.monotonicMs()))
      this.#take(next)
      next.fire()
    }
    // A timer may itself have moved the clock on.
    this.#move(Math.max(0, targetShiftMs - this.#shiftMs))
    // Those that are left are due earlier on the clock underneath than when they were armed.
    for (const timer of this.#timers) {
      timer.cancelBase()
      this.#arm(timer)
    }
  }

  /**
   * As `advance`, and lets what each timer began come to its end before time goes on: a delivery that
   * is tried again for twelve hours is tried at its own times.
   *
   * @param settle resolves when nothing is under way that would schedule more
   */
  async play(forMs: number, settle: () => Promise<void>): Promise<void> {
    await settle()
    const untilMs = this.monotonicMs() + forMs
    for (let next = this.#earliest(); next && next.dueMs <= untilMs; next = this.#earliest()) {
      this.advance(Math.max(0, next.dueMs - this.monotonicMs()))
      await settle()
    }
    this.advance(Math.max(0, untilMs - this.monotonicMs()))
    await settle()
  }

  /**
   * Puts wall time where a snapshot had it, or back to the clock that was handed in (0). Timers keep
   * the time that was left on them, as monotonic time does not jump.
   */
  restore(shiftMs: number): void {
    this.#shiftMs = shiftMs
  }

  #move(forMs: number): void {
    this.#shiftMs += forMs
    this.#monotonicShiftMs += forMs
  }

  #arm(timer: Timer): void {
    timer.cancelBase = this.#base.schedule(timer.dueMs - this.monotonicMs(), () => {
      this.#timers.delete(timer)
      timer.fire()
    })
  }

  #take(timer: Timer): void {
    timer.cancelBase()
    this.#timers.delete(timer)
  }

  #earliest(): Timer | undefined {
    let earliest: Timer | undefined
    for (const timer of this.#timers) {
      const isEarlier =
        earliest === undefined ||
        timer.dueMs < earliest.dueMs ||
        (timer.dueMs === earliest.dueMs && timer.order < earliest.order)
      if (isEarlier) earliest = timer
    }
    return earliest
  }
}
