/** One call, as the road sees it: everything that its attempts share. */
import type { CallBody, CallOptions, WriteOptions } from './options.ts'
import { companyHeader, DEFAULTS, type SharedCallOptions } from './options.ts'
import type { Road } from './road.ts'

export interface Call {
  readonly method: string
  readonly url: string
  /** Without the bearer: that is put in last. */
  readonly headers: Record<string, string>
  readonly body: BodyInit | null
  readonly company: string | null
  readonly isRead: boolean
  /** A repeat does no harm. */
  readonly isRepeatable: boolean
  readonly reconcile: WriteOptions['reconcile']
  /** Monotonic, or infinity. */
  readonly deadlineAtMs: number
  /** Until the head of one answer is there, where it takes longer than usual. */
  readonly attemptTimeoutMs?: number
  readonly signal: AbortSignal | null
}

export interface Answer<T = unknown> {
  /** JSON parsed; other text as a string; anything else as bytes; null when there is no body. */
  readonly data: T
  /** Its body has been read. */
  readonly response: Response
}

const JSON_TYPE = 'application/json'

export function makeCall(road: Road, method: string, url: string, options: CallOptions): Call {
  const { body = null, headers: own } = options
  const company = options.companyId === undefined ? road.company : companyHeader(options.companyId)
  const headers: Record<string, string> = { accept: JSON_TYPE }
  if (company !== null) headers['procore-company-id'] = company
  let sent: BodyInit | null = null
  if (body !== null) {
    if (isPlatformBody(body)) sent = body
    else {
      sent = JSON.stringify(body)
      headers['content-type'] = JSON_TYPE
    }
  }
  if (own) for (const name in own) headers[name.toLowerCase()] = own[name] ?? ''
  return finishCall(road, { method, url, headers, body: sent, company }, options)
}

/** Any request of the caller's own making. */
export async function callOf(
  road: Road,
  request: Request,
  options: SharedCallOptions & WriteOptions,
): Promise<Call> {
  const { apiOrigin, company: usual } = road
  if (new URL(request.url).origin !== apiOrigin) {
    throw new TypeError(
      `the bearer goes to ${apiOrigin} alone, and this request is for ${request.url}`,
    )
  }
  const headers = Object.fromEntries(request.headers)
  const named = headers['procore-company-id'] ?? usual
  const company = options.companyId === undefined ? named : companyHeader(options.companyId)
  if (company !== null) headers['procore-company-id'] = company
  headers['accept'] ??= JSON_TYPE
  const isText = /json|text|xml|urlencoded/i.test(headers['content-type'] ?? JSON_TYPE)
  const isEmpty = request.body === null
  // Read once here, so that it can be sent more than once.
  const body = isEmpty ? null : isText ? await request.text() : await request.arrayBuffer()
  const signal = options.signal ?? request.signal
  const { method, url } = request
  return finishCall(road, { method, url, headers, body, company }, { ...options, signal })
}

function finishCall(
  road: Road,
  made: Pick<Call, 'method' | 'url' | 'headers' | 'body' | 'company'>,
  options: SharedCallOptions & WriteOptions,
): Call {
  const isRead = made.method === 'GET' || made.method === 'HEAD'
  const deadlineMs = options.deadlineMs ?? road.deadlineMs ?? DEFAULTS.deadlineMs
  return {
    method: made.method,
    url: made.url,
    headers: made.headers,
    body: made.body,
    company: made.company,
    isRead,
    isRepeatable: options.repeatable ?? isRead,
    reconcile: options.reconcile,
    deadlineAtMs: road.clock.monotonicMs() + deadlineMs,
    signal: options.signal ?? null,
  }
}

/** Without query: what events and messages name. */
export function pathOf(road: Road, url: string): string {
  const path = url.slice(road.apiUrl.length)
  const end = path.indexOf('?')
  return end === -1 ? path : path.slice(0, end)
}

function isPlatformBody(body: NonNullable<CallBody>): body is Exclude<BodyInit, ReadableStream> {
  return (
    typeof body === 'string' ||
    body instanceof FormData ||
    body instanceof URLSearchParams ||
    body instanceof Blob ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body)
  )
}
