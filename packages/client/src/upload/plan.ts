/** Cuts a file into parts, and takes the digests that the server wants to know beforehand. */
import { digestOf, Sha256 } from './sha256.ts'
import type { UploadSource } from './source.ts'

/** How a file may be cut. */
export interface Cut {
  readonly bytesMin: number
  readonly bytesMax: number
  readonly bytesUsual: number
  readonly partsMax: number
}

/**
 * Fact sheet section 9, of v2.1: more than 5 MiB, up to 100 MiB, 10,000 parts; v1.1 allows more, and
 * this too. The usual size is a guess: a part is in memory while it is sent, and sent anew when it fails.
 */
export const CUT: Cut = {
  bytesMin: 5 * 1024 * 1024 + 1,
  bytesMax: 100 * 1024 * 1024,
  bytesUsual: 8 * 1024 * 1024,
  partsMax: 10_000,
}

export interface Part {
  readonly fromByte: number
  readonly toByte: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

export interface Plan {
  readonly source: UploadSource
  readonly cut: Cut
  readonly partBytes: number
  readonly parts: readonly [Part, ...Part[]]
  /** Of the whole file. */
  readonly sha256: string
}

/** @throws {RangeError} when a file of this size needs larger parts, or is too large for any. */
export function partBytesFor(sizeBytes: number, asked: number | undefined, cut: Cut): number {
  const { bytesMin, bytesMax, bytesUsual, partsMax } = cut
  const partBytes = asked ?? Math.max(bytesUsual, Math.ceil(sizeBytes / partsMax))
  if (!Number.isInteger(partBytes) || partBytes < bytesMin || partBytes > bytesMax) {
    throw new RangeError(
      `parts have ${bytesMin} to ${bytesMax} bytes, and ${sizeBytes} bytes were to go in parts of ${partBytes}`,
    )
  }
  if (sizeBytes <= partBytes * partsMax) return partBytes
  throw new RangeError(
    `a file has ${partsMax} parts at most: ${sizeBytes} bytes are too many for parts of ${partBytes}`,
  )
}

/** Half the size, if that makes more parts of the file; else null. */
export function halfOf({ partBytes, source: { sizeBytes }, cut }: Plan): number | null {
  const largest = Math.min(partBytes, sizeBytes)
  const half = Math.max(cut.bytesMin, Math.ceil(largest / 2))
  return half < largest && sizeBytes <= half * cut.partsMax ? half : null
}

/** One part after the other is in memory. @throws the signal's reason, between two of them. */
export async function makePlan(
  source: UploadSource,
  partBytes: number,
  cut: Cut,
  signal: AbortSignal | null,
): Promise<Plan> {
  const { sizeBytes } = source
  const parts: Part[] = []
  const whole = sizeBytes > partBytes && !source.sha256 ? new Sha256() : null
  // An empty file is one empty part.
  for (let fromByte = 0; fromByte < sizeBytes || parts.length === 0; fromByte += partBytes) {
    signal?.throwIfAborted()
    const toByte = Math.min(sizeBytes, fromByte + partBytes)
    parts.push({ fromByte, toByte, sha256: await digestOfPart(source, fromByte, toByte, whole) })
  }
  const [first, ...others] = parts as [Part, ...Part[]]
  const asked = others.length > 0 ? await source.sha256?.(0, sizeBytes) : first.sha256
  const sha256 = asked ?? whole?.hex() ?? first.sha256
  return { source, cut, partBytes, parts: [first, ...others], sha256 }
}

async function digestOfPart(
  source: UploadSource,
  fromByte: number,
  toByte: number,
  whole: Sha256 | null,
): Promise<string> {
  if (source.sha256) return source.sha256(fromByte, toByte)
  const bytes = await bytesOf(source, fromByte, toByte)
  whole?.update(bytes)
  return digestOf(bytes)
}

/** @throws {TypeError} when the source does not give what was asked for. */
export async function bytesOf(
  source: UploadSource,
  fromByte: number,
  toByte: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await source.read(fromByte, toByte)
  if (bytes.byteLength === toByte - fromByte) return bytes
  throw new TypeError(
    `data gave ${bytes.byteLength} bytes where ${toByte - fromByte} were asked for: it changed, or ended early`,
  )
}
