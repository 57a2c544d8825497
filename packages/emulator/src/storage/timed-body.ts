/**
 * The bytes of a request as they come, within bounds of size and time. A body that breaks one ends in a
 * `BodyRefused`; the request stays open, so that the answer can still be sent.
 */
import type { Clock } from '@underpin/ports'
import type { Refusal } from '../reply.ts'
import { PassedBytes } from './passed-bytes.ts'
import type { UploadBounds } from './storage.ts'

/** Thrown in the middle of a body; carries what to answer. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.because)
    this.refusal = refusal
  }
}

type Chunk = { readonly done: boolean; readonly value?: Uint8Array | undefined }

/**
 * @param variant of `upload-timeout`, for the surface that answers.
 * @param bytesMax of the whole body; a form is larger than the file in it.
 * @throws {BodyRefused} when the body is too large, or too slow.
 */
export async function* timedBody(
  request: Request,
  clock: Clock,
  { silenceMaxMs, arrivalMaxMs }: UploadBounds,
  bytesMax: number,
  variant?: string,
): AsyncGenerator<Uint8Array, void> {
  const refused = (because: string) => {
    const refusal: Refusal = { failure: 'upload-timeout', because }
    return new BodyRefused(variant === undefined ? refusal : { ...refusal, variant })
  }
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) {
    throw refused(`the body is announced with more than ${bytesMax} bytes`)
  }
  if (request.body === null) return
  const reader = request.body.getReader()
  const startedMs = clock.monotonicMs()
  const timer = new SilenceTimer(clock, startedMs + arrivalMaxMs, silenceMaxMs)
  const passed = new PassedBytes()
  let bytes = 0
  try {
    for (;;) {
      const { done, value }: Chunk = await timer.during(() => reader.read())
      if (done || value === undefined) return
      bytes += value.byteLength
      if (bytes > bytesMax) throw refused(`the body has more than ${bytesMax} bytes`)
      yield value
      passed.add(value.byteLength)
    }
  } catch (error) {
    if (error !== LATE) throw error
    throw refused(`after ${bytes} bytes the body came too slowly`)
  } finally {
    timer.stop()
    // Not cancelled: that would end the connection, and with it the answer.
  }
}

const LATE = Symbol('late')

/**
 * One timer for a whole body: it looks, when it fires, how long nothing has come. A timer a chunk, and a
 * race of promises a chunk, would cost more than the chunk.
 */
class SilenceTimer {
  readonly #clock: Clock
  readonly #endsMs: number
  readonly #silenceMaxMs: number
  #lastMs: number
  #isLate = false
  #cancel: () => void = () => undefined
  /** Null while nobody waits for the sender: a slow disk of ours is no silence of theirs. */
  #reject: ((reason: unknown) => void) | null = null

  constructor(clock: Clock, endsMs: number, silenceMaxMs: number) {
    this.#clock = clock
    this.#endsMs = endsMs
    this.#silenceMaxMs = silenceMaxMs
    this.#lastMs = clock.monotonicMs()
    this.#arm()
  }

  during<T>(read: () => Promise<T>): Promise<T> {
    if (this.#isLate) return Promise.reject(LATE)
    this.#lastMs = this.#clock.monotonicMs()
    return new Promise((resolve, reject) => {
      this.#reject = reject
      read().then((value) => {
        this.#reject = null
        resolve(value)
      }, reject)
    })
  }

  stop(): void {
    this.#cancel()
    this.#reject = null
  }

  #arm(): void {
    const dueMs = Math.min(this.#lastMs + this.#silenceMaxMs, this.#endsMs)
    this.#cancel = this.#clock.schedule(dueMs - this.#clock.monotonicMs(), () => this.#look())
  }

  #look(): void {
    const nowMs = this.#clock.monotonicMs()
    if (this.#reject === null) this.#lastMs = nowMs
    this.#isLate = nowMs >= this.#endsMs || nowMs >= this.#lastMs + this.#silenceMaxMs
    if (this.#isLate) this.#reject?.(LATE)
    else this.#arm()
  }
}
