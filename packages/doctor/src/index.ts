/**
 * The doctor: reads what people have of a failure, finds the cause, says what to do. All of it is pure
 * and runs in a browser too; what looks at the network or writes files is in `@underpin/doctor/node`.
 */
export { CAUSE_IDS, type CauseId } from './diagnosis/cause.ts'
export { clockWords, spanWords, zoneWords } from './diagnosis/clock-words.ts'
export { type Complaint, NO_COMPLAINT } from './diagnosis/complaint.ts'
export { diagnose, type Examined } from './diagnosis/diagnose.ts'
export type {
  Diagnosis,
  EscalationClock,
  RankedCause,
  SaidSign,
  Step,
} from './diagnosis/diagnosis.ts'
export {
  clockSentences,
  escalationWords,
  STEP_WHO,
  sureness,
} from './diagnosis/diagnosis-words.ts'
export {
  OPEN_QUESTIONS,
  YES_NO_QUESTIONS,
  type YesNoField,
  type YesNoQuestion,
} from './diagnosis/question-table.ts'
export { seenOf } from './diagnosis/seen-of.ts'
export { signsOf } from './diagnosis/signs-of.ts'
export { LIKELY_MIN, POSSIBLE_MIN } from './diagnosis/verdict-of.ts'
export * from './explain.ts'
export type { Observation, Sample } from './report/observation.ts'
export type { Facts, ProbeFinding, ProbeResult, Verdict } from './report/probe-result.ts'
export type { LeftOut, Report } from './report/report.ts'
export { SIGNS, type Sign } from './report/sign.ts'
export type { Targets } from './report/targets.ts'
export { elapsedWords } from './status/elapsed-words.ts'
export { fetchStatusPage, type StatusGet, type StatusReading } from './status/fetch-status-page.ts'
export { readStatusPage } from './status/read-status-page.ts'
export {
  isUnderWay,
  type MatteringComponent,
  type Standing,
  standingOf,
} from './status/standing.ts'
export {
  digestOf,
  type StatusChange,
  type StatusDigest,
  statusChanges,
} from './status/status-changes.ts'
export {
  COMPONENT_STATUSES,
  type ComponentStatus,
  STATUS_WORDS,
  type StatusComponent,
  type StatusIncident,
  type StatusMaintenance,
  type StatusPage,
} from './status/status-page.ts'
