/** Presents a credential at the token endpoint, and judges what came of it. Knows nothing of stores. */
import { type Clock, type Random, sleep } from '@underpin/ports'
import type { AttemptRecord, ProcoreError } from '../errors.ts'
import type { Tell } from '../events.ts'
import { type Judgement, judge, localJudgement } from '../judgement.ts'
import { type Explain, raise } from '../raise.ts'
import { backoffMs } from '../recovery/backoff.ts'
import type { Secrets } from '../secrets.ts'
import { attempt, type Outcome, type Outgoing, type Wire } from '../transport.ts'
import type { Auth } from './grants.ts'
import { type Presented, readTokenReply, tokenRequest } from './token-request.ts'
import type { LossFailure, LostGrant, ReadyGrant } from './token-store.ts'

/** Patient, as giving up costs the grant: a reply that comes later is lost with the token in it. A guess. */
const TOKEN_TIMEOUT_MS = 60_000

/** A token reply has a few hundred bytes. */
const TOKEN_BODY_BYTES_MAX = 1_048_576

/** A renewal that is refused at the door for this long is given up, and its callers are told. A guess. */
const RENEWAL_MAX_MS = 120_000

const BACKOFF = { baseMs: 500, capMs: 30_000 } as const

export interface PresenterOptions {
  readonly auth: Auth
  readonly loginUrl: string
  readonly wire: Wire
  readonly clock: Clock
  readonly random: Random
  readonly secrets: Secrets
  readonly explain: Explain | null
  readonly tell: Tell
}

export type PresentResult =
  | { readonly kind: 'tokens'; readonly grant: ReadyGrant }
  /** It surely did not reach the server's books: it may be presented again. */
  | { readonly kind: 'not-presented'; readonly judgement: Judgement; readonly error: ProcoreError }
  /** The server knows it as spent, or not at all. */
  | { readonly kind: 'refused'; readonly failure: LossFailure }
  /** It may be spent. */
  | { readonly kind: 'unknown'; readonly failure: LossFailure }

export class Presenter {
  readonly #options: PresenterOptions
  readonly #seed: string | null
  #failures = 0
  #failingSinceMs = 0
  /** Why the latest one failed: told to those who come back to a lost grant. */
  #last: { readonly judgement: Judgement; readonly attempts: AttemptRecord[] } | null = null
  /** While the server says wait, nothing is sent, whoever asks. */
  #closed: { readonly untilMs: number; readonly error: ProcoreError } | null = null

  constructor(options: PresenterOptions, seed: string | null) {
    this.#options = options
    this.#seed = seed
  }

  /** Why nothing may be presented yet; null when it may. Ask before the intent is recorded. */
  get closed(): ProcoreError | null {
    const closed = this.#closed
    // Half a millisecond: a timer may fire that much early.
    return closed && this.#options.clock.monotonicMs() + 0.5 < closed.untilMs ? closed.error : null
  }

  /**
   * Looks whether the sign-in server is up, before a token that can be presented only once is spent on
   * finding out. Null: it is. No bearer goes along: this is not the API's origin.
   */
  async look(): Promise<PresentResult | null> {
    const { clock, loginUrl, wire } = this.#options
    const url = `${loginUrl}/oauth/authorize`
    const outgoing = { method: 'HEAD', url, headers: {}, body: null }
    const startedAtMs = clock.monotonicMs()
    const askedAtMs = clock.nowMs()
    const outcome = await unabortable(wire, outgoing, startedAtMs)
    const judgement = judge(outcome, {
      surface: 'oauth',
      outgoing,
      repeatable: 'yes',
      tokenAgeMs: null,
      nowMs: askedAtMs,
    })
    if (judgement === null || !RETRIED.has(judgement.classification.recovery)) return null
    this.#note(outgoing, judgement, askedAtMs, startedAtMs)
    return this.#notPresented(judgement)
  }

  async present(presented: Presented): Promise<PresentResult> {
    const { auth, clock, loginUrl, secrets, tell, wire } = this.#options
    const outgoing = tokenRequest(loginUrl, auth, presented)
    if (presented.kind === 'refresh') secrets.learn(presented.refreshToken)
    if (presented.kind === 'code') secrets.learn(presented.code)
    tell?.({ kind: 'refreshing', atMs: clock.nowMs() })
    const askedAtMs = clock.nowMs()
    const startedAtMs = clock.monotonicMs()
    const outcome = await unabortable(wire, outgoing, startedAtMs)
    const grant = tokensIn(outcome, askedAtMs, this.#seed)
    if (grant) {
      this.#failures = 0
      secrets.learn(grant.accessToken)
      secrets.learn(grant.refreshToken)
      return { kind: 'tokens', grant }
    }
    return this.#judged(presented, outgoing, outcome, askedAtMs, startedAtMs)
  }

  /** Before presenting again: waits as long as the server or the backoff says, or gives up. */
  async waitOrThrow(result: PresentResult): Promise<void> {
    if (result.kind !== 'not-presented' || !this.#closed) return
    const { clock } = this.#options
    const isHopeless = !RETRIED.has(result.judgement.classification.recovery)
    if (isHopeless || this.#closed.untilMs - this.#failingSinceMs > RENEWAL_MAX_MS) {
      this.#failures = 0
      throw result.error
    }
    await sleep(clock, this.#closed.untilMs - clock.monotonicMs())
  }

  /** The grant is gone, in this process or another: what to tell whoever needs it. */
  lost(grant: LostGrant): ProcoreError {
    const since = new Date(grant.sinceMs).toISOString()
    const note =
      grant.failure === 'refresh-token-spent' || grant.failure === 'oauth-code-rejected'
        ? `The sign-in server refused it at ${since}.`
        : `The refresh token was presented at ${since} and no new one came back, so it may be spent; it is not presented again.`
    return this.#raise(this.#last?.judgement ?? null, grant.failure, note, grant.sinceMs)
  }

  nothingToPresent(): ProcoreError {
    const note = 'There is no code, no refresh token and no stored grant to get a token with.'
    return this.#raise(null, 'access-token-missing', note, null)
  }

  #judged(
    presented: Presented,
    outgoing: Outgoing,
    outcome: Outcome,
    askedAtMs: number,
    startedAtMs: number,
  ): PresentResult {
    const isSingleUse = presented.kind !== 'client'
    const circumstances = {
      surface: 'oauth',
      outgoing,
      repeatable: isSingleUse ? 'no' : 'yes',
      tokenAgeMs: null,
      nowMs: askedAtMs,
    } as const
    // A success without tokens in it is as good as a reply that was cut off.
    const judgement =
      judge(outcome, circumstances) ?? judge({ ...outcome, ...CUT_OFF }, circumstances)
    if (judgement) this.#note(outgoing, judgement, askedAtMs, startedAtMs)
    const failure = judgement?.classification.failure
    if (failure === 'refresh-token-spent' || failure === 'oauth-code-rejected') {
      return { kind: 'refused', failure }
    }
    // Any refresh call spends the token, whatever it is answered (fact sheet section 2.2): a valid request
    // that was only turned away at the door is no exception that anybody documents.
    if (presented.kind === 'refresh' && outcome.kind === 'answered') {
      return { kind: 'unknown', failure: isLoss(failure) ? failure : 'refresh-reply-lost' }
    }
    if (judgement && (judgement.classification.applied === 'no' || !isSingleUse)) {
      return this.#notPresented(judgement)
    }
    return {
      kind: 'unknown',
      failure: presented.kind === 'code' ? 'oauth-code-rejected' : 'refresh-reply-lost',
    }
  }

  #note(outgoing: Outgoing, judgement: Judgement, askedAtMs: number, startedAtMs: number): void {
    const { clock, secrets } = this.#options
    if (this.#failures === 0) this.#failingSinceMs = startedAtMs
    this.#failures += 1
    const record: AttemptRecord = {
      method: outgoing.method,
      url: secrets.redact(outgoing.url),
      status: judgement.status,
      failure: judgement.classification.failure,
      atMs: askedAtMs,
      waitedMs: 0,
      elapsedMs: clock.monotonicMs() - startedAtMs,
      requestId: judgement.requestId,
    }
    this.#last = { judgement, attempts: [record] }
  }

  /** Whoever asks before the wait is over gets the same error, and nothing is sent. */
  #notPresented(judgement: Judgement): PresentResult {
    const { clock, random } = this.#options
    const error = this.#raise(judgement, null, null, null)
    const { recovery, waitMs } = judgement.classification
    const backMs = RETRIED.has(recovery) ? backoffMs(this.#failures, BACKOFF, random) : 0
    this.#closed = { untilMs: clock.monotonicMs() + Math.max(waitMs ?? 0, backMs), error }
    return { kind: 'not-presented', judgement, error }
  }

  #raise(
    judgement: Judgement | null,
    failure: LossFailure | 'access-token-missing' | null,
    note: string | null,
    sinceMs: number | null,
  ): ProcoreError {
    const { clock, explain, loginUrl, secrets } = this.#options
    const seen = judgement ?? NOTHING_SEEN
    const waitMs = failure === null ? seen.classification.waitMs : null
    const raised = {
      judgement: seen,
      asked: `POST ${loginUrl}/oauth/token`,
      attempts: judgement === null ? [] : (this.#last?.attempts ?? []),
      company: null,
      // Of the caller's request: it was never sent.
      applied: 'no' as const,
      retryAtMs: waitMs === null ? null : clock.nowMs() + waitMs,
      sinceMs,
      ...(failure === null ? {} : { failure, recovery: 'reauthenticate' as const }),
      ...(note === null ? {} : { note }),
    }
    return raise(raised, secrets, explain)
  }
}

/** What is wrong with the app and not with the token: told as it is, as a new sign-in alone does not cure it. */
const LOSSES: ReadonlySet<string | undefined> = new Set([
  'oauth-invalid-client',
  'oauth-request-malformed',
  'oauth-grant-not-allowed',
])

function isLoss(failure: string | undefined): failure is LossFailure {
  return LOSSES.has(failure)
}

/** Recoveries that try again by themselves. */
const RETRIED: ReadonlySet<string> = new Set([
  'wait-for-header',
  'backoff',
  'hold-until-recovered',
  'reconcile',
])

const CUT_OFF = { flaw: 'truncated', cause: new Error('the reply holds no tokens') } as const

const NOTHING_SEEN = localJudgement('access-token-missing', 'reauthenticate')

/** No caller's signal reaches it: a renewal serves many, and giving up may cost the grant. */
async function unabortable(wire: Wire, outgoing: Outgoing, startedAtMs: number): Promise<Outcome> {
  const limits = {
    attemptTimeoutMs: TOKEN_TIMEOUT_MS,
    deadlineAtMs: startedAtMs + TOKEN_TIMEOUT_MS,
    bodyBytesMax: TOKEN_BODY_BYTES_MAX,
  }
  const outcome = await attempt(wire, outgoing, limits, null)
  return outcome.kind === 'aborted' ? { kind: 'unanswered', thrown: outcome } : outcome
}

function tokensIn(outcome: Outcome, askedAtMs: number, seed: string | null): ReadyGrant | null {
  if (outcome.kind !== 'answered' || outcome.flaw !== null || !outcome.response.ok) return null
  return readTokenReply(outcome.data, askedAtMs, seed)
}
