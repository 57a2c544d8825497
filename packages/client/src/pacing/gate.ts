/**
 * The one door that every request leaves through, first come, first served. It opens as the pacer and
 * the server's health allow; whoever cannot wait that long is told so at once.
 */
import type { Clock } from '@underpin/ports'
import type { Health } from '../recovery/health.ts'
import type { Pacer, Pass, RateLimitFailure } from './pacer.ts'
import type { RateReading } from './rate-reading.ts'

/** Waiting at most. Beyond, a caller is better told than kept. A guess. */
const QUEUE_MAX = 10_000

export interface Ticket extends Pass {
  /** It alone is sent to see whether the server is back. */
  readonly isProbe: boolean
}

/** Why a request may not wait: what holds it back, and when that ends, as far as known. */
export interface Refusal<Why> {
  readonly kind: 'refused'
  readonly because:
    | { readonly kind: 'held'; readonly why: Why }
    | { readonly kind: 'rate-limit'; readonly failure: RateLimitFailure }
  /** Monotonic; null when nothing says. */
  readonly readyAtMs: number | null
  readonly isQueueFull: boolean
}

export interface Seen {
  readonly isAnswered: boolean
  readonly reading: RateReading | null
}

/** What one failure means for everybody. `untilMs` is monotonic. */
export type Setback<Why> =
  | { readonly kind: 'hold'; readonly why: Why; readonly waitMs: number | null }
  | { readonly kind: 'pause'; readonly untilMs: number; readonly by: RateLimitFailure }

export interface Waiter {
  /** Harmless to send to a server that may be down: preferred as a probe. */
  readonly isSafe: boolean
  readonly attempts: number
  /** Monotonic, or infinity. */
  readonly deadlineAtMs: number
  readonly signal: AbortSignal | null
}

interface Queued<Why> {
  readonly waiter: Waiter
  readonly settle: (outcome: Ticket | Refusal<Why> | { readonly kind: 'aborted' }) => void
}

export class Gate<Why> {
  readonly #clock: Clock
  readonly #pacer: Pacer
  readonly #health: Health<Why>
  /** In the order of arrival. */
  readonly #queue = new Set<Queued<Why>>()
  #timer: { readonly atMs: number; readonly cancel: () => void } | null = null

  constructor(clock: Clock, pacer: Pacer, health: Health<Why>) {
    this.#clock = clock
    this.#pacer = pacer
    this.#health = health
  }

  /** The way in when nothing is in the way: no promise, no queue. Null: `enter` instead. */
  tryEnter(): Ticket | null {
    if (this.#queue.size > 0) return null
    const nowMs = this.#clock.monotonicMs()
    return this.#opensAtMs(nowMs) <= nowMs ? this.#admit(nowMs) : null
  }

  /** @throws the signal's reason when it is aborted. */
  async enter(waiter: Waiter): Promise<Ticket | Refusal<Why>> {
    const refusal = this.#refusalOf(waiter, this.#queue.size)
    if (refusal) return refusal
    const outcome = await this.#queued(waiter)
    if ('kind' in outcome && outcome.kind === 'aborted') throw waiter.signal?.reason
    return outcome as Ticket | Refusal<Why>
  }

  /** An answer came, and the server is up. How long a hold had lasted that this ended; else null. */
  answered(ticket: Ticket, reading: RateReading | null, isWelcome: boolean): number | null {
    const nowMs = this.#clock.monotonicMs()
    this.#pacer.answered(ticket, nowMs, reading, isWelcome)
    const heldMs = this.#health.answered(nowMs, ticket.isProbe)
    if (this.#queue.size > 0) this.#pump()
    return heldMs
  }

  /**
   * It failed in a way that leaves open whether the server is up.
   *
   * @param setback set before anybody else is let in: what this failure means for all the others.
   */
  failed(ticket: Ticket, seen: Seen, setback: Setback<Why> | null): void {
    const nowMs = this.#clock.monotonicMs()
    if (seen.isAnswered) this.#pacer.answered(ticket, nowMs, seen.reading, false)
    else this.#pacer.unanswered(nowMs)
    if (setback?.kind === 'pause') {
      this.#pacer.pause(setback.untilMs, setback.by)
      // Who limits us is up.
      this.#health.answered(nowMs, ticket.isProbe)
    } else if (setback?.kind === 'hold') {
      this.#health.hold(setback.why, nowMs, setback.waitMs, ticket.isProbe)
    } else if (ticket.isProbe && this.#health.state.kind === 'held') {
      this.#health.hold(this.#health.state.why, nowMs, null, true)
    }
    if (setback) this.#dismissHopeless()
    this.#pump()
  }

  /** It was let in, and then not sent. */
  withdrawn(ticket: Ticket): void {
    this.#pacer.withdrawn()
    if (ticket.isProbe) this.#health.probeGone()
    this.#pump()
  }

  /** Holds everything for a reason that shows in no single failure: retries are used up. */
  hold(why: Why): void {
    if (this.#health.state.kind === 'held') return
    this.#health.hold(why, this.#clock.monotonicMs(), null, false)
    this.#dismissHopeless()
  }

  /** What holds back, for whoever waits now: for events. */
  get waitsFor(): { readonly because: 'held' | 'pacing'; readonly waitMs: number | null } {
    const nowMs = this.#clock.monotonicMs()
    const opensAtMs = this.#opensAtMs(nowMs)
    const waitMs = Number.isFinite(opensAtMs) ? Math.max(0, opensAtMs - nowMs) : null
    return { because: this.#health.state.kind === 'held' ? 'held' : 'pacing', waitMs }
  }

  /** When the next request may go. Infinity: an answer decides. */
  #opensAtMs(nowMs: number): number {
    const max = this.#health.inFlightMax
    const paceMs = this.#pacer.readyAtMs(nowMs)
    if (max === null) return paceMs
    const { state } = this.#health
    if (state.kind === 'held') {
      // What was under way when the hold began does not count: the probe stands alone.
      return state.isProbing ? Number.POSITIVE_INFINITY : Math.max(paceMs, state.retryAtMs)
    }
    return this.#pacer.inFlight < max ? paceMs : Number.POSITIVE_INFINITY
  }

  #admit(nowMs: number): Ticket {
    const isProbe = this.#health.state.kind === 'held'
    if (isProbe) this.#health.probing()
    const pass = this.#pacer.sent(nowMs)
    return { order: pass.order, countedAtMost: pass.countedAtMost, isProbe }
  }

  #pump(): void {
    while (this.#queue.size > 0) {
      const nowMs = this.#clock.monotonicMs()
      const opensAtMs = this.#opensAtMs(nowMs)
      if (opensAtMs > nowMs) {
        this.#wakeAt(opensAtMs, nowMs)
        return
      }
      const next = this.#next()
      if (!next) return
      next.settle(this.#admit(nowMs))
    }
    this.#sleepOn()
  }

  /** The oldest; while the server is down, the safe one that has been a probe least often. */
  #next(): Queued<Why> | undefined {
    const [oldest] = this.#queue
    if (this.#health.state.kind !== 'held') return oldest
    let best = oldest
    for (const each of this.#queue) {
      if (best && isBetterProbe(each.waiter, best.waiter)) best = each
    }
    return best
  }

  #wakeAt(atMs: number, nowMs: number): void {
    if (this.#timer?.atMs === atMs) return
    this.#sleepOn()
    if (!Number.isFinite(atMs)) return
    const fire = () => {
      this.#timer = null
      this.#pump()
    }
    // Whole milliseconds: a remainder too small to move the clock would wake us for ever.
    this.#timer = { atMs, cancel: this.#clock.schedule(Math.ceil(atMs - nowMs), fire) }
  }

  #sleepOn(): void {
    this.#timer?.cancel()
    this.#timer = null
  }

  #queued(waiter: Waiter): Promise<Ticket | Refusal<Why> | { readonly kind: 'aborted' }> {
    return new Promise((resolve) => {
      const { signal, deadlineAtMs } = waiter
      let stopDeadline: () => void = () => undefined
      const settle: Queued<Why>['settle'] = (outcome) => {
        if (!this.#queue.delete(queued)) return
        stopDeadline()
        signal?.removeEventListener('abort', onAbort)
        resolve(outcome)
        if (this.#queue.size === 0) this.#sleepOn()
      }
      const queued: Queued<Why> = { waiter, settle }
      const onAbort = () => settle({ kind: 'aborted' })
      this.#queue.add(queued)
      if (signal?.aborted) return onAbort()
      signal?.addEventListener('abort', onAbort, { once: true })
      if (Number.isFinite(deadlineAtMs)) {
        stopDeadline = this.#clock.schedule(deadlineAtMs - this.#clock.monotonicMs(), () =>
          settle(this.#refusal(null, false)),
        )
      }
      this.#pump()
    })
  }

  /** After a longer wait was announced: those that it takes past their deadline are told now. */
  #dismissHopeless(): void {
    let place = 0
    for (const queued of [...this.#queue]) {
      const refusal = this.#refusalOf(queued.waiter, place)
      if (refusal) queued.settle(refusal)
      else place += 1
    }
  }

  #refusalOf({ deadlineAtMs }: Waiter, place: number): Refusal<Why> | null {
    const nowMs = this.#clock.monotonicMs()
    if (place >= QUEUE_MAX) return this.#refusal(null, true)
    const { state } = this.#health
    const heldUntilMs = state.kind === 'held' ? state.retryAtMs : nowMs
    const readyAtMs = Math.max(heldUntilMs, this.#pacer.expectedAtMs(nowMs, place))
    return readyAtMs > deadlineAtMs ? this.#refusal(readyAtMs, false) : null
  }

  #refusal(readyAtMs: number | null, isQueueFull: boolean): Refusal<Why> {
    const { state } = this.#health
    const because =
      state.kind === 'held'
        ? { kind: 'held' as const, why: state.why }
        : { kind: 'rate-limit' as const, failure: this.#pacer.waitsFor }
    return { kind: 'refused', because, readyAtMs, isQueueFull }
  }
}

function isBetterProbe(one: Waiter, other: Waiter): boolean {
  if (one.isSafe !== other.isSafe) return one.isSafe
  return one.attempts < other.attempts
}
