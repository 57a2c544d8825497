/** CONTRACT (to be implemented): evidence in, failure id out. Pure, total: never throws. */
import type { HeaderMap, NetworkError } from '@underpin/exchange'
import type { FailureId } from './failure-id.ts'
import type { Applied, Surface } from './failure-mode.ts'
import type { RecoveryKind, Repeatable } from './recovery.ts'

/** What is known. Everything may be missing: people paste what they have. */
export interface Evidence {
  readonly surface?: Surface
  readonly request?: {
    readonly method?: string
    readonly url?: string
    readonly headers?: HeaderMap
    readonly body?: string | null
  }
  readonly response?: {
    readonly status?: number
    readonly headers?: HeaderMap
    readonly body?: string
    readonly isTruncated?: boolean
  }
  readonly network?: NetworkError
  /** Age of the access token that was used, in milliseconds. Tells expired from revoked. */
  readonly tokenAgeMs?: number
  /** Wall time of the answer, to judge `X-Rate-Limit-Reset` by. */
  readonly nowMs?: number
}

export interface Candidate {
  readonly id: FailureId
  /** 0 to 1, relative to the other candidates. */
  readonly likelihood: number
}

export interface Classification {
  /** The likeliest. */
  readonly failure: FailureId
  /** Best first; `failure` is the first. */
  readonly candidates: readonly [Candidate, ...Candidate[]]
  /** What would tell the candidates apart; null when there is one. */
  readonly question: string | null
  /** The body said nothing that we know: this is the status's general mode. */
  readonly isGeneral: boolean
  readonly applied: Applied
  readonly recovery: RecoveryKind
  /** What spoke for it, in words. */
  readonly because: readonly string[]
  /** How long the server asked to wait, in milliseconds from `nowMs`; null when it did not say. */
  readonly waitMs: number | null
  /** The error texts found in the body, for people. */
  readonly texts: readonly string[]
}

/** Null when the evidence shows no failure (a plain 2xx). */
export declare function classify(evidence: Evidence, repeatable?: Repeatable): Classification | null
