/**
 * The faults that are on, and what they do to a call. `before` runs ahead of every check, `after` when
 * the request was applied; in between the request goes its usual way.
 */
import type { FailureId } from '@underpin/failures'
import type { Clock, Random } from '@underpin/ports'
import type { Call } from '../call.ts'
import type { FormFields } from '../oauth/form-fields.ts'
import { isMultipart, readBody } from '../read-body.ts'
import type { Reply } from '../reply.ts'
import type { MaintenanceWindow } from '../status-page/maintenance.ts'
import type { Surface } from '../surface.ts'
import type { Refusals } from '../web/screens/refusals.ts'
import type { Directory } from '../world/directory.ts'
import { callParty, loginFields } from './call-party.ts'
import { affect, type Effect, type EffectParts } from './effects.ts'
import { type Fault, type FaultOrder, faultState } from './fault.ts'
import { type CallParty, type Matcher, matcher } from './fault-match.ts'
import { RAISES, type Raise, type Scope, whyNotRaised } from './raise.ts'
import { isRateLimit, type RateLimitId, rateLimitHeaders } from './rate-limit-answer.ts'
import { retryAfterS } from './retry-after.ts'
import { isWebhookFailure, type WebhookFault } from './webhook-fault.ts'

/** Faults kept, those that are over included. A guess: a scripted day has tens. */
export const FAULTS_MAX = 1_000

/** Of a body that is cut this much is sent, in percent: the status and headers look well. A guess. */
const KEEP_PERCENT = 50

export interface FaultParts extends EffectParts {
  readonly clock: Clock
  readonly random: Random
  readonly directory: Directory
  readonly refusals: Refusals
  /** The maintenance in force now, if any: the whole platform answers with it. */
  readonly maintenance: () => MaintenanceWindow | null
  /** Told of the whole list after each change; `isReplaced` when it is another list altogether. */
  readonly changed?: (faults: readonly Fault[], isReplaced: boolean) => void
}

interface Active {
  fault: Fault
  readonly matches: Matcher
}

/** A call that meets a fault. */
interface Faced {
  readonly call: Call
  readonly surface: Surface
  /** Of the form that was sent to the login host; `{}` elsewhere. */
  readonly fields: FormFields
}

/** What is done to the answer of a call that a fault let through. */
type Pending = (reply: Reply) => Reply

/** Thrown for a fault that cannot be switched on; the message says why and what to do. */
export class FaultError extends Error {
  override readonly name = 'FaultError'
}

export class Faults {
  readonly #parts: FaultParts
  #active: Active[] = []
  #lastNumber = 0
  readonly #pending = new WeakMap<Call, Pending>()

  constructor(parts: FaultParts) {
    this.#parts = parts
  }

  /** Nothing is on, so that a call need not ask any further. */
  get isQuiet(): boolean {
    return this.#active.length === 0 && this.#parts.maintenance() === null
  }

  /** @throws {FaultError} when this failure cannot be raised here, or there are too many faults. */
  add(order: FaultOrder, via: 'socket' | 'process' = 'process'): Fault {
    const reason = whyNotRaised(order.failure, via)
    if (reason !== null) throw new FaultError(reason)
    const nowMs = this.#parts.clock.nowMs()
    if (this.#active.length >= FAULTS_MAX) {
      this.#active = this.#active.filter(({ fault }) => faultState(fault, nowMs) !== 'over')
    }
    if (this.#active.length >= FAULTS_MAX) {
      throw new FaultError(`there are ${FAULTS_MAX} faults already; switch some off first.`)
    }
    const fromMs = nowMs + (order.afterMs ?? 0)
    const untilMs = order.forMs === undefined ? null : fromMs + order.forMs
    const number = ++this.#lastNumber
    const fault: Fault = { number, order, fromMs, untilMs, raisedCount: 0 }
    this.#active.push({ fault, matches: matcher(order.match) })
    this.#tell()
    return fault
  }

  /** All, in the order of their numbers, those that are over included. */
  list(): readonly Fault[] {
    return this.#active.map(({ fault }) => fault)
  }

  find(number: number): Fault | null {
    return this.list().find((fault) => fault.number === number) ?? null
  }

  remove(number: number): boolean {
    const before = this.#active.length
    this.#active = this.#active.filter(({ fault }) => fault.number !== number)
    this.#tell()
    return this.#active.length < before
  }

  /** Switches all off. Numbers go on, unless the world starts again. */
  clear(): void {
    this.#active = []
    this.#tell()
  }

  /** Puts what `list` gave in the place of what is on: for snapshots and for the start of the world. */
  restore(faults: readonly Fault[]): void {
    this.#active = faults.map((fault) => ({ fault, matches: matcher(fault.order.match) }))
    this.#lastNumber = Math.max(0, ...faults.map(({ number }) => number))
    this.#tell(true)
  }

  #tell(isReplaced = false): void {
    this.#parts.changed?.(this.list(), isReplaced)
  }

  /**
   * What happens instead of handling the call; null lets it go on (with `call.faultNumber` set when a
   * fault has a hand in it).
   */
  async before(call: Call, surface: Surface): Promise<Reply | null> {
    if (surface.name === 'start-page') return null
    const maintenance = this.#parts.maintenance()
    if (maintenance !== null) return this.#maintain({ call, surface, fields: {} }, maintenance)
    const isLogin = surface.name === 'oauth' || isSignIn(call)
    const fields = isLogin ? await loginFields(call) : {}
    const nowMs = this.#parts.clock.nowMs()
    // The first fault that matches and has its way with the call is the only one.
    for (const active of this.#active) {
      if (faultState(active.fault, nowMs) !== 'on') continue
      const { order } = active.fault
      const raise = RAISES[order.failure]
      if (!surface.raises(order.failure) || whyNotRaised(order.failure, call.via)) continue
      if ('scope' in raise && !isInScope(raise.scope, call, fields)) continue
      if (
        !active.matches(call, () =>
          callParty(call, { tokens: this.#parts.oauth.tokens, directory: this.#parts.directory }),
        )
      )
        continue
      if (this.#parts.random.fraction() >= (order.probability ?? 1)) continue
      const raised = await this.#raise(active, raise, { call, surface, fields })
      if (raised === 'not raised') continue
      active.fault = { ...active.fault, raisedCount: active.fault.raisedCount + 1 }
      call.faultNumber = active.fault.number
      return raised
    }
    return null
  }

  /** What happens to a delivery that is about to be sent; null lets it go. */
  beforeDelivery(url: URL, party: CallParty): WebhookFault | null {
    const nowMs = this.#parts.clock.nowMs()
    const notice = { method: 'POST', path: url.pathname }
    for (const active of this.#active) {
      const { failure, probability = 1, applied = false } = active.fault.order
      if (!isWebhookFailure(failure) || faultState(active.fault, nowMs) !== 'on') continue
      if (!active.matches(notice, () => party)) continue
      if (this.#parts.random.fraction() >= probability) continue
      active.fault = { ...active.fault, raisedCount: active.fault.raisedCount + 1 }
      return { failure, isApplied: applied }
    }
    return null
  }

  /** Completes, replaces or loses the answer of a call that a fault let through. */
  after(call: Call, reply: Reply): Reply {
    return this.#pending.get(call)?.(reply) ?? reply
  }

  async #raise(
    { fault }: Active,
    raise: Raise,
    faced: Faced,
  ): Promise<Reply | null | 'not raised'> {
    const { call } = faced
    const { failure, applied = false, silent = false } = fault.order
    const lost: Reply = silent ? { kind: 'silence' } : { kind: 'reset' }
    const later = (pending: Pending) => {
      this.#pending.set(call, (reply) => {
        call.failure = failure
        return pending(reply)
      })
      return null
    }
    switch (raise.kind) {
      case 'answer':
      case 'intercepted':
        if (applied) return later(() => this.#answer(faced, fault))
        return this.#answer(faced, fault)
      case 'reset':
        call.failure = failure
        return lost
      case 'lost':
        return later(() => lost)
      case 'truncated':
        return later((reply) =>
          reply.kind === 'answer'
            ? { ...reply, kind: 'truncate', keepPercent: KEEP_PERCENT }
            : reply,
        )
      case 'unreachable':
        call.failure = failure
        return { kind: 'unreachable', code: raise.code, message: raise.message }
      case 'effect': {
        if (isRateLimit(failure) && fault.order.retryAfterS !== undefined) {
          return this.#limitByWord(faced, fault, failure)
        }
        const affected = await this.#affect(raise.effect, faced, fault)
        const isUnlimited = affected === 'not raised' && isRateLimit(failure)
        return isUnlimited ? this.#limitByWord(faced, fault, failure) : affected
      }
      case 'delivery':
        return 'not raised'
    }
  }

  async #affect(effect: Effect, faced: Faced, fault: Fault): Promise<Reply | null | 'not raised'> {
    const { call, fields } = faced
    if (NEEDS_BODY.has(effect)) {
      // Files are in it, perhaps: it is read once, as it comes, and nothing in it is changed.
      if (isMultipart(call.request.headers.get('content-type') ?? '')) return 'not raised'
      if ((await readBody(call)) !== null) return 'not raised'
    }
    const affected = affect(effect, call, fields, this.#parts)
    switch (affected.kind) {
      case 'nothing':
        return 'not raised'
      case 'go-on':
        return null
      case 'refuse':
        return this.#answer(faced, fault)
      case 'answer':
        return { kind: 'answer', answer: affected.answer, headers: call.replyHeaders }
      case 'complete':
        this.#pending.set(call, (reply) =>
          reply.kind === 'answer' ? { ...reply, answer: affected.complete(reply.answer) } : reply,
        )
        return null
    }
  }

  #answer(faced: Faced, fault: Fault): Reply {
    const waitS = retryAfterS(fault, this.#parts.clock.nowMs())
    return this.#refuse(faced, fault.order.failure, `fault ${fault.number}`, waitS)
  }

  #limitByWord(faced: Faced, fault: Fault, failure: RateLimitId): Reply {
    const nowMs = this.#parts.clock.nowMs()
    const waitS = retryAfterS(fault, nowMs) ?? 1
    const { configured } = this.#parts.limits
    Object.assign(faced.call.replyHeaders, rateLimitHeaders(failure, configured, nowMs, waitS))
    return this.#answer(faced, fault)
  }

  #maintain(faced: Faced, { title, endMs }: MaintenanceWindow): Reply {
    const leftMs = endMs - this.#parts.clock.nowMs()
    const because = `the maintenance "${title}" is in force`
    return this.#refuse(faced, 'maintenance', because, Math.max(1, Math.ceil(leftMs / 1_000)))
  }

  #refuse({ call, surface }: Faced, failure: FailureId, because: string, waitS?: number): Reply {
    const wait = waitS === undefined ? {} : { retryAfterS: waitS }
    const answer = this.#parts.refusals.answer(surface, call, { failure, because, ...wait })
    return { kind: 'answer', answer, headers: call.replyHeaders }
  }
}

const NEEDS_BODY: ReadonlySet<Effect> = new Set(['reject-sync-item', 'spoil-dates'])

const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])

function isSignIn({ method, path }: Call): boolean {
  return method === 'POST' && /^\/login\/?$/.test(path)
}

function isInScope(scope: Scope, call: Call, fields: FormFields): boolean {
  const isTokenCall = call.method === 'POST' && /^\/oauth\/token\/?$/.test(call.path)
  switch (scope) {
    case 'any':
      return true
    case 'write':
      return WRITES.has(call.method)
    case 'sync':
      return call.method === 'PATCH' && call.path.endsWith('/sync')
    case 'token':
      return isTokenCall
    case 'refresh':
      return isTokenCall && fields['grant_type'] === 'refresh_token'
    case 'code-exchange':
      return isTokenCall && fields['grant_type'] === 'authorization_code'
    case 'upload':
      return /\/uploads(?:\/|$)/.test(call.path)
    case 'sign-in':
      return isSignIn(call)
    case 'authorize':
      return /^\/oauth\/authorize\/?$/.test(call.path)
  }
}
