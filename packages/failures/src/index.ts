/** The failure catalogue, and what it takes to know, survive and explain a failure. Pure: no I/O, no clock. */
export {
  type ErrorShape,
  type ErrorText,
  type ReadBody,
  readBody,
  type WrittenBody,
  writeBody,
} from './body-shapes.ts'
export { CATALOGUE, failureMode, isFailureId } from './catalogue/index.ts'
export {
  UNAVAILABLE_STEPS,
  type UnavailableStep,
  type UnavailableStepId,
} from './catalogue/unavailable-steps.ts'
export {
  CATALOGUE_VERSION,
  type CatalogueJson,
  catalogueJson,
  type Jsonified,
  type JsonPattern,
} from './catalogue-json.ts'
export {
  type Candidate,
  type Classification,
  type Classifier,
  classify,
  createClassifier,
  type Evidence,
  whichFits,
} from './classify.ts'
export { editDistance, nearest } from './edit-distance.ts'
export { type Explanation, explain } from './explain.ts'
export {
  type ExplanationLine,
  type ExplanationSection,
  explanationSections,
  NEEDED_NOW,
} from './explanation-sections.ts'
export { FAILURE_IDS, type FailureId } from './failure-id.ts'
export type {
  Applied,
  Cause,
  Claim,
  Duration,
  Escalation,
  EscalationCircumstance,
  EscalationRule,
  FailureMode,
  Party,
  Signature,
  Source,
  Surface,
  Wire,
} from './failure-mode.ts'
export { failurePages, type Page } from './failure-pages.ts'
export {
  durationWords,
  ESCALATION_WORDS,
  PARTY_WORDS,
  RECOVERY_WORDS,
  SURFACE_TITLES,
} from './plain-words.ts'
export { prescribe, RECOVERY_KINDS, type RecoveryKind, type Repeatable } from './recovery.ts'
export { type RenderOptions, renderExplanation } from './render-explanation.ts'
export { type SignaturePart, signatureParts } from './signature-parts.ts'
export { wireLines } from './wire-lines.ts'
