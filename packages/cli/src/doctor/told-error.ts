/** An error that a person hands over, as words or a file: what it is, for the complaint. */
import { judgeEvidence, readEvidence, seenOf } from '@underpin/doctor'
import type { Evidence, FailureId } from '@underpin/failures'

export interface ToldError {
  readonly seen: readonly FailureId[]
  /** The exchanges in it, as they were written. */
  readonly evidence: readonly Evidence[]
  /** What was cut, skipped or not understood, a sentence each. */
  readonly notes: readonly string[]
}

export function toldError(given: string | Uint8Array): ToldError {
  const read = readEvidence(given)
  if (read.kind === 'unreadable') return { seen: [], evidence: [], notes: [read.message] }
  const judgement = judgeEvidence(read)
  const seen = seenOf(judgement)
  const unknown = judgement.kind === 'unknown' ? [NOT_KNOWN] : []
  const fine = judgement.kind === 'fine' ? ['Nothing failed in what you gave.'] : []
  return { seen, evidence: read.evidence, notes: [...read.notes, ...unknown, ...fine] }
}

const NOT_KNOWN = 'Nothing in that error is known; the probes have to do without it.'
