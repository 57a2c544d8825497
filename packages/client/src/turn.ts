/** Pace and authorise: everything that has to be in order before a request may leave. */
import type { Token } from './auth/keeper.ts'
import type { Call } from './call.ts'
import { isProcoreError, ProcoreError } from './errors.ts'
import { type Judgement, localJudgement } from './judgement.ts'
import type { Refusal, Ticket } from './pacing/gate.ts'
import type { Road } from './road.ts'
import { aboutCall, appliedSoFar, fail, type Run } from './run.ts'

/** Rounds of renewing a token that has expired again by the time it is our turn. */
const ROUNDS_MAX = 100

export interface Leave {
  readonly token: Token
  readonly ticket: Ticket
}

/** With nothing in the way there is nothing to wait for, and no promise to pay for. */
export function leaveAtOnce(road: Road, call: Call): Leave | null {
  const token = road.keeper.current()
  if (token === null || !road.companies.isEmpty || call.signal?.aborted) return null
  const ticket = road.gate.tryEnter()
  return ticket && { token, ticket }
}

/** @throws {ProcoreError} when the turn or the token cannot come before the deadline. */
export async function leave(road: Road, call: Call, run: Run): Promise<Leave> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    assertCompany(road, call, run)
    if (call.signal?.aborted) throw call.signal.reason
    const token = road.keeper.current() ?? (await authorise(road, call, run))
    const quick = road.gate.tryEnter()
    if (quick) return { token, ticket: quick }
    const ticket = await queue(road, call, run)
    // While we waited, the token may have been renewed or the company stopped.
    const isCurrent = road.keeper.current()?.accessToken === token.accessToken
    try {
      assertCompany(road, call, run)
      if (isCurrent) return { token, ticket }
    } catch (stopped) {
      road.gate.withdrawn(ticket)
      throw stopped
    }
    road.gate.withdrawn(ticket)
  }
  throw new Error('access tokens expire faster than requests can be sent with them')
}

async function authorise(road: Road, call: Call, run: Run): Promise<Token> {
  try {
    return await withinDeadline(road, call, run, road.keeper.token())
  } catch (thrown) {
    throw asOurs(thrown, call, run)
  }
}

/** The keeper's error, as an error of this call. */
export function asOurs(thrown: unknown, call: Call, run: Run): unknown {
  if (!isProcoreError(thrown)) return thrown
  const { message, cause, candidates, texts, body } = thrown
  return new ProcoreError({
    ...thrown,
    message,
    cause,
    candidates,
    texts,
    body,
    company: call.company,
    applied: appliedSoFar(call, run),
    attempts: [...run.attempts, ...thrown.attempts],
  })
}

/** A renewal serves many callers, so that one who gives up must not end it. */
export async function withinDeadline<T>(
  road: Road,
  call: Call,
  run: Run,
  work: Promise<T>,
): Promise<T> {
  const { clock } = road
  const { deadlineAtMs, signal } = call
  let stop: () => void = () => undefined
  const givingUp = new Promise<never>((_, reject) => {
    const onAbort = () => reject(signal?.reason)
    const onDeadline = () => {
      const late = localJudgement('connect-timeout', 'backoff')
      const note = 'No access token came before the deadline.'
      reject(fail(road, call, run, run.last ?? late, { note }))
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    const hasDeadline = Number.isFinite(deadlineAtMs)
    const cancel = hasDeadline
      ? clock.schedule(deadlineAtMs - clock.monotonicMs(), onDeadline)
      : () => undefined
    stop = () => {
      cancel()
      signal?.removeEventListener('abort', onAbort)
    }
  })
  try {
    return await Promise.race([work, givingUp])
  } finally {
    stop()
  }
}

async function queue(road: Road, call: Call, run: Run): Promise<Ticket> {
  const { clock, gate } = road
  const startedAtMs = clock.monotonicMs()
  const entering = gate.enter({
    isSafe: call.isRepeatable,
    attempts: run.number,
    deadlineAtMs: call.deadlineAtMs,
    signal: call.signal,
  })
  if (road.tell) {
    const { because, waitMs } = gate.waitsFor
    road.tell({
      kind: 'waiting',
      because,
      waitMs,
      atMs: clock.nowMs(),
      ...aboutCall(road, call, run),
    })
  }
  const outcome = await entering
  run.waitedMs += clock.monotonicMs() - startedAtMs
  if ('kind' in outcome) throw refused(road, call, run, outcome)
  return outcome
}

function refused(road: Road, call: Call, run: Run, refusal: Refusal<Judgement>) {
  const { because, readyAtMs, isQueueFull } = refusal
  const { clock } = road
  const judgement =
    because.kind === 'held' ? because.why : localJudgement(because.failure, 'wait-for-header')
  const retryAtMs = readyAtMs === null ? null : clock.nowMs() + readyAtMs - clock.monotonicMs()
  const { failure, recovery } = judgement.classification
  const note = isQueueFull
    ? 'Too many requests wait already.'
    : 'Its turn cannot come before the deadline, so it was not sent.'
  return fail(road, call, run, run.last ?? judgement, { failure, recovery, retryAtMs, note })
}

/** @throws {ProcoreError} at once while the company is stopped, unless this call is its probe. */
function assertCompany(road: Road, call: Call, run: Run): void {
  if (road.companies.isEmpty || run.isCompanyProbe) return
  const { companies, clock } = road
  const stopped = companies.check(call.company, call.url, clock.monotonicMs())
  run.isCompanyProbe = stopped === 'probe'
  if (typeof stopped === 'string') return
  const { judgement, sinceMs } = stopped
  const since = new Date(sinceMs).toISOString()
  const note = `It was not sent: it has been so since ${since}, and is looked into every few minutes.`
  throw fail(road, call, run, judgement, { recovery: 'stop-company', sinceMs, note })
}
