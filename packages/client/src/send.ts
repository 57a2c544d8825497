/**
 * The whole road of one request: pace, authorise, transport, judge, recover. Everything that leaves
 * the client leaves through here.
 */
import type { Token } from './auth/keeper.ts'
import type { Answer, Call } from './call.ts'
import { isProcoreError } from './errors.ts'
import { type Judgement, judge } from './judgement.ts'
import type { Ticket } from './pacing/gate.ts'
import { rateReading } from './pacing/rate-reading.ts'
import { recover } from './recovery/recover.ts'
import type { Road } from './road.ts'
import { aboutCall, fail, newRun, noteFailure, type Run } from './run.ts'
import { setbackOf } from './setback.ts'
import { type Answered, attempt, type Outcome, type Outgoing } from './transport.ts'
import { leave, leaveAtOnce } from './turn.ts'

/** Reached only by calls without a deadline in an outage of days. */
const ATTEMPTS_MAX = 10_000

/**
 * @throws {ProcoreError} when it failed and no recovery that the catalogue prescribes could cure it.
 * @throws the signal's reason when the caller aborts it.
 */
export async function send(road: Road, call: Call): Promise<Answer> {
  const run = newRun()
  const creation = road.writes.begin(call)
  let isResolved = false
  try {
    const answer = await travel(road, call, run, creation)
    if (creation !== null) road.writes.returned(call.url, answer.data)
    isResolved = true
    return answer
  } catch (thrown) {
    isResolved = isProcoreError(thrown) ? thrown.applied !== 'unknown' : run.number === 0
    throw thrown
  } finally {
    if (creation !== null) road.writes.end(creation, isResolved)
  }
}

async function travel(road: Road, call: Call, run: Run, creation: string | null): Promise<Answer> {
  road.budget.recordAttempt(road.clock.monotonicMs())
  while (run.number < ATTEMPTS_MAX) {
    const { token, ticket } = leaveAtOnce(road, call) ?? (await leave(road, call, run))
    run.number += 1
    const outgoing = authorised(call, token)
    const sentAtMs = road.clock.monotonicMs()
    if (run.number === 1) run.firstSentAtMs = sentAtMs
    road.tell?.({ kind: 'sent', atMs: road.clock.nowMs(), ...aboutCall(road, call, run) })
    const { attemptTimeoutMs = road.attemptTimeoutMs } = call
    const { bodyBytesMax } = road
    const limits = { attemptTimeoutMs, bodyBytesMax, deadlineAtMs: call.deadlineAtMs }
    const outcome = await attempt(road.wire, outgoing, limits, call.signal)
    if (outcome.kind === 'aborted') throw givenUp(road, call, ticket)
    const elapsedMs = road.clock.monotonicMs() - sentAtMs
    const judgement = judged(road, call, outgoing, token, outcome)
    if (judgement === null) {
      if (road.tell && !call.isRead) lookClosely(road, call, run, outgoing, outcome)
      return arrived(road, call, run, outcome as Answered, ticket, elapsedMs)
    }
    learnFailure(road, call, run, outcome, judgement, ticket, elapsedMs)
    assertWithinBound(road, call, run, outcome, judgement)
    const found = await recover({ road, call, run, judgement, token, creation, send })
    if (found) return found
  }
  throw fail(road, call, run, run.last as Judgement, {
    note: `Gave up after ${ATTEMPTS_MAX} tries.`,
  })
}

function authorised(call: Call, token: Token): Outgoing {
  const { method, url, headers, body } = call
  if (token.bearer === '') return { method, url, headers, body }
  return { method, url, headers: { ...headers, authorization: token.bearer }, body }
}

/** The caller's abort. Whether a write was applied is open then, so its creation stays unresolved. */
function givenUp(road: Road, call: Call, ticket: Ticket): unknown {
  road.gate.failed(ticket, { isAnswered: false, reading: null }, null)
  return call.signal?.reason
}

/** Null for a plain success, without a look at the catalogue: that is nearly every answer. */
function judged(
  road: Road,
  call: Call,
  outgoing: Outgoing,
  token: Token,
  outcome: Outcome,
): Judgement | null {
  if (outcome.kind === 'answered') {
    road.serverClock.learn(outcome.response.headers.get('date'))
    if (isPlainSuccess(outcome)) return null
  }
  const circumstances = {
    surface: road.surface,
    outgoing,
    repeatable: call.isRepeatable ? 'yes' : 'no',
    tokenAgeMs: token.bearer === '' ? null : road.clock.nowMs() - token.obtainedAtMs,
    nowMs: road.serverClock.nowMs(),
  } as const
  const judgement = judge(outcome, circumstances)
  if (judgement !== null || outcome.kind === 'unanswered' || outcome.flaw === null) return judgement
  // The catalogue sees nothing wrong with the part that we have, but it is not the whole.
  return judge({ ...outcome, flaw: 'truncated' }, circumstances)
}

function isPlainSuccess({ response, flaw, data, text }: Answered): boolean {
  const { status } = response
  if (status < 200 || status >= 400 || flaw !== null) return false
  // A page where data was asked for is not from Procore's API.
  return typeof data !== 'string' || !text.startsWith('<')
}

function arrived(
  road: Road,
  call: Call,
  run: Run,
  { response, data }: Answered,
  ticket: Ticket,
  elapsedMs: number,
): Answer {
  const { clock, companies, gate, serverClock, tell } = road
  road.lastGoodAtMs = clock.monotonicMs()
  const reading = rateReading(response.headers, () => serverClock.nowMs())
  const heldMs = gate.answered(ticket, reading, response.ok)
  if (heldMs !== null) tell?.({ kind: 'resumed', heldMs, atMs: clock.nowMs() })
  if (!companies.isEmpty && companies.answered(call.company, call.url)) {
    tell?.({
      kind: 'company-resumed',
      company: call.company ?? '',
      failure: 'app-not-connected',
      atMs: clock.nowMs(),
    })
  }
  if (tell) {
    const requestId = response.headers.get('x-request-id')
    const about = aboutCall(road, call, run)
    const { status } = response
    tell({ kind: 'answered', status, elapsedMs, requestId, atMs: clock.nowMs(), ...about })
  }
  return { data, response }
}

/** A write that went well may still have lost a date or an item on the way. */
function lookClosely(road: Road, call: Call, run: Run, outgoing: Outgoing, outcome: Outcome): void {
  const nowMs = road.serverClock.nowMs()
  const seen = { surface: 'api', outgoing, repeatable: 'no', tokenAgeMs: null, nowMs } as const
  const judgement = judge(outcome, seen)
  if (judgement === null) return
  const { failure, applied } = judgement.classification
  const about = aboutCall(road, call, run)
  road.tell?.({ kind: 'noticed', failure, applied, atMs: road.clock.nowMs(), ...about })
}

/** The server has done its part: asking again would bring the same flood. */
function assertWithinBound(
  road: Road,
  call: Call,
  run: Run,
  outcome: Outcome,
  judgement: Judgement,
): void {
  if (outcome.kind === 'unanswered' || outcome.flaw !== 'too-large') return
  const note = `The answer is larger than ${road.bodyBytesMax} bytes, the bound in bodyBytesMax.`
  throw fail(road, call, run, judgement, { recovery: 'none', note })
}

/** Everybody learns from a failure before anybody else is let through. */
function learnFailure(
  road: Road,
  call: Call,
  run: Run,
  outcome: Outcome,
  judgement: Judgement,
  ticket: Ticket,
  elapsedMs: number,
): void {
  noteFailure(road, call, run, judgement, elapsedMs)
  const isAnswered = outcome.kind === 'answered'
  const reading = isAnswered
    ? rateReading(outcome.response.headers, () => road.serverClock.nowMs())
    : null
  const setback = setbackOf(road, judgement)
  if (setback === 'none') {
    road.lastGoodAtMs = road.clock.monotonicMs()
    const heldMs = road.gate.answered(ticket, reading, false)
    if (heldMs !== null) road.tell?.({ kind: 'resumed', heldMs, atMs: road.clock.nowMs() })
    return
  }
  road.gate.failed(ticket, { isAnswered, reading }, setback)
  if (setback?.kind !== 'hold') return
  const { failure } = judgement.classification
  const retryAtMs = road.clock.nowMs() + (road.gate.waitsFor.waitMs ?? 0)
  road.tell?.({ kind: 'held', failure, retryAtMs, atMs: road.clock.nowMs() })
}
