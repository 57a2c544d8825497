/**
 * One attempt on the wire: sends, follows redirects of reads, reads the body within a bound, and says
 * what happened without judging it. Nothing here throws.
 */
import type { Clock } from '@underpin/ports'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** A chain of redirects longer than this goes round in circles. The platform's own bound is 20. */
const REDIRECTS_MAX = 5

export interface Outgoing {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: BodyInit | null
}

export interface Limits {
  /** Until the head of the answer is there. */
  readonly attemptTimeoutMs: number
  /** Monotonic: the whole answer must be there by then. */
  readonly deadlineAtMs: number
  readonly bodyBytesMax: number
}

export interface Answered {
  readonly kind: 'answered'
  readonly response: Response
  /** JSON parsed; other text as a string; anything else as bytes; null when empty. */
  readonly data: unknown
  /** The body as text, for judging; empty when it is none. */
  readonly text: string
  /** What keeps the body from being what it was meant to be. */
  readonly flaw: null | 'truncated' | 'too-large' | 'not-json'
  /** Why the body is cut short. */
  readonly cause: unknown
}

export interface Unanswered {
  readonly kind: 'unanswered'
  readonly thrown: unknown
}

export type Outcome = Answered | Unanswered

/** The caller's own signal ended it. */
export interface Aborted {
  readonly kind: 'aborted'
}

/** Our own limit on the wait. Carries a code that says: after the connection was made, as far as we know. */
class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout'
  readonly code = 'UND_ERR_HEADERS_TIMEOUT'
}

const ABORTED: Aborted = { kind: 'aborted' }

export interface Wire {
  readonly fetch: Fetch
  readonly clock: Clock
}

export async function attempt(
  wire: Wire,
  outgoing: Outgoing,
  limits: Limits,
  signal: AbortSignal | null,
): Promise<Outcome | Aborted> {
  const patience = new Patience(wire.clock, limits)
  const aborting = signal && (() => patience.controller.abort(signal.reason))
  if (aborting) signal.addEventListener('abort', aborting, { once: true })
  const { method, url, headers, body } = outgoing
  const shared = { headers, signal: patience.controller.signal, redirect: 'manual' } as const
  try {
    let response = await wire.fetch(url, { method, body, ...shared })
    if (isRedirect(response.status) && method === 'GET') {
      response = await follow(wire.fetch, url, response, shared)
    }
    patience.isHeadThere = true
    const answered = await readAnswer(response, limits.bodyBytesMax)
    if (answered.flaw !== null && signal?.aborted) return ABORTED
    return answered
  } catch (thrown) {
    if (signal?.aborted) return ABORTED
    // Where the platform wraps the reason of an abort, ours is still the one that tells.
    const { aborted, reason } = patience.controller.signal
    return { kind: 'unanswered', thrown: aborted ? reason : thrown }
  } finally {
    patience.cancel()
    if (aborting) signal.removeEventListener('abort', aborting)
  }
}

/** One timer: until the head of the answer, and then on to the deadline if the body is still coming. */
class Patience {
  readonly controller = new AbortController()
  cancel: () => void
  isHeadThere = false
  readonly #clock: Clock
  readonly #leftMs: number
  readonly #waitMs: number

  constructor(clock: Clock, { attemptTimeoutMs, deadlineAtMs }: Limits) {
    this.#clock = clock
    this.#leftMs = Math.max(0, deadlineAtMs - clock.monotonicMs())
    this.#waitMs = Math.min(attemptTimeoutMs, this.#leftMs)
    this.cancel = clock.schedule(this.#waitMs, () => this.#isOver())
  }

  #isOver(): void {
    const moreMs = this.#leftMs - this.#waitMs
    if (!this.isHeadThere || moreMs === 0) this.#giveUp(this.#waitMs)
    else if (Number.isFinite(moreMs)) {
      this.cancel = this.#clock.schedule(moreMs, () => this.#giveUp(this.#leftMs))
    }
  }

  #giveUp(afterMs: number): void {
    const what = this.isHeadThere ? 'the answer did not end' : 'no answer came'
    this.controller.abort(new AttemptTimeout(`${what} within ${Math.round(afterMs)} ms`))
  }
}

/** Reads follow redirects; a write's are handed to the caller as they are. */
async function follow(
  fetch: Fetch,
  from: string,
  redirected: Response,
  shared: Pick<RequestInit, 'headers' | 'signal' | 'redirect'>,
): Promise<Response> {
  let response = redirected
  let at = from
  let carried = shared
  for (let hops = 0; hops < REDIRECTS_MAX && isRedirect(response.status); hops++) {
    const location = response.headers.get('location')
    if (location === null || !URL.canParse(location, at)) return response
    const next = new URL(location, at)
    if (next.protocol !== 'https:' && next.protocol !== 'http:') return response
    await response.body?.cancel()
    // The bearer, the company and whatever else the caller set are for the API's origin alone, and
    // do not come back into play when a chain leads home again.
    if (next.origin !== new URL(at).origin) carried = { ...shared, headers: {} }
    at = next.href
    response = await fetch(at, { method: 'GET', ...carried })
  }
  return response
}

function isRedirect(status: number): boolean {
  return status >= 301 && status <= 308 && status !== 304 && status !== 305 && status !== 306
}

async function readAnswer(response: Response, bytesMax: number): Promise<Answered> {
  const { body, headers } = response
  if (body === null) return answered(response, null, '')
  const type = headers.get('content-type') ?? ''
  const isJson = type.startsWith('application/json') || /\bjson\b/i.test(type)
  const isText = isJson || /^$|^text\/|xml|urlencoded/i.test(type)
  let text: string
  const length = Number(headers.get('content-length') ?? Number.NaN)
  // A stated length that is not of something compressed binds the transport: no need to count.
  if (isText && length <= bytesMax && !headers.has('content-encoding')) {
    try {
      text = await response.text()
    } catch (cause) {
      return answered(response, null, '', 'truncated', cause)
    }
  } else {
    const { bytes, flaw, cause } = await readCounted(body, bytesMax)
    text = isText ? new TextDecoder().decode(bytes) : ''
    if (flaw !== null) return answered(response, null, text, flaw, cause)
    if (!isText) return answered(response, bytes, '')
  }
  if (text === '') return answered(response, null, '')
  if (!isJson) return answered(response, text, text)
  try {
    return answered(response, JSON.parse(text), text)
  } catch (cause) {
    return answered(response, text, text, 'not-json', cause)
  }
}

function answered(
  response: Response,
  data: unknown,
  text: string,
  flaw: Answered['flaw'] = null,
  cause: unknown = undefined,
): Answered {
  return { kind: 'answered', response, data, text, flaw, cause }
}

async function readCounted(body: ReadableStream<Uint8Array>, bytesMax: number) {
  const reader = body.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  let flaw: 'truncated' | 'too-large' | null = null
  let cause: unknown
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value)
      size += next.value.byteLength
      if (size > bytesMax) {
        flaw = 'too-large'
        await reader.cancel()
        break
      }
    }
  } catch (thrown) {
    flaw = 'truncated'
    cause = thrown
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return { bytes, flaw, cause }
}
