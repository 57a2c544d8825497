/**
 * A clock that moves only when told. `run` plays a whole piece of work on it: it lets everything that
 * is ready happen, jumps to the next timer, and so on, so that a simulated week takes seconds.
 */
import type { Clock } from '../clock.ts'

interface Timer {
  readonly atMs: number
  readonly order: number
  /** Null once fired or cancelled. */
  fire: (() => void) | null
}

/** Rounds of the event loop without a new timer or an end after which work counts as stuck. */
const IDLE_ROUNDS_MAX = 2_000

export class VirtualClock implements Clock {
  #nowMs: number
  readonly #startMs: number
  #order = 0
  /** A binary heap, earliest first: simulations hold thousands of timers. */
  readonly #heap: Timer[] = []
  #pendingCount = 0

  /** @param startMs wall time at the start; 2026-11-20T08:00:00Z when not given. */
  constructor(startMs: number = Date.UTC(2026, 10, 20, 8)) {
    this.#nowMs = startMs
    this.#startMs = startMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  monotonicMs(): number {
    return this.#nowMs - this.#startMs
  }

  schedule(waitMs: number, fire: () => void): () => void {
    const timer: Timer = { atMs: this.#nowMs + Math.max(0, waitMs), order: this.#order++, fire }
    this.#push(timer)
    this.#pendingCount += 1
    return () => {
      this.#take(timer)
    }
  }

  /** Timers that wait; a test that ends with some has left something running. */
  get pendingCount(): number {
    return this.#pendingCount
  }

  /** Moves time by `forMs` and fires what falls due, in order. Does not wait for promises. */
  advance(forMs: number): void {
    const untilMs = this.#nowMs + forMs
    while (this.#fireNext(untilMs));
    this.#nowMs = Math.max(this.#nowMs, untilMs)
  }

  /** Moves time by `forMs`, and lets promises settle before each timer and at the end. */
  async pass(forMs: number): Promise<void> {
    const untilMs = this.#nowMs + forMs
    await settle()
    while (this.#fireNext(untilMs)) await settle()
    this.#nowMs = Math.max(this.#nowMs, untilMs)
    await settle()
  }

  /**
   * Plays `work` to its end, jumping from timer to timer.
   *
   * @throws when the work waits for something that no timer will bring.
   */
  async run<T>(work: Promise<T>): Promise<T> {
    let isOver = false
    const over = () => {
      isOver = true
    }
    work.then(over, over)
    for (let idleRounds = 0; !isOver; ) {
      await settle()
      if (isOver) break
      if (this.#fireNext(Number.POSITIVE_INFINITY)) idleRounds = 0
      else if (++idleRounds > IDLE_ROUNDS_MAX) {
        throw new Error('virtual clock: the work waits, and no timer is left that could wake it')
      }
    }
    return work
  }

  #fireNext(untilMs: number): boolean {
    for (;;) {
      const next = this.#heap[0]
      if (!next || next.atMs > untilMs) return false
      this.#pop()
      const fire = this.#take(next)
      if (!fire) continue
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      fire()
      return true
    }
  }

  #take(timer: Timer): Timer['fire'] {
    const { fire } = timer
    if (fire) this.#pendingCount -= 1
    timer.fire = null
    return fire
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let at = heap.push(timer) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(timer, heap[parent])) break
      heap[at] = heap[parent] as Timer
      at = parent
    }
    heap[at] = timer
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      const right = heap[child + 1]
      if (right && isBefore(right, heap[child])) child += 1
      const smaller = heap[child]
      if (!smaller || !isBefore(smaller, last)) break
      heap[at] = smaller
      at = child
    }
    heap[at] = last
  }
}

function isBefore(a: Timer, b: Timer | undefined): boolean {
  return b !== undefined && (a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order))
}

/**
 * Lets everything that is ready happen: one turn of the event loop drains the microtasks, and the
 * second those that body streams put behind an immediate of their own.
 */
async function settle(): Promise<void> {
  await turn()
  await turn()
}

/** The real `setImmediate`, taken at load, so that patched timers of a test cannot stop the clock. */
const immediate = setImmediate
function turn(): Promise<void> {
  return new Promise((resolve) => immediate(resolve))
}
