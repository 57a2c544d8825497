/** An upload: what was announced, what has arrived, and what state that makes. Source: fact sheet section 9. */

/**
 * - `form`: the whole file in one form that is posted (v1.0 and v1.1, not segmented);
 * - `segments`: v1 in segments, completed by their etags;
 * - `unified`: v2.1.
 */
export type UploadKind = 'form' | 'segments' | 'unified'

export type UploadState = 'ready' | 'receiving' | 'complete' | 'available'

/** Fact: a link has to be used within an hour. */
export const LINK_LIFETIME_MS = 3_600_000
const DAY_MS = 86_400_000
/** Fact: an upload that nothing is made of is deleted after a week (v1), or after 24 hours (v2.1). */
export const UPLOAD_LIFETIME_MS: Readonly<Record<UploadKind, number>> = {
  form: 7 * DAY_MS,
  segments: 7 * DAY_MS,
  unified: DAY_MS,
}
/** From `complete` to `available`, for the unified upload. A guess: a scan of the file takes moments. */
export const AVAILABLE_AFTER_MS = 1_000

/** One part of an upload; a form has one. */
export interface UploadPart {
  /** From 1. */
  readonly n: number
  /** As announced; null where nothing was. Digests are hexadecimal. */
  readonly size: number | null
  readonly sha256: string | null
  readonly md5: string | null
  /** What has arrived; null while nothing has. */
  readonly arrived: { readonly blob: string; readonly size: number; readonly etag: string } | null
}

export interface Upload {
  /** ULID-like: 26 characters. */
  readonly id: string
  readonly kind: UploadKind
  readonly companyId: number
  /** 0 for an upload of the company. */
  readonly projectId: number
  /** Who made it: nobody else may use it. */
  readonly userId: number
  /** Where the files of this upload are fetched later: the platform's address as its maker knows it. */
  readonly origin: string
  readonly fileName: string
  readonly contentType: string
  /** Downloads say `attachment` instead of `inline`. */
  readonly isAttachment: boolean
  /** Of the whole file, as announced. */
  readonly size: number | null
  readonly sha256: string | null
  readonly createdMs: number
  /** When the links that are out were made. */
  readonly linkedMs: number
  readonly completedMs: number | null
  /** A record was made of it. */
  readonly isUsed: boolean
  /** Of the whole, once all of its parts are there. */
  readonly arrivedSha256: string | null
}

export function endsMs({ kind, createdMs }: Upload): number {
  return createdMs + UPLOAD_LIFETIME_MS[kind]
}

export function stateOf(upload: Upload, parts: readonly UploadPart[], nowMs: number): UploadState {
  if (upload.completedMs !== null) {
    const isReady = nowMs >= upload.completedMs + AVAILABLE_AFTER_MS
    return upload.kind === 'unified' && isReady ? 'available' : 'complete'
  }
  const hasArrived = parts.some(({ arrived }) => arrived !== null)
  return upload.kind === 'unified' && hasArrived ? 'receiving' : 'ready'
}
