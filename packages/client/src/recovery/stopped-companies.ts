/**
 * Companies whose calls are pointless for now: the app is not connected to them. Their calls fail
 * fast, but for one probe at long intervals; other companies are not affected.
 */
import type { Judgement } from '../judgement.ts'

/** Between probes. An administrator who connects the app should not wait for half a day. A guess. */
const PROBE_INTERVAL_MS = 300_000

/** Remembered at most; beyond, the oldest is forgotten and simply asked again. */
const COMPANIES_MAX = 10_000

/** They work for a disconnected company too, and so tell nothing of it (fact sheet section 7). */
const UNCONCERNED = /\/rest\/[^/]+\/(me|companies)\/?(\?|$)/

export interface Stopped {
  readonly judgement: Judgement
  /** Wall time. */
  readonly sinceMs: number
}

interface Entry extends Stopped {
  /** Monotonic. */
  probeAtMs: number
}

export class StoppedCompanies {
  readonly #entries = new Map<string, Entry>()

  get isEmpty(): boolean {
    return this.#entries.size === 0
  }

  /** Whoever asks first after the interval is the probe, and may go. */
  check(company: string | null, url: string, nowMs: number): Stopped | 'open' | 'probe' {
    const entry = this.#entries.get(company ?? '')
    if (!entry || UNCONCERNED.test(url)) return 'open'
    if (nowMs < entry.probeAtMs) return entry
    entry.probeAtMs = nowMs + PROBE_INTERVAL_MS
    return 'probe'
  }

  /** True when that is news. */
  stop(company: string | null, judgement: Judgement, nowMs: number, wallMs: number): boolean {
    const key = company ?? ''
    const known = this.#entries.get(key)
    const entry = {
      judgement,
      sinceMs: known?.sinceMs ?? wallMs,
      probeAtMs: nowMs + PROBE_INTERVAL_MS,
    }
    this.#entries.set(key, entry)
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > COMPANIES_MAX && oldest !== undefined) this.#entries.delete(oldest)
    return known === undefined
  }

  /** A call for this company was answered otherwise. True when it had been stopped. */
  answered(company: string | null, url: string): boolean {
    return !UNCONCERNED.test(url) && this.#entries.delete(company ?? '')
  }
}
