/** What happens to one call on its way: its attempts, and what they leave open. */
import type { Applied } from '@underpin/failures'
import { type Call, pathOf } from './call.ts'
import type { AttemptRecord, ProcoreError } from './errors.ts'
import type { Judgement } from './judgement.ts'
import { type Raised, raise } from './raise.ts'
import type { Road } from './road.ts'

/** Of a call that outlives a long outage, the first and the latest attempts are kept. */
const ATTEMPTS_KEPT_MAX = 50

export interface Run {
  /** Begun so far. */
  number: number
  /** Monotonic time of the first attempt; what a look for a lost write reaches back to. */
  firstSentAtMs: number
  failures: number
  /** Monotonic time of the first failure. */
  failedAtMs: number
  hasRefreshed: boolean
  /** It alone goes for a stopped company, to see whether that is over. */
  isCompanyProbe: boolean
  /** An attempt may have been applied, and nothing has shown since whether it was. */
  mayHaveApplied: boolean
  waitedMs: number
  readonly attempts: AttemptRecord[]
  last: Judgement | null
}

export function newRun(): Run {
  return {
    number: 0,
    firstSentAtMs: 0,
    failures: 0,
    failedAtMs: 0,
    hasRefreshed: false,
    isCompanyProbe: false,
    mayHaveApplied: false,
    waitedMs: 0,
    attempts: [],
    last: null,
  }
}

/** Writes the failed attempt down. */
export function noteFailure(
  road: Road,
  call: Call,
  run: Run,
  judgement: Judgement,
  elapsedMs: number,
): void {
  const { classification, status, requestId } = judgement
  const nowMs = road.clock.monotonicMs()
  if (run.failures === 0) run.failedAtMs = nowMs
  run.failures += 1
  run.last = judgement
  if (!call.isRead && classification.applied !== 'no') run.mayHaveApplied = true
  if (run.attempts.length >= ATTEMPTS_KEPT_MAX) run.attempts.splice(1, 1)
  const { failure, recovery, applied } = classification
  const atMs = road.clock.nowMs()
  run.attempts.push({
    method: call.method,
    url: road.secrets.redact(call.url),
    status,
    failure,
    atMs: atMs - elapsedMs,
    waitedMs: run.waitedMs,
    elapsedMs,
    requestId,
  })
  run.waitedMs = 0
  const event = { status, failure, recovery, applied, elapsedMs, atMs }
  road.tell?.({ kind: 'failed', ...event, ...aboutCall(road, call, run) })
}

export function aboutCall(road: Road, call: Call, run: Run) {
  const { method, company } = call
  const path = road.secrets.redact(pathOf(road, call.url))
  return { method, path, company, attempt: run.number }
}

/** What is known of the whole call, not only of its last attempt. */
export function appliedSoFar(call: Call, run: Run): Applied {
  if (call.isRead) return 'no'
  if (run.last?.classification.applied === 'yes') return 'yes'
  return run.mayHaveApplied ? 'unknown' : 'no'
}

export function fail(
  road: Road,
  call: Call,
  run: Run,
  judgement: Judgement,
  more: Partial<Raised> = {},
): ProcoreError {
  const raised: Raised = {
    judgement,
    asked: `${call.method} ${pathOf(road, call.url)}`,
    attempts: run.attempts,
    company: call.company,
    applied: appliedSoFar(call, run),
    ...more,
  }
  return raise(raised, road.secrets, road.explain)
}
