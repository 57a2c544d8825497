/** What came of reading something that a person has: which kind it was, and the evidence in it. */
import type { Evidence, FailureId } from '@underpin/failures'
import type { LintedLink } from './links/link-fault.ts'

/** What a person can hand over, in the words that the answer uses for it. */
export const EVIDENCE_KINDS = {
  'status-code': 'a status code',
  'failure-id': 'a failure id',
  'network-error': 'a network error',
  'error-text': 'an error text',
  'json-body': 'a JSON body',
  'markup-body': 'a page (HTML or XML)',
  'curl-output': 'HTTP answers as curl prints them',
  har: 'a HAR file',
  log: 'a log',
  'procore-url': 'a Procore link',
} as const

export type EvidenceKind = keyof typeof EVIDENCE_KINDS

export interface Readable {
  readonly kind: EvidenceKind
  /**
   * The failures that the input itself names: an id, or a text that the catalogue sends word for word.
   * Likeliest first. Empty when the evidence must decide.
   */
  readonly named: readonly FailureId[]
  /** Oldest first; empty when `named` says it all, or when there was nothing to judge. */
  readonly evidence: readonly Evidence[]
  /** What a person should know of the reading: what was cut, skipped or corrected. Whole sentences. */
  readonly notes: readonly string[]
  /** The links in it that were looked through. */
  readonly links?: readonly LintedLink[]
}

export type UnreadableReason =
  | 'empty'
  | 'binary'
  | 'too-long'
  | 'unknown-id'
  | 'no-status-code'
  /** A recording in which nothing failed. */
  | 'no-failure'

export interface Unreadable {
  readonly kind: 'unreadable'
  readonly reason: UnreadableReason
  /** What is wrong and what to do, in whole sentences. */
  readonly message: string
  /** Ids that may have been meant, nearest first. */
  readonly nearest: readonly FailureId[]
}

export type EvidenceRead = Readable | Unreadable

export function readable(
  kind: EvidenceKind,
  evidence: readonly Evidence[],
  notes: readonly string[] = [],
): Readable {
  return { kind, named: [], evidence, notes }
}

export function unreadable(
  reason: Unreadable['reason'],
  message: string,
  nearest: readonly FailureId[] = [],
): Unreadable {
  return { kind: 'unreadable', reason, message, nearest }
}
