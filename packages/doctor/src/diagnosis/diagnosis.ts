/** The outcome of the differential diagnosis: ranked causes, what to do, what to ask, when to escalate. */
import type { Escalation, FailureId, Party } from '@underpin/failures'
import type { Sign } from '../report/sign.ts'
import type { CauseId } from './cause.ts'
import type { Complaint } from './complaint.ts'

export interface SaidSign {
  readonly sign: Sign
  /** The sign's clause. */
  readonly says: string
}

export interface RankedCause {
  readonly id: CauseId
  readonly title: string
  readonly party: Party
  /** From 0 to 1, of this cause by itself: two causes at once can both be near 1. */
  readonly likelihood: number
  readonly evidenceFor: readonly SaidSign[]
  readonly evidenceAgainst: readonly SaidSign[]
  /** Names of probes that could have spoken for or against it, and could not be run. */
  readonly unchecked: readonly string[]
  /** The next step of the guideline, an imperative sentence. */
  readonly nextStep: string
  /** The failure whose durations and escalation hold here; null when none does. */
  readonly failure: FailureId | null
}

export interface Step {
  /** An imperative sentence. */
  readonly says: string
  readonly who: 'user' | 'integration' | 'company-admin'
  /** How long to wait before it, in milliseconds; 0 at once. */
  readonly afterMs: number
}

export interface EscalationClock {
  readonly sinceMs: number | null
  /** When it should be over by the usual durations, milliseconds since the epoch; null: not known. */
  readonly overByMs: { readonly earliest: number; readonly latest: number } | null
  /** From when on escalating is right; null: never, or not known. A time that is past means now. */
  readonly escalateAtMs: number | null
  /** Until when at the latest it should have been escalated; null with `escalateAtMs`. */
  readonly escalateByMs: number | null
  readonly escalateTo: Escalation['to']
  /** One whole sentence: which rule of the guideline set the time. */
  readonly because: string
}

export interface Diagnosis {
  /** `all-fine` only when nothing failed, nothing that matters was unknown, and nobody complained. */
  readonly verdict: 'all-fine' | 'cause-found' | 'unsure' | 'could-not-check'
  /** One sentence that a person at seven in the morning understands. */
  readonly headline: string
  /** Likeliest first; at most `CAUSES_SHOWN_MAX`. Empty when all is fine. */
  readonly causes: readonly RankedCause[]
  readonly steps: readonly Step[]
  readonly clock: EscalationClock
  /** What to ask next, most telling first: fields of the complaint. */
  readonly questions: readonly (keyof Complaint)[]
}
