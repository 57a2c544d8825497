/**
 * What `explain --json` prints. A stable shape: fields are added, never taken away or changed without
 * a new version.
 */
import type { EvidenceKind, Judgement, UnreadableReason } from '@underpin/doctor'
import type { Classification, Explanation, FailureId } from '@underpin/failures'

export const EXPLAIN_JSON_VERSION = 1

export interface ReadInput {
  readonly kind: EvidenceKind | 'unreadable'
  /** What was cut, skipped or corrected, a sentence each. */
  readonly notes: readonly string[]
  /** The next three only when it was unreadable. */
  readonly reason?: UnreadableReason
  readonly message?: string
  /** Failure ids that may have been meant. */
  readonly nearest?: readonly FailureId[]
}

export interface ExplainedInput {
  readonly input: ReadInput
  readonly judgement: Judgement | null
  readonly explanation: Explanation | null
}

export interface ExplanationJson {
  readonly version: typeof EXPLAIN_JSON_VERSION
  readonly input: ReadInput
  /** Null when nothing failed, or nothing was recognised. */
  readonly explanation: Explanation | null
  /** Null when a failure was named without a case of it. */
  readonly classification: Classification | null
}

export function explanationJson({
  input,
  judgement,
  explanation,
}: ExplainedInput): ExplanationJson {
  const classification = judgement?.kind === 'classified' ? judgement.classification : null
  return { version: EXPLAIN_JSON_VERSION, input, explanation, classification }
}
