/** What one probe found. */
import type { Exchange } from '@underpin/exchange'
import type { FailureId } from '@underpin/failures'
import type { Sign } from './sign.ts'

/** `unknown`: it could not be told, or was not tried. Never read as fine. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'unknown'

/** What a person can check of a finding: an address, a date, a count. Plain data, redacted when shown. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>

export interface ProbeFinding {
  readonly verdict: Verdict
  /** One whole sentence: what was found, with its value. */
  readonly says: string
  readonly signs: readonly Sign[]
  readonly facts: Facts
  /** The requests that were made, whole; they are redacted before anybody sees them. */
  readonly exchanges: readonly Exchange[]
  /** The failure that the answer was recognised as. Null: none, or nothing came to be judged. */
  readonly failure: FailureId | null
}

export interface ProbeResult extends ProbeFinding {
  /** Kebab-case, stable: `dns-api`. */
  readonly name: string
  /** What it asks, as a question: "Does the name of the API resolve?" */
  readonly asks: string
  /** Wall time, milliseconds since the epoch. */
  readonly startedAtMs: number
  readonly elapsedMs: number
  /** The probe that had to pass first and did not; then this one was not tried. Null: it was tried. */
  readonly blockedBy: string | null
}
