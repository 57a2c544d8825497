/** Reads the body of a request into the storage: of the size that was announced, and in time. */
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { Refusal } from '../reply.ts'
import type { Arrived } from './blob-store.ts'
import { BodyRefused, timedBody } from './timed-body.ts'

/** @param size bytes that were announced; null when none were, and the bound for files holds alone. */
export async function readWhole(
  call: Call,
  { storage, clock }: Pick<Platform, 'storage' | 'clock'>,
  size: number | null,
): Promise<Arrived | Refusal> {
  const { bounds, blobs } = storage
  const body = timedBody(call.request, clock, bounds, bounds.fileBytesMax)
  try {
    return await blobs.receive(size === null ? body : atMost(body, size))
  } catch (error) {
    if (error instanceof BodyRefused) return error.refusal
    throw error
  }
}

/** @throws {BodyRefused} at the first byte too many. */
export async function* atMost(
  body: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > size) {
      const because = `more than the ${size} bytes that were announced`
      throw new BodyRefused({ failure: 'upload-digest-mismatch', variant: 'too-large', because })
    }
    yield chunk
  }
}
