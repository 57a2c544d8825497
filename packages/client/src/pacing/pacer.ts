/**
 * Says when one more request may go, so that the server never has to answer 429. Pure bookkeeping:
 * the queue and the timers are the gate's.
 *
 * Procore holds two limits at once, one for an hour and one for ten seconds, and its headers describe
 * whichever is nearer (fact sheet section 5). Two facts carry this file:
 *
 * 1. The limit that is *not* shown has at least as much left as the one that is. So whatever the
 *    headers describe, what was said to be left, less what is under way, may safely go.
 * 2. A request leaves the server's ten seconds no later than ten seconds after its answer reached us,
 *    as it arrived there before. So we count from the answer, and latency cannot deceive us.
 */
import type { RateReading } from './rate-reading.ts'
import { RecentTimes } from './recent-times.ts'
import type { ServerClock } from './server-clock.ts'

/** Fact sheet section 5. */
const SPIKE_WINDOW_MS = 10_000

/** `Reset` is in whole seconds, and the server's clock is known to a second. */
const SPIKE_RESET_MAX_MS = SPIKE_WINDOW_MS + 2_000

/** A limit above this is no ten-second one, however near its reset: 25 and 100 are seen. A guess. */
const SPIKE_LIMIT_MAX = 400

/** `Reset` may have been rounded down by the server. */
const RESET_MARGIN_MS = 1_000

/**
 * Under way at most while only the long limit has been seen: few enough for the headers to turn to
 * the short one before it is spent. A guess that leaves room for the smallest one seen, 25.
 */
const IN_FLIGHT_UNSURE = 4
/** … or one for so many answers of the last ten seconds, which a larger short limit has room for. */
const UNSURE_SHARE = 10

/**
 * Left unused of the short limit. Were it spent to the last, the headers could show its 0 while the
 * hourly one stands at 0 too, and the next request would run into that.
 */
const SPARE = 1

export type RateLimitFailure = 'rate-limit-hourly' | 'rate-limit-spike'

/** What the pacer must know of a request that is under way. */
export interface Pass {
  /** Its place in the order of sending, from 1. */
  readonly order: number
  /** Ours that the server may have counted when it was sent. */
  readonly countedAtMost: number
}

interface Said {
  /** How many had been sent when this answer came. */
  readonly sent: number
  readonly remaining: number
}

export class Pacer {
  readonly #serverClock: ServerClock
  #isAnnounced: boolean | null = null
  #inFlight = 0
  #sent = 0
  /** Null until the headers have shown it. */
  #spikeLimit: number | null = null
  #longLimit: number | null = null
  /** When the answers of the last ten seconds came. */
  readonly #recent = new RecentTimes(SPIKE_WINDOW_MS)
  /** Counted by the server in its ten seconds, and not ours: the token is shared. */
  #foreign = { count: 0, untilMs: 0 }
  /** Answers that may be the server's latest word, oldest first. */
  #said: Said[] = []
  #latestAnswered = 0
  #left = 0
  #pausedUntilMs = 0
  #pausedBy: RateLimitFailure = 'rate-limit-spike'

  constructor(serverClock: ServerClock) {
    this.#serverClock = serverClock
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** The limit that makes us wait. */
  get waitsFor(): RateLimitFailure {
    return this.#pausedBy
  }

  /**
   * The monotonic time from which one more may go: `nowMs` or less means now, and infinity means
   * that only an answer can tell.
   */
  readyAtMs(nowMs: number): number {
    if (nowMs < this.#pausedUntilMs) return this.#pausedUntilMs
    if (this.#isAnnounced === false) return nowMs
    if (this.#inFlight === 0 && this.#isAnnounced === null) return nowMs
    if (this.#isAnnounced === null) return Number.POSITIVE_INFINITY
    if (this.#inFlight > 0 && this.#inFlight >= this.#left) return Number.POSITIVE_INFINITY
    return this.#spikeLimit === null ? this.#unsureReadyAtMs(nowMs) : this.#spikeReadyAtMs(nowMs)
  }

  /** A lower bound of the time at which the request at `place` (0: next) of the queue may go. */
  expectedAtMs(nowMs: number, place: number): number {
    const nextMs = this.readyAtMs(nowMs)
    const soonestMs = Number.isFinite(nextMs) ? nextMs : nowMs
    if (this.#spikeLimit === null) return soonestMs
    return soonestMs + Math.floor(place / this.#spikeLimit) * SPIKE_WINDOW_MS
  }

  sent(nowMs: number): Pass {
    const countedAtMost = this.#isAnnounced ? this.#inFlight + this.#recent.count(nowMs) : 0
    this.#inFlight += 1
    this.#sent += 1
    return { order: this.#sent, countedAtMost }
  }

  /** It was not sent after all. */
  withdrawn(): void {
    this.#inFlight -= 1
  }

  /** No answer came. The server may have counted it. */
  unanswered(nowMs: number): void {
    this.#inFlight -= 1
    if (this.#isAnnounced) this.#recent.add(nowMs)
  }

  /** @param isWelcome the answer was a success: one without headers then shows that no limit is announced. */
  answered(pass: Pass, nowMs: number, reading: RateReading | null, isWelcome: boolean): void {
    this.#inFlight -= 1
    if (reading === null) {
      if (this.#isAnnounced) this.#recent.add(nowMs)
      else if (isWelcome) this.#isAnnounced = false
      return
    }
    this.#isAnnounced = true
    this.#recent.add(nowMs)
    const isSpike = this.#isSpike(reading)
    if (isSpike) {
      this.#spikeLimit = reading.limit
      const ours = pass.countedAtMost + 1 + this.#sent - pass.order
      this.#seeForeign(reading.limit - reading.remaining - ours, nowMs)
    } else this.#longLimit = reading.limit
    this.#remember(pass, reading.remaining)
    if (reading.remaining === 0) {
      this.pause(
        this.#serverClock.monotonicAt(reading.resetAtMs) + RESET_MARGIN_MS,
        isSpike ? 'rate-limit-spike' : 'rate-limit-hourly',
      )
    }
  }

  /** Nothing goes before `untilMs` (monotonic). Never shortens a pause. */
  pause(untilMs: number, by: RateLimitFailure): void {
    if (untilMs <= this.#pausedUntilMs) return
    this.#pausedUntilMs = untilMs
    this.#pausedBy = by
  }

  #unsureReadyAtMs(nowMs: number): number {
    const allowed = Math.max(IN_FLIGHT_UNSURE, Math.floor(this.#recent.count(nowMs) / UNSURE_SHARE))
    return this.#inFlight < allowed ? nowMs : Number.POSITIVE_INFINITY
  }

  #spikeReadyAtMs(nowMs: number): number {
    const foreign = nowMs < this.#foreign.untilMs ? this.#foreign.count : 0
    const used = this.#inFlight + this.#recent.count(nowMs) + foreign
    const usable = Math.max(1, (this.#spikeLimit ?? 1) - SPARE)
    if (used < usable) return nowMs
    this.#pausedBy = 'rate-limit-spike'
    const ownAtMs = this.#recent.nextToLeaveMs()
    const foreignAtMs = foreign > 0 ? this.#foreign.untilMs : Number.POSITIVE_INFINITY
    return Math.min(ownAtMs, foreignAtMs)
  }

  #isSpike({ limit, resetAtMs }: RateReading): boolean {
    if (resetAtMs - this.#serverClock.nowMs() > SPIKE_RESET_MAX_MS) return false
    if (limit === this.#spikeLimit) return true
    // The hour's window is near its end as well, now and then.
    return limit !== this.#longLimit && limit <= SPIKE_LIMIT_MAX
  }

  #seeForeign(count: number, nowMs: number): void {
    if (count < this.#foreign.count && nowMs < this.#foreign.untilMs) return
    this.#foreign = { count: Math.max(0, count), untilMs: nowMs + SPIKE_WINDOW_MS }
  }

  /**
   * Answers overtake each other, so the last to come is not always the server's latest word. One is
   * older than another for sure when that one was sent after it had come. Of those that may be the
   * latest, the lowest counts.
   */
  #remember(pass: Pass, remaining: number): void {
    this.#latestAnswered = Math.max(this.#latestAnswered, pass.order)
    this.#said.push({ sent: this.#sent, remaining })
    let old = 0
    while ((this.#said[old]?.sent ?? Number.POSITIVE_INFINITY) < this.#latestAnswered) old += 1
    if (old > 0) this.#said.splice(0, old)
    let left = remaining
    for (const said of this.#said) if (said.remaining < left) left = said.remaining
    this.#left = left
  }
}
