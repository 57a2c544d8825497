/**
 * The ledger of promises: what the emulator told its callers (wait until then, this token is spent, this
 * app is disconnected, this request is wrong), and who calls again as if nothing had been said. Working
 * against such a ledger is what makes a client polite; most emulators forget what they said.
 */
import { hash } from 'node:crypto'
import { BoundedMap } from '../bounded-map.ts'
import type { Call, Caller } from '../call.ts'

/** Promises of each kind that are remembered; the oldest is forgotten. A guess: minutes of heavy traffic. */
const REMEMBERED_MAX = 10_000

/** A disconnected company may be probed this rarely. A guess: an admin reconnects within minutes, not seconds. */
export const PROBE_PAUSE_MS = 60_000

/** A read that was rejected may be repeated after this: what was not there may be there by now. A guess. */
export const REPEATED_READ_WINDOW_MS = 60_000

/** An unchanged write that was rejected stays wrong for longer. A guess. */
export const REPEATED_WRITE_WINDOW_MS = 3_600_000

/** Never repeated unchanged: design section 3, promise 8. */
const REJECTED_STATUSES: ReadonlySet<number> = new Set([400, 404, 406, 409, 410, 413, 422])

/** Answers that can say how long to wait. */
const WAIT_STATUSES: ReadonlySet<number> = new Set([429, 503])

export const BROKEN_PROMISE_KINDS = [
  'called-while-told-to-wait',
  'spent-refresh-token-presented',
  'dead-access-token-reused',
  'called-disconnected-company',
  'repeated-rejected-request',
] as const

export type BrokenPromiseKind = (typeof BROKEN_PROMISE_KINDS)[number]

export interface BrokenPromise {
  readonly kind: BrokenPromiseKind
  /** Wall time of the telling. */
  readonly toldAtMs: number
  /** What was said, in words, without any secret. */
  readonly told: string
  /** Until when it held; null for good. */
  readonly untilMs: number | null
  /** The journal's number of the exchange that told it. */
  readonly exchange: number
}

/** What the ledger needs to know of an answer. */
export interface ToldAnswer {
  /** Null when no answer was sent. */
  readonly status: number | null
  readonly header: (name: string) => string | null
}

interface Told extends Omit<BrokenPromise, 'kind'> {
  /** Calls up to this number were on their way when it was told: they break nothing. */
  readonly lastCallBefore: number
}

export class Promises {
  readonly #waits = new BoundedMap<string, Told>(REMEMBERED_MAX)
  readonly #spent = new BoundedMap<string, Told>(REMEMBERED_MAX)
  readonly #dead = new BoundedMap<string, Told>(REMEMBERED_MAX)
  readonly #disconnected = new BoundedMap<string, Told>(REMEMBERED_MAX)
  readonly #rejected = new BoundedMap<string, Told>(REMEMBERED_MAX)

  /**
   * Marks what this call breaks, then remembers what its answer tells. Call it once a call, when its
   * answer is known.
   *
   * @param caller who called, also where the call never reached the token check.
   * @param bearer the access token that was presented.
   */
  settle(call: Call, answer: ToldAnswer, now: Now, caller: Caller | null, bearer: string | null) {
    const key = partyKey(call, caller)
    if (key !== null) this.#settleWait(key, call, answer, now)
    if (call.refreshToken !== null) this.#settleSpent(call.refreshToken, call, now)
    if (bearer !== null) this.#settleDead(bearer, call, answer, now)
    if (caller !== null && call.companyId !== null) {
      this.#settleDisconnected(`${caller.clientId} ${call.companyId}`, call, answer, now)
    }
    this.#settleRejected(key ?? '', call, answer, now)
  }

  clear(): void {
    const all = [this.#waits, this.#spent, this.#dead, this.#disconnected, this.#rejected]
    for (const each of all) each.clear()
  }

  #settleWait(key: string, call: Call, { status, header }: ToldAnswer, now: Now): void {
    if (this.#waits.size > 0) breaks(call, 'called-while-told-to-wait', this.#waits.get(key))
    if (status === null || !WAIT_STATUSES.has(status)) return
    const wait = waitOf(header, now.ms)
    if (wait === null) return
    const before = this.#waits.get(key)
    // Two answers under way at once: the longer wait holds, and it holds from the first telling on.
    if (before?.untilMs && before.untilMs >= wait.untilMs) return
    this.#waits.set(key, told(call, now, `${status}: ${wait.words}`, wait.untilMs))
  }

  #settleSpent(token: string, call: Call, now: Now): void {
    const before = this.#spent.get(token)
    breaks(call, 'spent-refresh-token-presented', before)
    if (before === undefined) {
      this.#spent.set(token, told(call, now, 'a refresh token is spent by presenting it', null))
    }
  }

  #settleDead(bearer: string, call: Call, { status }: ToldAnswer, now: Now): void {
    const before = this.#dead.size > 0 ? this.#dead.get(bearer) : undefined
    breaks(call, 'dead-access-token-reused', before)
    if (status === 401 && before === undefined) {
      this.#dead.set(bearer, told(call, now, '401: this access token is not accepted', null))
    }
  }

  #settleDisconnected(key: string, call: Call, { status }: ToldAnswer, now: Now): void {
    if (call.failure === 'app-not-connected') {
      breaks(call, 'called-disconnected-company', this.#disconnected.get(key))
      const words = `${status}: the app is not connected to company ${call.companyId}`
      this.#disconnected.set(key, told(call, now, words, now.ms + PROBE_PAUSE_MS))
    } else if (this.#disconnected.size > 0 && status !== null && status < 400) {
      this.#disconnected.delete(key) // Connected again: whoever calls now knows it, and does no wrong.
    } else if (this.#disconnected.size > 0) {
      breaks(call, 'called-disconnected-company', this.#disconnected.get(key))
    }
  }

  #settleRejected(party: string, call: Call, { status }: ToldAnswer, now: Now): void {
    const isRejected = status !== null && REJECTED_STATUSES.has(status)
    if (!isRejected && this.#rejected.size === 0) return
    const key = requestKey(party, call)
    const before = this.#rejected.get(key)
    breaks(call, 'repeated-rejected-request', before)
    if (!isRejected) return
    const isRead = call.method === 'GET' || call.method === 'HEAD'
    const windowMs = isRead ? REPEATED_READ_WINDOW_MS : REPEATED_WRITE_WINDOW_MS
    const words = `${status}: this ${call.method} is rejected as it is`
    this.#rejected.set(key, told(call, now, words, now.ms + windowMs))
  }
}

/** The moment of the telling, and the newest call that had begun by then. */
export interface Now {
  readonly ms: number
  readonly lastCall: number
}

function told(call: Call, now: Now, words: string, untilMs: number | null): Told {
  const { ms: toldAtMs, lastCall: lastCallBefore } = now
  return { toldAtMs, told: words, untilMs, exchange: call.n, lastCallBefore }
}

function breaks(call: Call, kind: BrokenPromiseKind, before: Told | undefined): void {
  if (before === undefined || call.n <= before.lastCallBefore) return
  if (before.untilMs !== null && call.atMs >= before.untilMs) return
  const { toldAtMs, told: words, untilMs, exchange } = before
  call.brokenPromises.push({ kind, toldAtMs, told: words, untilMs, exchange })
}

/** Waits told by the login host do not hold for the API, nor the other way round. */
function partyKey(call: Call, caller: Caller | null): string | null {
  if (call.path.startsWith('/oauth/')) return call.clientId && `login ${call.clientId}`
  return caller && `api ${caller.grantId}`
}

function requestKey(party: string, call: Call): string {
  const body = call.bodyTextAsSent ?? call.bodyText
  const digest = body === null ? '' : hash('sha256', body, 'base64')
  return `${party} ${call.method} ${call.path}?${call.search} ${digest}`
}

/** `Retry-After` where it is given, since it is about this answer; else when the limit resets. */
function waitOf(header: ToldAnswer['header'], nowMs: number) {
  const seconds = header('retry-after')
  if (seconds !== null && /^\d+$/.test(seconds)) {
    return { untilMs: nowMs + Number(seconds) * 1_000, words: `wait ${seconds} s (Retry-After)` }
  }
  const resetAtS = header('x-rate-limit-reset')
  if (resetAtS === null || !/^\d+$/.test(resetAtS)) return null
  const untilMs = Number(resetAtS) * 1_000
  return { untilMs, words: `wait until ${new Date(untilMs).toISOString()} (X-Rate-Limit-Reset)` }
}
