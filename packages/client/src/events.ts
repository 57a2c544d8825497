/** What the client says of itself while it works. Redacted: no token, no query, no body is in an event. */
import type { Applied, FailureId, RecoveryKind } from '@underpin/failures'

interface About {
  /** Wall time, milliseconds since the epoch. */
  readonly atMs: number
}

interface AboutCall extends About {
  readonly method: string
  /** The path without its query. */
  readonly path: string
  readonly company: string | null
  /** 1 for the first attempt. */
  readonly attempt: number
}

interface AboutUpload extends About {
  readonly uploadId: string
  readonly name: string
  readonly parts: number
  readonly sizeBytes: number
  /** 1 for the first time that this file is begun. */
  readonly attempt: number
}

export type ClientEvent =
  | (AboutCall & { readonly kind: 'sent' })
  | (AboutCall & {
      readonly kind: 'answered'
      readonly status: number
      readonly elapsedMs: number
      readonly requestId: string | null
    })
  | (AboutCall & {
      readonly kind: 'failed'
      /** Null when no answer came. */
      readonly status: number | null
      readonly failure: FailureId
      readonly recovery: RecoveryKind
      readonly applied: Applied
      readonly elapsedMs: number
    })
  /** The answer is a success, and yet something in it is not as it should be. Looked for while somebody listens. */
  | (AboutCall & {
      readonly kind: 'noticed'
      readonly failure: FailureId
      readonly applied: Applied
    })
  /** A request waits for its turn: for a rate limit, for a hold, or between attempts. */
  | (AboutCall & {
      readonly kind: 'waiting'
      readonly because: 'pacing' | 'held' | 'backoff' | 'rate-limit'
      /** Null when nothing says how long. */
      readonly waitMs: number | null
    })
  | (About & { readonly kind: 'refreshing' | 'refreshed' })
  /** The grant is spent or its fate is unknown: a person must sign in again. */
  | (About & { readonly kind: 'grant-lost'; readonly failure: FailureId })
  | (About & { readonly kind: 'held'; readonly failure: FailureId; readonly retryAtMs: number })
  | (About & { readonly kind: 'resumed'; readonly heldMs: number })
  | (About & {
      readonly kind: 'company-stopped' | 'company-resumed'
      readonly company: string
      readonly failure: FailureId
    })
  /** A file: opened on the server (anew when `attempt` is above 1), a part of it stored, the whole completed. */
  | (AboutUpload & { readonly kind: 'upload-opened' | 'upload-completed' })
  | (AboutUpload & { readonly kind: 'part-stored'; readonly part: number; readonly bytes: number })
  /** The links to the storage host had expired, and new ones are there. */
  | (AboutUpload & { readonly kind: 'upload-links-renewed' })
  /** What was stored is given up, and the file begins again, in parts of this size. */
  | (AboutUpload & {
      readonly kind: 'upload-restarted'
      readonly failure: FailureId
      readonly partBytes: number
    })
  /** A write whose reply was lost: what a look at the server told. */
  | (AboutCall & {
      readonly kind: 'reconciled'
      readonly applied: Applied
      readonly because: string
    })

export type EventListener = (event: ClientEvent) => void

/** Null when nobody listens, so that the hot path builds no event. */
export type Tell = EventListener | null

/** A listener that throws must not fail the call that it listens to. */
export function guarded(
  listener: EventListener | undefined,
  onThrow: (thrown: unknown) => void,
): Tell {
  if (!listener) return null
  return (event) => {
    try {
      listener(event)
    } catch (thrown) {
      onThrow(thrown)
    }
  }
}
