/** A file that came inside the body of a write: its bytes are on disk already, and not kept yet. */
import type { Arrived } from '../storage/blob-store.ts'

/** Where a multipart body has a file, its parsed body has one of these: `body.file.data`. */
export class ReceivedFile {
  readonly fileName: string
  readonly contentType: string
  /** The platform's address as the caller knows it: the file is fetched there later. */
  readonly origin: string
  readonly arrived: Arrived

  constructor(file: Pick<ReceivedFile, 'fileName' | 'contentType' | 'origin' | 'arrived'>) {
    this.fileName = file.fileName
    this.contentType = file.contentType
    this.origin = file.origin
    this.arrived = file.arrived
  }

  /** Shown where a caller put a file in the place of an attribute that is none. */
  toJSON(): string {
    return this.fileName
  }
}
