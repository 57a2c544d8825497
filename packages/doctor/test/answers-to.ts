/** What somebody is told who hands something over: the failures that it may be, likeliest first. */
import { judgeEvidence, readEvidence } from '@underpin/doctor'
import type { FailureId } from '@underpin/failures'

/** "Among the first three." */
const SHOWN = 3

export function answersTo(input: string | Uint8Array): readonly FailureId[] {
  const read = readEvidence(input)
  if (read.kind === 'unreadable') return read.nearest.slice(0, SHOWN)
  const judgement = judgeEvidence(read)
  if (judgement.kind === 'named') return read.named.slice(0, SHOWN)
  if (judgement.kind !== 'classified') return []
  return judgement.classification.candidates.slice(0, SHOWN).map(({ id }) => id)
}
