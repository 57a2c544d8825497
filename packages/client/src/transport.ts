/**
 * One attempt on the wire: sends, follows redirects of reads, reads the body within a bound, and says
 * what happened without judging it. Nothing here throws but the caller's own abort.
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

/** Our own limit on the wait. Carries a code that says: after the connection was made, as far as we know. */
class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout'
  readonly code = 'UND_ERR_HEADERS_TIMEOUT'
}

export interface Wire {
  readonly fetch: Fetch
  readonly clock: Clock
}

export async function attempt(
  wire: Wire,
  outgoing: Outgoing,
  limits: Limits,
  signal: AbortSignal | null,
): Promise<Outcome> {
  const controller = new AbortController()
  const stopTimers = limitTime(wire.clock, limits, controller)
  const onAbort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    const response = await sendAndFollow(wire.fetch, outgoing, controller.signal)
    stopTimers.headIsThere()
    const answered = await readAnswer(response, limits.bodyBytesMax)
    if (answered.flaw !== null && signal?.aborted) throw signal.reason
    return answered
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason
    // Where the platform wraps the reason of an abort, ours is still the one that tells.
    return {
      kind: 'unanswered',
      thrown: controller.signal.aborted ? controller.signal.reason : thrown,
    }
  } finally {
    stopTimers.all()
    signal?.removeEventListener('abort', onAbort)
  }
}

/** One timer: until the head, and then on to the deadline if the body is still coming. */
function limitTime(clock: Clock, limits: Limits, controller: AbortController) {
  const leftMs = limits.deadlineAtMs - clock.monotonicMs()
  let isHeadThere = false
  const giveUp = (afterMs: number) => {
    const what = isHeadThere ? 'the answer did not end' : 'no answer came'
    controller.abort(new AttemptTimeout(`${what} within ${Math.round(afterMs)} ms`))
  }
  const waitMs = Math.max(0, Math.min(limits.attemptTimeoutMs, leftMs))
  let cancel = clock.schedule(waitMs, () => {
    if (!isHeadThere || leftMs <= waitMs) return giveUp(waitMs)
    if (leftMs === Number.POSITIVE_INFINITY) return
    cancel = clock.schedule(leftMs - waitMs, () => giveUp(leftMs))
  })
  return {
    headIsThere: () => {
      isHeadThere = true
    },
    all: () => cancel(),
  }
}

async function sendAndFollow(
  fetch: Fetch,
  { method, url, headers, body }: Outgoing,
  signal: AbortSignal,
): Promise<Response> {
  let response = await fetch(url, { method, headers, body, signal, redirect: 'manual' })
  if (method !== 'GET' || !isRedirect(response.status)) return response
  let at = url
  let carried: Record<string, string> = headers
  for (let hops = 0; hops < REDIRECTS_MAX && isRedirect(response.status); hops++) {
    const location = response.headers.get('location')
    if (location === null || !URL.canParse(location, at)) return response
    const next = new URL(location, at)
    if (next.protocol !== 'https:' && next.protocol !== 'http:') return response
    await response.body?.cancel()
    // The bearer, the company and whatever else the caller set are for the API's origin alone, and
    // do not come back into play when a chain leads home again.
    if (next.origin !== new URL(at).origin) carried = {}
    at = next.href
    response = await fetch(at, { method, headers: carried, signal, redirect: 'manual' })
  }
  return response
}

function isRedirect(status: number): boolean {
  return status >= 301 && status <= 308 && status !== 304 && status !== 305 && status !== 306
}

async function readAnswer(response: Response, bytesMax: number): Promise<Answered> {
  const type = response.headers.get('content-type') ?? ''
  const isJson = type.startsWith('application/json') || /\bjson\b/i.test(type)
  const isText = isJson || type === '' || type.startsWith('text/') || /xml|urlencoded/i.test(type)
  const made = (
    data: unknown,
    text: string,
    flaw: Answered['flaw'],
    cause?: unknown,
  ): Answered => ({
    kind: 'answered',
    response,
    data,
    text,
    flaw,
    cause,
  })
  if (response.body === null) return made(null, '', null)
  const read = await readBody(response, bytesMax, isText)
  if (read.flaw) return made(null, read.text, read.flaw, read.cause)
  if (!isText) return made(read.bytes, '', null)
  if (read.text === '') return made(null, '', null)
  if (!isJson) return made(read.text, read.text, null)
  try {
    return made(JSON.parse(read.text), read.text, null)
  } catch (cause) {
    return made(read.text, read.text, 'not-json', cause)
  }
}

interface ReadBody {
  readonly text: string
  readonly bytes: Uint8Array | null
  readonly flaw: 'truncated' | 'too-large' | null
  readonly cause?: unknown
}

async function readBody(response: Response, bytesMax: number, isText: boolean): Promise<ReadBody> {
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  // A stated length that is not of something compressed binds the transport: no need to count.
  if (isText && length <= bytesMax && !response.headers.has('content-encoding')) {
    try {
      return { text: await response.text(), bytes: null, flaw: null }
    } catch (cause) {
      return { text: '', bytes: null, flaw: 'truncated', cause }
    }
  }
  return readCounted(response, bytesMax, isText)
}

async function readCounted(
  response: Response,
  bytesMax: number,
  isText: boolean,
): Promise<ReadBody> {
  const reader = response.body?.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  let flaw: ReadBody['flaw'] = null
  let cause: unknown
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      parts.push(next.value)
      size += next.value.byteLength
      if (size > bytesMax) {
        flaw = 'too-large'
        await reader?.cancel()
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
  return { text: isText ? new TextDecoder().decode(bytes) : '', bytes, flaw, cause }
}
