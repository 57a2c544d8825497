/** From something that a person hands over to the failures that they met, for the complaint. */
import { type Classification, type FailureId, failureMode } from '@underpin/failures'
import type { Readable } from '../evidence/evidence-read.ts'
import { failureGroups } from './failure-groups.ts'
import { judgeEvidence } from './judge-evidence.ts'

/** A log can hold dozens; the most telling few are what people ask about. A guess. */
const SEEN_MAX = 3

/** Most telling first; empty when nothing was recognised. */
export function seenOf(read: Readable): readonly FailureId[] {
  const judgement = judgeEvidence(read)
  if (judgement.kind === 'named') return [judgement.failure]
  if (judgement.kind !== 'classified') return []
  if (read.named.length > 0) return [seen(judgement.classification)]
  const own = failureGroups(read).filter((group) => !group.isElsewhere && !group.followsFrom)
  const found = own.map(({ classification }) => seen(classification)).slice(0, SEEN_MAX)
  return found.length === 0 ? [seen(judgement.classification)] : [...new Set(found)]
}

/** A 503 that gives no reason is not taken to have named the commonest one. */
function seen({ failure, isGeneral }: Classification): FailureId {
  const isBare503 = isGeneral && failureMode(failure).status === 503
  return isBare503 ? 'service-unavailable-page' : failure
}
