/** The doctor: reads what people have of a failure, finds the cause, says what to do. */
export { type Judgement, judgeEvidence } from './diagnosis/judge-evidence.ts'
export { INPUT_BYTES_MAX, tooLong } from './evidence/decode-input.ts'
export {
  EVIDENCE_KINDS,
  type EvidenceKind,
  type EvidenceRead,
  type Readable,
  type Unreadable,
  type UnreadableReason,
} from './evidence/evidence-read.ts'
export { nearestFailureIds } from './evidence/failure-id-text.ts'
export { readEvidence } from './evidence/read-evidence.ts'
