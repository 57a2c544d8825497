/** One try to deliver an event: an HTTP POST, and what came of it. Source: fact sheet section 10, "Delivery". */
import { networkError } from '@underpin/exchange'
import type { Clock } from '@underpin/ports'

/**
 * Documented: 5 s after connecting. Counted from the start here, as `fetch` does not tell when it is
 * connected, and on loopback that takes no time.
 */
const TIMEOUT_MS = 5_000

/** Of a receiver's answer that much is kept. Guesses: an answer to a notice is a line. */
const BODY_CHARS_MAX = 10_000
const HEADERS_MAX = 50
const HEADER_CHARS_MAX = 1_000

/** What a receiver that does not answer is recorded as. */
export const TIMEOUT_ERROR = `no answer within ${TIMEOUT_MS / 1_000} seconds`

export interface Delivery {
  readonly startedMs: number
  readonly completedMs: number
  /** Null when no answer came. */
  readonly status: number | null
  readonly headers: Readonly<Record<string, string>> | null
  readonly body: string | null
  /** Why no answer came; null when one did. */
  readonly error: string | null
}

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface PostParts {
  readonly clock: Clock
  readonly deliver: typeof fetch
  /** Ends the try from outside: the emulator closes, the hook is gone. */
  readonly signal: AbortSignal
}

/** Only 2xx counts: a redirect is not followed, and is no delivery. */
export function isDelivered({ status }: Delivery): boolean {
  return status !== null && status >= 200 && status < 300
}

/** Rejects with the reason of `signal` when that is aborted, and never otherwise. */
export async function post(post: Post, { clock, deliver, signal }: PostParts): Promise<Delivery> {
  const startedMs = clock.nowMs()
  const abort = new AbortController()
  const aborted = new Promise<never>((_resolve, reject) => {
    abort.signal.addEventListener('abort', () => reject(abort.signal.reason), { once: true })
  })
  // Nobody waits for it when all goes well.
  aborted.catch(() => undefined)
  const end = () => abort.abort(signal.reason)
  signal.addEventListener('abort', end, { once: true })
  const cancel = clock.schedule(TIMEOUT_MS, () => abort.abort(new Error(TIMEOUT_ERROR)))
  try {
    const init = { method: 'POST', redirect: 'manual', signal: abort.signal } as const
    const headers = { ...withoutType(post.headers), 'content-type': 'application/json' }
    const sent = deliver(post.url, { ...init, headers, body: post.body })
    const response = await Promise.race([sent, aborted])
    const body = await beginningOf(response, aborted)
    const completedMs = clock.nowMs()
    const shown = boundedHeaders(response.headers)
    return { startedMs, completedMs, status: response.status, headers: shown, body, error: null }
  } catch (thrown) {
    if (signal.aborted) throw signal.reason
    const error = abort.signal.aborted ? TIMEOUT_ERROR : errorText(thrown)
    const completedMs = clock.nowMs()
    return { startedMs, completedMs, status: null, headers: null, body: null, error }
  } finally {
    cancel()
    signal.removeEventListener('abort', end)
  }
}

/** Two spellings of one name would be sent as one header with both values. */
function withoutType(headers: Readonly<Record<string, string>>): Record<string, string> {
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type')
  return Object.fromEntries(others)
}

/** As much as is kept; a body that breaks off does not undo the status that came before it. */
async function beginningOf(response: Response, aborted: Promise<never>): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  let text = ''
  try {
    while (text.length < BODY_CHARS_MAX) {
      const { done, value } = await Promise.race([reader.read(), aborted])
      if (done) return text
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    // Cut off, or too slow: what came is what is shown.
  }
  reader.cancel().catch(() => undefined) // It may be broken already, and then there is nothing to end.
  return text.slice(0, BODY_CHARS_MAX)
}

function boundedHeaders(headers: Headers): Record<string, string> {
  const shown = [...headers].slice(0, HEADERS_MAX)
  return Object.fromEntries(shown.map(([name, value]) => [name, value.slice(0, HEADER_CHARS_MAX)]))
}

function errorText(thrown: unknown): string {
  const { code, message } = networkError(thrown)
  const text = code === '' || message.includes(code) ? message : `${code}: ${message}`
  return text.slice(0, HEADER_CHARS_MAX)
}
