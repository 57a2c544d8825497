/** What an upload can be told, and what it gives back. */
import type { SharedCallOptions } from '../options.ts'
import type { UploadSource } from './source.ts'

/**
 * A stream can be read only once, and a file is read twice (for its digests, and to be sent): so a stream
 * is kept in memory, up to 64 MiB. For more, give something that can be read again.
 */
export type UploadData =
  | Blob
  | Uint8Array
  | ArrayBuffer
  | string
  | ReadableStream<Uint8Array>
  | UploadSource

/** `unified` is v2.1; `direct` is v1.1, in segments (fact sheet section 9). */
export type UploadGeneration = 'unified' | 'direct'

export interface UploadProgress {
  /** Stored at the server by now. Falls back to 0 when the upload has to begin again. */
  readonly storedBytes: number
  readonly sizeBytes: number
  readonly partsStored: number
  readonly parts: number
}

export interface UploadOptions extends Pick<SharedCallOptions, 'companyId' | 'signal'> {
  /** Without it the file belongs to the company. */
  readonly projectId?: number | string
  readonly name: string
  readonly data: UploadData
  /** How many bytes a stream holds, where that is known: another number is an error. */
  readonly sizeBytes?: number
  /** Default: the blob's own, or `application/octet-stream`. */
  readonly contentType?: string
  /** Default: `unified`, and `direct` where the server does not know that. */
  readonly generation?: UploadGeneration
  /** Called after each part. What it throws is logged and goes no further. */
  readonly onProgress?: (progress: UploadProgress) => void
  /** 5,242,881 to 104,857,600. Default 8 MiB, or more where a file would have over 10,000 parts. */
  readonly partBytes?: number
  /** Parts under way at once, each of them in memory: 1 to 16. Default 3. */
  readonly concurrency?: number
  /**
   * For the whole upload, in milliseconds. Default: the client's deadline, and beside it the time that the
   * bytes take at 64 kB a second.
   */
  readonly deadlineMs?: number
}

export interface UploadedFile {
  /** A ULID. Only the same user may use it, within a day (unified) or a week (direct). */
  readonly uploadId: string
  readonly name: string
  readonly sizeBytes: number
  readonly contentType: string
  /** `available` for unified, `complete` for direct: it can be attached. */
  readonly status: string
}
