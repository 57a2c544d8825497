/** Of several exchanges the one to explain: the last that failed. */
import type { Evidence } from '@underpin/failures'
import { type Classification, classify } from '@underpin/failures/classify'

export interface Judged {
  readonly evidence: Evidence
  /** Null when none of the exchanges shows a failure; `evidence` is then the last of all. */
  readonly classification: Classification | null
}

/** Null when there is no evidence at all. */
export function lastFailing(evidence: readonly Evidence[]): Judged | null {
  for (const each of evidence.toReversed()) {
    const classification = classify(each)
    if (classification !== null) return { evidence: each, classification }
  }
  const last = evidence.at(-1)
  return last === undefined ? null : { evidence: last, classification: null }
}
