/** Reads a stream of any length in bounded memory: whole when it is short, else its beginning and its end. */
import { INPUT_BYTES_MAX, TAIL_BYTES } from '@underpin/doctor/explain'

/** A stream that never ends must not keep us for ever. A guess: ten times the largest log worth a pipe. */
const STREAM_BYTES_MAX = 2 * 1024 * 1024 * 1024

/** How much of the beginning is kept to tell a log from a document. */
const HEAD_BYTES = 64 * 1024

export interface Piece {
  /** The whole, or its end. */
  readonly bytes: Uint8Array
  /** Of the whole, as far as it was read. */
  readonly sizeBytes: number
  /** The beginning, when only the end is in `bytes`; else null. */
  readonly head: Uint8Array | null
}

export async function streamEnd(stream: AsyncIterable<Uint8Array>): Promise<Piece> {
  const chunks: Uint8Array[] = []
  let head: Uint8Array | null = null
  let sizeBytes = 0
  let keptBytes = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    sizeBytes += chunk.length
    keptBytes += chunk.length
    if (keptBytes > INPUT_BYTES_MAX) {
      head ??= beginning(chunks)
      keptBytes = dropOldest(chunks, keptBytes)
    }
    if (sizeBytes > STREAM_BYTES_MAX) break
  }
  const all = Buffer.concat(chunks)
  return { bytes: head === null ? all : all.subarray(-TAIL_BYTES), sizeBytes, head }
}

function beginning(chunks: readonly Uint8Array[]): Uint8Array {
  const first: Uint8Array[] = []
  let bytes = 0
  for (const chunk of chunks) {
    if (bytes >= HEAD_BYTES) break
    first.push(chunk)
    bytes += chunk.length
  }
  // A copy: a piece of the whole would keep all of it in memory.
  return Buffer.from(Buffer.concat(first).subarray(0, HEAD_BYTES))
}

/** Leaves at least `TAIL_BYTES`. */
function dropOldest(chunks: Uint8Array[], keptBytes: number): number {
  let count = 0
  let bytes = keptBytes
  for (const { length } of chunks) {
    if (bytes - length < TAIL_BYTES) break
    bytes -= length
    count += 1
  }
  chunks.splice(0, count)
  return bytes
}
