/** Where the bytes of a file come from: something that any range can be read of, more than once. */
import type { UploadData } from './upload-options.ts'

/** A stream longer than this is refused, as it would have to be kept in memory. A guess. */
const STREAM_BYTES_MAX = 64 * 1024 * 1024

/** Ranges are from `fromByte` up to, and without, `toByte`, both within the size. */
export interface UploadSource {
  readonly sizeBytes: number
  readonly contentType?: string
  /** Asked for the same range at least twice, and must give the same bytes each time. */
  read(fromByte: number, toByte: number): Promise<Uint8Array<ArrayBuffer>>
  /** The SHA-256 of a range in lower-case hexadecimal, where the source has a cheaper way than reading. */
  sha256?(fromByte: number, toByte: number): Promise<string>
}

/** @throws {TypeError | RangeError} when it cannot be read twice, or is not as long as it was said to be. */
export async function sourceOf(
  data: UploadData,
  sizeBytes: number | undefined,
): Promise<UploadSource> {
  const source = isStream(data) ? ofBytes(await wholeStream(data, sizeBytes)) : sourceOfStored(data)
  const isSound = Number.isSafeInteger(source.sizeBytes) && source.sizeBytes >= 0
  if (!isSound) throw new TypeError(`data has no size in bytes: ${source.sizeBytes}`)
  if (sizeBytes === undefined || sizeBytes === source.sizeBytes) return source
  throw new RangeError(`data has ${source.sizeBytes} bytes, and sizeBytes says ${sizeBytes}`)
}

function sourceOfStored(data: Exclude<UploadData, ReadableStream>): UploadSource {
  if (typeof data === 'string') return ofBytes(new TextEncoder().encode(data))
  if (data instanceof ArrayBuffer) return ofBytes(new Uint8Array(data))
  if (ArrayBuffer.isView(data)) return ofBytes(data as Uint8Array<ArrayBuffer>)
  if (data instanceof Blob) return ofBlob(data)
  if (typeof data === 'object' && data !== null && typeof data.read === 'function') return data
  throw new TypeError(
    'data must be a Blob, bytes, a string, a ReadableStream, or a source such as fileSource(path)',
  )
}

function ofBytes(bytes: Uint8Array<ArrayBuffer>): UploadSource {
  return {
    sizeBytes: bytes.byteLength,
    read: async (fromByte, toByte) => bytes.subarray(fromByte, toByte),
  }
}

function ofBlob(blob: Blob): UploadSource {
  const { size: sizeBytes, type } = blob
  return {
    sizeBytes,
    ...(type === '' ? {} : { contentType: type }),
    read: async (fromByte, toByte) =>
      new Uint8Array(await blob.slice(fromByte, toByte).arrayBuffer()),
  }
}

function isStream(data: UploadData): data is ReadableStream<Uint8Array> {
  return typeof ReadableStream === 'function' && data instanceof ReadableStream
}

async function wholeStream(
  stream: ReadableStream<Uint8Array>,
  sizeBytes: number | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  if ((sizeBytes ?? 0) > STREAM_BYTES_MAX) {
    await stream.cancel()
    throw tooLong(`this one has ${sizeBytes}`)
  }
  const parts: Uint8Array[] = []
  let size = 0
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength
    if (size > (sizeBytes ?? STREAM_BYTES_MAX)) {
      await reader.cancel()
      throw sizeBytes === undefined
        ? tooLong('this one has more')
        : new RangeError(`data has more bytes than sizeBytes says: ${sizeBytes}`)
    }
    parts.push(next.value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}

function tooLong(found: string): RangeError {
  return new RangeError(
    `a stream is kept in memory, as it can be read only once, and may have ${STREAM_BYTES_MAX} bytes; ${found}. ` +
      'Give a Blob, or fileSource(path) of @underpin/client/node.',
  )
}
