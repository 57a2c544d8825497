/**
 * One read-only request and what came of it. It never throws, follows no redirect, sends the token to
 * the API and the sign-in service alone, and goes through the proxy that an integration would go through.
 */

import { type IncomingMessage, request as openRequest } from 'node:http'
import type { Socket } from 'node:net'
import type { Exchange, ExchangeResponse, HeaderMap } from '@underpin/exchange'
import type { ProbeContext } from './probe.ts'
import { withPatience } from './wire/patience.ts'
import { StepFailed, stepError } from './wire/step-failed.ts'
import { openWay, type Way, wayTo } from './wire/way.ts'

/** From the first packet to the last, in milliseconds. A guess: five times what a slow answer takes. */
export const ASK_MS_MAX = 5_000

/** A body is cut here. A guess: pages and lists that probes ask for are far shorter. */
const BYTES_MAX = 1024 * 1024

const USER_AGENT = 'underpin-doctor'

/** A probe's context with what is to be asked: `ask(url, { ...context, method: 'HEAD' })`. */
export interface AskOptions
  extends Pick<
    ProbeContext,
    'targets' | 'credentials' | 'clock' | 'signal' | 'environment' | 'trust'
  > {
  /** Default GET. */
  readonly method?: 'GET' | 'HEAD'
  /** Names in lower case. `authorization` is not taken from here: see `withToken`. */
  readonly headers?: HeaderMap
  /** Signs in with the access token, if there is one and the URL is of the API or the sign-in service. */
  readonly withToken?: boolean
  /** Of the body so many bytes are read; the rest is left. Default 1 MiB. */
  readonly bytesMax?: number
  /** Default ASK_MS_MAX. */
  readonly timeoutMs?: number
}

/** Never rejects. What went wrong before an answer came is an outcome too, with the step at which it was. */
export async function ask(url: string, options: AskOptions): Promise<Exchange> {
  const { clock, method = 'GET', timeoutMs = ASK_MS_MAX } = options
  const startedAtMs = clock.nowMs()
  const startMs = clock.monotonicMs()
  const headers = headersOf(url, options)
  const request = { method, url, headers, body: null }
  const elapsedMs = () => clock.monotonicMs() - startMs
  try {
    const response = await withPatience(clock, options.signal, timeoutMs, (signal) =>
      answerTo(new URL(url), { ...options, method, headers, signal }),
    )
    const outcome = { kind: 'answered', response, elapsedMs: elapsedMs() } as const
    return { request, startedAtMs, outcome }
  } catch (thrown) {
    const error = stepError(thrown)
    const outcome = { kind: 'unanswered', error, elapsedMs: elapsedMs() } as const
    return { request, startedAtMs, outcome }
  }
}

function headersOf(url: string, options: AskOptions): HeaderMap {
  const { authorization: _, ...given } = options.headers ?? {}
  const headers: HeaderMap = { 'user-agent': USER_AGENT, accept: '*/*', ...given }
  const { credentials, targets, withToken = false } = options
  if (!withToken || credentials === null || !URL.canParse(url)) return headers
  const { origin } = new URL(url)
  const isOurs = [targets.apiUrl, targets.loginUrl].some((each) => originOf(each) === origin)
  return isOurs ? { ...headers, authorization: `Bearer ${credentials.accessToken}` } : headers
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null
}

interface Asking extends AskOptions {
  readonly method: 'GET' | 'HEAD'
  readonly headers: HeaderMap
}

async function answerTo(url: URL, asking: Asking): Promise<ExchangeResponse> {
  // A token is shown to no proxy: a request that carries one goes through a tunnel, as one with TLS does.
  const isPlain = url.protocol === 'http:' && asking.headers['authorization'] === undefined
  const way = wayTo(url, asking, isPlain)
  const socket = await openWay(way, url, asking)
  try {
    return await exchangeOver(socket, url, way, asking)
  } finally {
    socket.destroy()
  }
}

function exchangeOver(
  socket: Socket,
  url: URL,
  way: Way,
  { method, headers, signal, bytesMax = BYTES_MAX }: Asking,
): Promise<ExchangeResponse> {
  return new Promise((resolve, reject) => {
    const failed = (cause: unknown) =>
      reject(
        signal.aborted
          ? StepFailed.givenUp('exchange', signal.reason)
          : new StepFailed('exchange', cause),
      )
    const forwarder = way.kind === 'forward' ? way.proxy : null
    const authorization = forwarder?.authorization ?? null
    const asking = openRequest({
      ...{ method, createConnection: () => socket, signal },
      // Neither a sign-in nor a fragment of the address is for the one in between.
      path: `${forwarder === null ? '' : url.origin}${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        ...headers,
        connection: 'close',
        ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
      },
    })
    asking.once('response', (incoming) => {
      // From here on what goes wrong is the body's, and the head still tells.
      asking.off('error', failed).on('error', () => undefined)
      read(incoming, bytesMax).then(resolve, failed)
    })
    // Nobody asked to speak of something else: the head is the answer.
    asking.once('upgrade', (incoming) => resolve(answerOf(incoming, '', false)))
    asking.on('error', failed)
    asking.end()
  })
}

async function read(incoming: IncomingMessage, bytesMax: number): Promise<ExchangeResponse> {
  const parts: Buffer[] = []
  let size = 0
  let isTruncated = false
  try {
    for await (const part of incoming) {
      parts.push(part)
      size += part.length
      if (size > bytesMax) break
    }
  } catch {
    // The head is there and tells enough; that the body is not whole is said.
    isTruncated = true
  }
  const body = Buffer.concat(parts).subarray(0, bytesMax).toString('utf8')
  return answerOf(incoming, body, isTruncated)
}

function answerOf(incoming: IncomingMessage, body: string, isTruncated: boolean): ExchangeResponse {
  return {
    status: incoming.statusCode ?? 0,
    headers: headersFrom(incoming),
    body,
    isTruncated,
  }
}

function headersFrom({ headersDistinct }: IncomingMessage): HeaderMap {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values]) => [name, values?.join(', ') ?? '']),
  )
}
