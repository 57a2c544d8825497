/**
 * What it takes to explain something, and no more: commands start in half the time without the probes' words,
 * the diagnosis and the status page. All of it is also part of `@underpin/doctor`.
 */
export { type FailureGroup, type FailurePlace, failureGroups } from './diagnosis/failure-groups.ts'
export { type Finding, findingsOf, judged, type Reading } from './diagnosis/findings.ts'
export { type Judgement, judgeEvidence } from './diagnosis/judge-evidence.ts'
export { linkLines } from './diagnosis/link-lines.ts'
export { seenLines } from './diagnosis/seen-lines.ts'
export { redactorFor } from './diagnosis/shown-safely.ts'
export { INPUT_BYTES_MAX } from './evidence/decode-input.ts'
export {
  EVIDENCE_KINDS,
  type EvidenceKind,
  type EvidenceRead,
  type Readable,
  type Unreadable,
  type UnreadableReason,
} from './evidence/evidence-read.ts'
export { nearestFailureIds } from './evidence/failure-id-text.ts'
export type { LinkFault, LinkFaultKind, LintedLink } from './evidence/links/link-fault.ts'
export { type LongInput, readLongInput, TAIL_BYTES } from './evidence/read-end.ts'
export { readEvidence } from './evidence/read-evidence.ts'
export { isStatusCode, isThing } from './evidence/thing.ts'
