/** Carries out the recovery that the catalogue prescribes for a failed attempt. */
import { sleep } from '@underpin/ports'
import type { Token } from '../auth/keeper.ts'
import type { Answer, Call } from '../call.ts'
import type { Judgement } from '../judgement.ts'
import type { Road } from '../road.ts'
import { aboutCall, fail, type Run } from '../run.ts'
import { asOurs, withinDeadline } from '../turn.ts'
import { backoffMs } from './backoff.ts'
import { reconcile } from './reconcile.ts'

/** An answer within this long shows that the server is up, and that it is this call that fails. A guess. */
const GOOD_LATELY_MS = 10_000

/** How often a call asks for a retry again that the budget has denied. A guess. */
const DENIED_WAIT_MS = 2_000

export interface Setting {
  readonly road: Road
  readonly call: Call
  readonly run: Run
  readonly judgement: Judgement
  readonly token: Token
  /** What `Writes` knows this creation by; null for anything else. */
  readonly creation: string | null
  readonly send: (road: Road, call: Call) => Promise<Answer>
}

/**
 * Null: send it again. An answer: what a look at the server found.
 *
 * @throws {ProcoreError} when the recovery is not ours to carry out, or cannot be before the deadline.
 */
export async function recover(setting: Setting): Promise<Answer | null> {
  const { road, call, run, judgement } = setting
  switch (judgement.classification.recovery) {
    case 'refresh-once':
      await refreshOnce(setting)
      return null
    case 'wait-for-header':
    case 'hold-until-recovered':
      // The gate makes everybody wait, this call among them, or tells it that it cannot.
      assertInTime(setting, road.gate.waitsFor.waitMs ?? 0)
      return null
    case 'backoff':
      await waitForRetry(setting)
      return null
    case 'reconcile':
      return settleUnknown(setting)
    case 'stop-company':
      stopCompany(setting)
      throw fail(road, call, run, judgement)
    case 'none':
    case 'shrink':
    case 'reauthenticate':
    case 'ask-admin':
      throw fail(road, call, run, judgement)
  }
}

/** Once per request, and only if the token that was refused is still the one we hold. */
async function refreshOnce({ road, call, run, judgement, token }: Setting): Promise<void> {
  if (run.hasRefreshed) {
    road.keeper.refuse(token)
    throw fail(road, call, run, judgement)
  }
  run.hasRefreshed = true
  try {
    await withinDeadline(road, call, run, road.keeper.replace(token))
  } catch (thrown) {
    throw asOurs(thrown, call, run)
  }
}

/** Waits a random while, inside the attempts of this call and the budget of all. */
async function waitForRetry(setting: Setting): Promise<void> {
  const { road, call, run, judgement } = setting
  const { clock, random, retry } = road
  if (run.failures >= retry.attemptsMax) {
    if (!isOutage(setting)) throw fail(road, call, run, judgement)
    road.gate.hold(judgement)
    return
  }
  const serverWaitMs = judgement.classification.waitMs ?? 0
  await pause(setting, Math.max(serverWaitMs, backoffMs(run.failures, retry, random)))
  while (!road.budget.takeRetry(clock.monotonicMs())) {
    if (isOutage(setting)) {
      // Nobody's retries are granted and nobody is answered: one probe will do for all.
      road.gate.hold(judgement)
      return
    }
    await pause(setting, DENIED_WAIT_MS * (0.5 + random.fraction()))
  }
}

/** Everything fails alike, as far as we see; or else it is this one request that the server trips over. */
function isOutage({ road, run, judgement }: Setting): boolean {
  if (judgement.classification.failure === 'server-error') return false
  const goodAgoMs = road.clock.monotonicMs() - road.lastGoodAtMs
  return road.lastGoodAtMs < run.failedAtMs || goodAgoMs > GOOD_LATELY_MS
}

async function settleUnknown(setting: Setting): Promise<Answer | null> {
  const { road, call, run, judgement } = setting
  const result = await reconcile(setting)
  const { applied, because } = result
  const atMs = road.clock.nowMs()
  road.tell?.({ kind: 'reconciled', applied, because, atMs, ...aboutCall(road, call, run) })
  if (result.applied === 'yes') return result.answer
  if (result.applied === 'unknown') {
    throw fail(road, call, run, judgement, { note: `${because}.` })
  }
  run.mayHaveApplied = false
  if (run.failures >= road.retry.attemptsMax && !isOutage(setting)) {
    throw fail(road, call, run, judgement, { applied: 'no', recovery: 'backoff' })
  }
  await waitForRetry(setting)
  return null
}

function stopCompany({ road, call, judgement }: Setting): void {
  const { clock, companies, tell } = road
  const isNews = companies.stop(call.company, judgement, clock.monotonicMs(), clock.nowMs())
  if (!isNews) return
  const { failure } = judgement.classification
  tell?.({ kind: 'company-stopped', company: call.company ?? '', failure, atMs: clock.nowMs() })
}

async function pause(setting: Setting, waitMs: number): Promise<void> {
  const { road, call, run } = setting
  assertInTime(setting, waitMs)
  const atMs = road.clock.nowMs()
  const about = { waitMs, atMs, ...aboutCall(road, call, run) }
  road.tell?.({ kind: 'waiting', because: 'backoff', ...about })
  await sleep(road.clock, waitMs, call.signal ?? undefined)
  run.waitedMs += waitMs
}

/** A wait beyond the deadline is an answer now, and not a shorter wait. */
function assertInTime({ road, call, run, judgement }: Setting, waitMs: number): void {
  const { clock } = road
  if (clock.monotonicMs() + waitMs <= call.deadlineAtMs) return
  const retryAtMs = clock.nowMs() + waitMs
  const note = 'The next try would come after the deadline.'
  throw fail(road, call, run, judgement, { retryAtMs, note })
}
