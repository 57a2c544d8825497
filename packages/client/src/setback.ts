/** What one failed call means for all the others of this client. */
import type { Judgement } from './judgement.ts'
import type { Setback } from './pacing/gate.ts'
import type { Road } from './road.ts'

/** A limit was hit, and nothing says for how long: the shorter of Procore's two windows. */
const LIMIT_WAIT_MS = 10_000

/** `'none'`: the server is up, the failure is this call's own. Null: it leaves that open. */
export function setbackOf(road: Road, judgement: Judgement): Setback<Judgement> | 'none' | null {
  const { recovery, failure, waitMs } = judgement.classification
  if (recovery === 'hold-until-recovered') return { kind: 'hold', why: judgement, waitMs }
  if (recovery === 'wait-for-header') {
    const untilMs = road.clock.monotonicMs() + (waitMs ?? LIMIT_WAIT_MS)
    const by = failure === 'rate-limit-hourly' ? failure : 'rate-limit-spike'
    return { kind: 'pause', untilMs, by }
  }
  return IN_DOUBT.has(recovery) ? null : 'none'
}

/** A server that answers otherwise has read the request and thought about it. */
const IN_DOUBT: ReadonlySet<string> = new Set(['backoff', 'reconcile', 'shrink'])
