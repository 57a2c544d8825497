/**
 * The bytes of files in a snapshot: the smallest ones travel in it, up to a bound, and what is left out is
 * named. A snapshot that is put back where it was taken finds those in the folder still.
 */
import type { Storage } from './storage.ts'

/** Of all files in one snapshot. A guess: with its base64 it stays far below what the door reads. */
export const SNAPSHOT_FILE_BYTES_MAX = 16 * 1024 * 1024

export interface SnapshotFiles {
  /** By their sha256, in base64. */
  readonly included: Readonly<Record<string, string>>
  readonly leftOut: readonly { readonly sha256: string; readonly bytes: number }[]
}

export function takeFiles(storage: Storage): SnapshotFiles {
  const { blobs } = storage
  const used = new Set(storage.usedBlobs())
  const present = blobs.list().filter(({ blob }) => used.has(blob))
  const included: Record<string, string> = {}
  const leftOut: { sha256: string; bytes: number }[] = []
  let bytes = 0
  for (const { blob, size } of present.toSorted((a, b) => a.size - b.size)) {
    bytes += size
    if (bytes > SNAPSHOT_FILE_BYTES_MAX) leftOut.push({ sha256: blob, bytes: size })
    else included[blob] = Buffer.from(blobs.bytesOf(blob)).toString('base64')
  }
  return { included, leftOut }
}

/**
 * Before the rows that name them are put back: bytes that nobody names do no harm.
 *
 * @throws {TypeError} when the JSON is none of `takeFiles`, or bytes are not what their name says.
 */
export function putFiles({ blobs }: Pick<Storage, 'blobs'>, json: unknown): void {
  const { included } = (json ?? { included: {} }) as Partial<SnapshotFiles>
  if (typeof included !== 'object' || included === null) {
    throw new TypeError('files must have what GET /_underpin/snapshot gives as `included`')
  }
  for (const [blob, text] of Object.entries(included)) {
    blobs.put(blob, Buffer.from(String(text), 'base64'))
  }
}

/** The blobs that rows name and that are not here: what was left out, put in elsewhere. */
export function missingFiles(storage: Storage): string[] {
  return storage.usedBlobs().filter((blob) => !storage.blobs.has(blob))
}
