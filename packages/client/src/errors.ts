/** The one error that a failed call throws. */
import type { Applied, Candidate, FailureId, RecoveryKind } from '@underpin/failures'

/** One try of a call. Redacted. */
export interface AttemptRecord {
  readonly method: string
  /** Secrets in the query are hidden. */
  readonly url: string
  /** Null when no answer came. */
  readonly status: number | null
  readonly failure: FailureId
  /** Wall time when it was sent, milliseconds since the epoch. */
  readonly atMs: number
  /** How long it had waited before, in milliseconds. */
  readonly waitedMs: number
  readonly elapsedMs: number
  /** Quote it to Procore's support. */
  readonly requestId: string | null
}

/** What a `sync` had achieved when a batch failed. */
export interface PartialSync {
  readonly entities: readonly unknown[]
  readonly errors: readonly unknown[]
  /** Indexes of the items that are in neither, the failed batch included. */
  readonly pending: readonly number[]
}

export interface ProcoreErrorFields {
  readonly message: string
  readonly failure: FailureId
  readonly candidates: readonly Candidate[]
  readonly question: string | null
  readonly status: number | null
  readonly applied: Applied
  readonly recovery: RecoveryKind
  readonly remedy: string
  readonly attempts: readonly AttemptRecord[]
  readonly company: string | null
  readonly retryAtMs: number | null
  readonly sinceMs: number | null
  readonly texts: readonly string[]
  readonly body: string
  readonly partial?: PartialSync
  readonly cause?: unknown
}

/** Known to every copy of this package, so that the guard works across copies and realms. */
const BRAND = Symbol.for('@underpin/client/ProcoreError')

/** Large: there to be read, and not to fill a log line. */
const HIDDEN = ['attempts', 'candidates', 'texts', 'body', 'partial'] as const

export class ProcoreError extends Error {
  override readonly name = 'ProcoreError'
  /** The id of the failure in the catalogue; also in `code`. Its page is `docs/failures/<id>.md`. */
  readonly failure: FailureId
  readonly code: FailureId
  /** What else it may be, with likelihoods; `failure` is the first. */
  declare readonly candidates: readonly Candidate[]
  /** What would tell the candidates apart. */
  readonly question: string | null
  /** The status of the last answer; null when none came. */
  readonly status: number | null
  /** Did my write happen? `'no'` for reads. */
  readonly applied: Applied
  /** What the catalogue prescribes now: what we did could not cure it. */
  readonly recovery: RecoveryKind
  /** One next step, in plain words. */
  readonly remedy: string
  declare readonly attempts: readonly AttemptRecord[]
  readonly company: string | null
  /** Wall time before which another try is pointless; null when nothing says. */
  readonly retryAtMs: number | null
  /** Wall time since when it has been so, where we knew before this call. */
  readonly sinceMs: number | null
  /** The error texts found in the body of the last answer, redacted. */
  declare readonly texts: readonly string[]
  /** The beginning of the body of the last answer, redacted. */
  declare readonly body: string
  /** From `sync`: what was done before it failed. */
  declare readonly partial?: PartialSync

  constructor(fields: ProcoreErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause })
    this.failure = fields.failure
    this.code = fields.failure
    this.question = fields.question
    this.status = fields.status
    this.applied = fields.applied
    this.recovery = fields.recovery
    this.remedy = fields.remedy
    this.company = fields.company
    this.retryAtMs = fields.retryAtMs
    this.sinceMs = fields.sinceMs
    for (const name of HIDDEN) {
      if (fields[name] !== undefined) {
        Object.defineProperty(this, name, { value: fields[name], enumerable: false })
      }
    }
    Object.defineProperty(this, BRAND, { value: true, enumerable: false })
  }

  /** The same error, with what a `sync` had achieved. */
  withPartial(partial: PartialSync): ProcoreError {
    const { message, attempts, candidates, texts, body, cause } = this
    return new ProcoreError({ ...this, message, attempts, candidates, texts, body, cause, partial })
  }
}

/** True for a `ProcoreError` of any copy of this package. Prefer it to `instanceof`. */
export function isProcoreError(thrown: unknown): thrown is ProcoreError {
  return typeof thrown === 'object' && thrown !== null && BRAND in thrown
}
