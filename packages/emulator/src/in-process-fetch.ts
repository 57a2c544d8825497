/**
 * The emulator as a `fetch` function. A failing network throws what Node's own `fetch` (undici) throws,
 * so that a client cannot tell the difference; `faults-on-the-wire.test.ts` compares the two.
 */
import { sleep } from '@underpin/ports'
import type { Emulator } from './emulator.ts'
import { type Answer, isTextAnswer, type ReplyHeaders } from './reply.ts'

/** Stands for the platform's origin where a caller gives a path alone. */
export const IN_PROCESS_ORIGIN = 'http://localhost:4010'

/** How long silence lasts when the caller sets no bound: undici's own `headersTimeout`. */
const SILENCE_MAX_MS = 300_000

/** Statuses that have no body: `Response` refuses one (fetch standard, "null body status"). */
const BODILESS: ReadonlySet<number> = new Set([101, 204, 205, 304])

export async function inProcessFetch(
  emulator: Emulator,
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const isPath = typeof input === 'string' && input.startsWith('/')
  const request = new Request(isPath ? `${IN_PROCESS_ORIGIN}${input}` : input, init)
  const { signal } = request
  signal.throwIfAborted()
  const reply = await emulator.reply(request)
  signal.throwIfAborted()
  switch (reply.kind) {
    case 'answer':
      return responseOf(reply.answer, reply.headers, request.method)
    case 'truncate': {
      const whole = responseOf(reply.answer, reply.headers, request.method)
      return cut(whole, reply.keepPercent)
    }
    case 'reset':
      throw fetchFailed('ECONNRESET', 'read ECONNRESET')
    case 'unreachable':
      throw fetchFailed(reply.code, reply.message)
    case 'silence':
      await sleep(emulator.parts.platform.clock, SILENCE_MAX_MS, signal)
      throw fetchFailed('UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error')
  }
}

function responseOf(answer: Answer, extra: ReplyHeaders, method: string): Response {
  const body = isTextAnswer(answer) ? answer.text : answer.body
  const isBodiless = method === 'HEAD' || BODILESS.has(answer.status) || body === ''
  const headers = new Headers(answer.headers)
  for (const name in extra) headers.set(name, extra[name] ?? '')
  return new Response(isBodiless ? null : body, { status: answer.status, headers })
}

async function cut(response: Response, keepPercent: number): Promise<Response> {
  const { status, headers } = response
  const whole = new Uint8Array(await response.arrayBuffer())
  const kept = whole.subarray(0, Math.floor((whole.length * keepPercent) / 100))
  let isSent = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) return controller.error(terminated())
      isSent = true
      if (kept.length > 0) controller.enqueue(kept)
    },
  })
  return new Response(body, { status, headers })
}

function fetchFailed(code: string, message: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) })
}

function terminated(): TypeError {
  const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })
  return new TypeError('terminated', { cause })
}
