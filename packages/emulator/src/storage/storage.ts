/** The storage of one emulator: uploads, the files that came of them, their bytes, and the links to both. */
import { type Clock, type Random, randomHex } from '@underpin/ports'
import type { Database } from '../state/database.ts'
import { makeUlid } from '../ulid.ts'
import { type Arrived, BlobStore } from './blob-store.ts'
import { FileTable, type StoredFile } from './file-table.ts'
import { SignedLinks } from './signed-links.ts'
import type { Upload, UploadPart } from './upload.ts'
import { UploadTable } from './upload-table.ts'

/** Fact: 5 GB is the most that any page names, for a segment and for a file. */
const FILE_BYTES_MAX = 5_000_000_000
/** How long a sender may say nothing in the middle of a body. S3 waits 20 s or so; a guess. */
const SILENCE_MAX_MS = 30_000
/** How long a body may take in all. A guess: as long as its link may be waited for. */
const ARRIVAL_MAX_MS = 3_600_000
const TOKEN_BYTES = 20

/** Beyond these an upload is answered 408. */
export interface UploadBounds {
  /** Bytes of one file. Default 5 GB. */
  readonly fileBytesMax: number
  /** Milliseconds of the emulator's clock without a byte. Default 30 s. */
  readonly silenceMaxMs: number
  /** Milliseconds of the emulator's clock for the whole body. Default one hour. */
  readonly arrivalMaxMs: number
}

export const UPLOAD_BOUNDS: UploadBounds = {
  fileBytesMax: FILE_BYTES_MAX,
  silenceMaxMs: SILENCE_MAX_MS,
  arrivalMaxMs: ARRIVAL_MAX_MS,
}

export interface StorageParts {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
  /** Beside which the bytes lie; undefined for a temporary folder. */
  readonly dataFile?: string | undefined
  readonly bounds?: Partial<UploadBounds> | undefined
}

/** What a file is made of: an upload that is complete, or bytes that came with the record itself. */
export type FileSource =
  | { readonly kind: 'upload'; readonly upload: Upload; readonly parts: readonly UploadPart[] }
  | { readonly kind: 'arrived'; readonly arrived: Arrived }

export class Storage {
  readonly bounds: UploadBounds
  readonly blobs: BlobStore
  readonly uploads: UploadTable
  readonly files: FileTable
  readonly links: SignedLinks
  readonly #parts: StorageParts
  #isSwept = false

  constructor(parts: StorageParts) {
    this.#parts = parts
    this.bounds = { ...UPLOAD_BOUNDS, ...parts.bounds }
    this.blobs = new BlobStore(parts.dataFile ?? null)
    this.uploads = new UploadTable(parts.database)
    this.files = new FileTable(parts.database)
    this.links = new SignedLinks(parts)
  }

  nextUploadId(): string {
    return makeUlid(this.#parts.clock.nowMs(), this.#parts.random)
  }

  /** A file with its id and address; it is there once `keep` has stored it. */
  planFile(
    file: Omit<StoredFile, 'id' | 'token' | 'createdMs' | 'size' | 'blobs'>,
    source: FileSource,
  ): StoredFile {
    const blobs = blobsOf(source)
    return {
      ...file,
      id: this.files.nextId(),
      token: randomHex(this.#parts.random, TOKEN_BYTES),
      size: blobs.reduce((sum, { size }) => sum + size, 0),
      createdMs: this.#parts.clock.nowMs(),
      blobs,
    }
  }

  /** In the transaction that stores the record which shows the file. */
  keep(file: StoredFile, source: FileSource): void {
    if (source.kind === 'arrived') source.arrived.keep()
    else this.uploads.used(source.upload.id)
    this.files.add(file)
  }

  /** Lets go of uploads whose time is over. Cheap when there are none. */
  sweepUploads(): void {
    // A process that was killed may have kept bytes, and not come to write their row.
    if (!this.#isSwept) this.sweepBlobs()
    this.#isSwept = true
    const blobs = this.#parts.database.transaction(() =>
      this.uploads.sweep(this.#parts.clock.nowMs()),
    )
    this.#removeUnused(blobs)
  }

  /** Every blob that an upload or a file names, each once. */
  usedBlobs(): string[] {
    return [...new Set([...this.uploads.blobs(), ...this.files.blobs()])]
  }

  /** Removes every blob that no row names: after a reset, and after a snapshot was put in. */
  sweepBlobs(): void {
    this.#removeUnused(this.blobs.list().map(({ blob }) => blob))
  }

  close(): void {
    this.blobs.close()
  }

  #removeUnused(blobs: readonly string[]): void {
    this.blobs.remove(blobs.filter((blob) => !this.uploads.uses(blob) && !this.files.uses(blob)))
  }
}

function blobsOf(source: FileSource): StoredFile['blobs'] {
  if (source.kind === 'arrived') {
    return [{ blob: source.arrived.sha256, size: source.arrived.size }]
  }
  return source.parts.flatMap(({ arrived }) => arrived ?? [])
}
