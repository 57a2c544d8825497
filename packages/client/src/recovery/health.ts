/**
 * Whether the server is up, as far as we can tell. While it is down nothing is sent but one probe at
 * a time; when it is back, the load comes back with a ramp, so that it is not knocked over again.
 */
import type { Random } from '@underpin/ports'

/** The wait before the first probe when the server names none, doubled after each. A guess. */
const PROBE_WAIT_MS = 1_000

/** The longest wait between probes when the server names none: 45 in half an hour. A guess. */
const PROBE_WAIT_MAX_MS = 40_000

/** Under way in a ramp, after which the server counts as well again. A guess. */
const RAMP_END = 64

type State<Why> =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'held'
      readonly why: Why
      readonly sinceMs: number
      /** Monotonic. The next probe goes no earlier. */
      readonly retryAtMs: number
      readonly probes: number
      readonly isProbing: boolean
    }
  | { readonly kind: 'ramping'; readonly allowed: number }

/** @typeParam Why what is told to those who cannot wait. */
export class Health<Why> {
  readonly #random: Random
  #state: State<Why> = { kind: 'open' }

  constructor(random: Random) {
    this.#random = random
  }

  get state(): State<Why> {
    return this.#state
  }

  /** Under way at most; null when the server is well. A held server admits its one probe. */
  get inFlightMax(): number | null {
    if (this.#state.kind === 'open') return null
    if (this.#state.kind === 'ramping') return this.#state.allowed
    return this.#state.isProbing ? 0 : 1
  }

  /** A request was turned away by a server that is down. `waitMs` is the server's word, or null. */
  hold(why: Why, nowMs: number, waitMs: number | null, wasProbe: boolean): void {
    const held = this.#state.kind === 'held' ? this.#state : null
    // Stragglers from before the hold tell nothing new, but for how long to wait.
    const probes = held ? held.probes + Number(wasProbe) : 0
    const isNews = held === null || wasProbe
    const ownRetryAtMs = isNews ? nowMs + this.#probeWaitMs(probes) : held.retryAtMs
    // Never sooner than the server says; later, when it goes on saying so: a server that asks for five
    // seconds through half an hour would otherwise be asked 360 times, and one that asks for none, always.
    const retryAtMs = waitMs === null ? ownRetryAtMs : Math.max(ownRetryAtMs, nowMs + waitMs)
    this.#state = {
      kind: 'held',
      why,
      sinceMs: held?.sinceMs ?? nowMs,
      retryAtMs: held ? Math.max(retryAtMs, held.retryAtMs) : retryAtMs,
      probes,
      isProbing: held ? held.isProbing && !wasProbe : false,
    }
  }

  probing(): void {
    if (this.#state.kind === 'held') this.#state = { ...this.#state, isProbing: true }
  }

  /** The probe ended without an answer of its own: its caller gave up. */
  probeGone(): void {
    if (this.#state.kind === 'held') this.#state = { ...this.#state, isProbing: false }
  }

  /** The server answered as one that is up. How long a hold had lasted that this ended; else null. */
  answered(nowMs: number, wasProbe: boolean): number | null {
    const state = this.#state
    if (state.kind === 'held') {
      if (!wasProbe) return null
      this.#state = { kind: 'ramping', allowed: 2 }
      return nowMs - state.sinceMs
    }
    if (state.kind === 'ramping') {
      const allowed = state.allowed + 1
      this.#state = allowed > RAMP_END ? { kind: 'open' } : { kind: 'ramping', allowed }
    }
    return null
  }

  /** The upper half is random, so that many clients do not knock at once. */
  #probeWaitMs(probes: number): number {
    const waitMs = Math.min(PROBE_WAIT_MAX_MS, PROBE_WAIT_MS * 2 ** Math.min(probes, 16))
    return waitMs * (0.5 + this.#random.fraction() / 2)
  }
}
