/** An error that a person hands over, as words or a file: what it is, for the complaint. */
import { type EvidenceRead, seenOf } from '@underpin/doctor'
import type { Evidence, FailureId } from '@underpin/failures'

export interface ToldError {
  readonly seen: readonly FailureId[]
  /** The exchanges in it, as they were written. */
  readonly evidence: readonly Evidence[]
  /** What was cut, skipped or not understood, a sentence each. */
  readonly notes: readonly string[]
}

export function toldError(read: EvidenceRead): ToldError {
  if (read.kind === 'unreadable') return { seen: [], evidence: [], notes: [read.message] }
  const seen = seenOf(read)
  const missing = seen.length === 0 ? [NOT_KNOWN] : []
  return { seen, evidence: read.evidence, notes: [...read.notes, ...missing] }
}

const NOT_KNOWN = 'No failure that is known is in what you gave; the probes have to do without it.'
