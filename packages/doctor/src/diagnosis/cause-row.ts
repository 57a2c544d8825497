/** The shape of a row of the cause table, and the few strengths that a sign can have. */
import type { FailureId, Party, UnavailableStepId } from '@underpin/failures'
import type { Sign } from '../report/sign.ts'
import type { CauseId } from './cause.ts'

/**
 * Log-odds (natural), all of them guesses that the scripted situations hold in place. A sign that
 * decides makes its cause near certain alone, a strong one likely, and two that lean are one strong.
 */
export const DECIDES = 7
export const STRONG = 3.5
export const LEANS = 1.8
export const HINTS = 0.7

/** A sign, what it weighs (negative: it speaks against), and why. */
export type Weight = readonly [sign: Sign, logOdds: number, because: string]

export interface CauseRow {
  readonly id: CauseId
  /** What people read in a list. */
  readonly title: string
  /** One sentence for somebody at seven in the morning: what it is, and at whose end. */
  readonly headline: string
  readonly party: Party
  /** Whose durations, escalation and remedies hold; what was really seen goes before, then the first. */
  readonly failures: readonly [FailureId, ...FailureId[]]
  /** Log-odds before anything is known of this case. */
  readonly prior: number
  readonly weights: readonly Weight[]
  /** The steps of the guide to 503 that make sense; none: the remedies of the failure alone. */
  readonly steps: readonly UnavailableStepId[]
}
