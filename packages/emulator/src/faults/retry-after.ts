/** How long a raised failure asks to wait, where whoever raised it did not say. */
import type { FailureId } from '@underpin/failures'
import type { Fault } from './fault.ts'

/**
 * Seconds, by failure. All guesses, but that a person is told five to ten seconds, or one to two minutes (the seeds), and that the fact sheet (section 5) says that these answers carry the header: heavy load
 * passes within seconds to minutes, a maintenance within hours.
 */
const DEFAULT_RETRY_AFTER_S: Partial<Readonly<Record<FailureId, number>>> = {
  'heavy-load': 30,
  maintenance: 1_800,
  'heavy-load-page': 7,
  'maintenance-page': 1_800,
  'service-unavailable-page': 90,
  'rate-limit-spike': 10,
  'rate-limit-hourly': 3_600,
}

/**
 * Undefined where the answer carries no such header. A fault with an end, of a kind that asks to wait,
 * asks to wait until that end.
 */
export function retryAfterS(fault: Fault, nowMs: number): number | undefined {
  const { failure, retryAfterS: ordered } = fault.order
  if (ordered !== undefined) return ordered
  const usual = DEFAULT_RETRY_AFTER_S[failure]
  if (usual === undefined || fault.untilMs === null) return usual
  return Math.max(1, Math.ceil((fault.untilMs - nowMs) / 1_000))
}
