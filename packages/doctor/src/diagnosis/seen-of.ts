/** From an error that was judged to what the complaint says was met. */
import { type FailureId, failureMode } from '@underpin/failures'
import type { Judgement } from './judge-evidence.ts'

/** Empty when nothing was recognised. */
export function seenOf(judgement: Judgement): readonly FailureId[] {
  if (judgement.kind === 'named') return [judgement.failure]
  if (judgement.kind !== 'classified') return []
  const { failure, isGeneral } = judgement.classification
  // A 503 that gives no reason is not taken to have named the commonest one.
  const isBare503 = isGeneral && failureMode(failure).status === 503
  return [isBare503 ? 'service-unavailable-page' : failure]
}
