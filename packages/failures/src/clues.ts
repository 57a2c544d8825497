/**
 * What a classifier may look at: evidence brought into one form, with everything bounded, so that
 * no pattern is ever run over more text than is named here.
 */
import type { HeaderMap, NetworkError } from '@underpin/exchange'
import { type ReadBody, readBody } from './body-shapes.ts'
import type { Surface } from './failure-mode.ts'
import { surfaceOf } from './surface.ts'

/** Patterns see this much of a body: error bodies are far shorter, and pages say it in their head. */
export const PATTERN_CHARS_MAX = 16 * 1024

/** URLs and header values longer than this are cut: servers refuse them anyway. */
const URL_CHARS_MAX = 4 * 1024

/** What is known. Everything may be missing: people paste what they have. */
export interface Evidence {
  readonly surface?: Surface
  readonly request?: {
    readonly method?: string
    readonly url?: string
    readonly headers?: HeaderMap
    readonly body?: string | null
  }
  readonly response?: {
    readonly status?: number
    readonly headers?: HeaderMap
    readonly body?: string
    readonly isTruncated?: boolean
  }
  readonly network?: NetworkError
  /** Age of the access token that was used, in milliseconds. Tells expired from revoked. */
  readonly tokenAgeMs?: number
  /** Wall time of the answer, to judge `X-Rate-Limit-Reset` by. */
  readonly nowMs?: number
}

export interface Clues {
  /** Null when neither the caller nor the evidence says. */
  readonly surface: Surface | null
  /** In upper case; null when unknown. */
  readonly method: string | null
  /** Lower case, with port; empty when unknown. */
  readonly host: string
  /** Path and query; empty when unknown. */
  readonly path: string
  /** The body that was sent, cut to `PATTERN_CHARS_MAX`. */
  readonly sent: string
  /** The whole body that was sent, for judgements that parse it. */
  readonly sentWhole: string
  /** Names in lower case; null when it is not known which headers were sent. */
  readonly requestHeaders: HeaderMap | null
  readonly status: number | null
  readonly headers: HeaderMap
  /** The whole body that came back. */
  readonly body: string
  readonly isTruncated: boolean
  readonly network: NetworkError | null
  readonly tokenAgeMs: number | null
  /** From the caller, or the answer's `Date` header. */
  readonly nowMs: number | null
  /** Read on first use: most answers are fine, and need no reading. */
  readonly read: () => ReadBody
}

export function readClues(evidence: Evidence): Clues {
  const { request, response, network } = evidence
  const headers = lowerCased(response?.headers)
  const body = asText(response?.body)
  const { host, path } = splitUrl(asText(request?.url).slice(0, URL_CHARS_MAX))
  const sentWhole = asText(request?.body)
  let memo: ReadBody | null = null
  const read = () => {
    memo ??= readBody(body, headers['content-type'] ?? null)
    return memo
  }
  const clues = {
    method: request?.method === undefined ? null : asText(request.method).toUpperCase(),
    host,
    path,
    sent: sentWhole.slice(0, PATTERN_CHARS_MAX),
    sentWhole,
    requestHeaders: request?.headers === undefined ? null : lowerCased(request.headers),
    status: finite(response?.status),
    headers,
    body,
    isTruncated: response?.isTruncated === true,
    network: network ?? null,
    tokenAgeMs: finite(evidence.tokenAgeMs),
    nowMs: finite(evidence.nowMs) ?? httpDateMs(headers['date'] ?? ''),
    read,
  }
  return { ...clues, surface: evidence.surface ?? surfaceOf(clues) }
}

/** Methods that change nothing (RFC 9110, section 9.2.1). */
export function isRead(method: string | null): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

/** Known to change something: an unknown method is neither a read nor a write. */
export function isWrite(method: string | null): boolean {
  return method !== null && method !== '' && !isRead(method)
}

/** `Fri, 20 Nov 2026 16:00:00 GMT`; null for anything else, as `Date.parse` takes `7 apples` for a date. */
export function httpDateMs(text: string): number | null {
  return HTTP_DATE.test(text) ? finite(Date.parse(text)) : null
}

const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

function splitUrl(url: string): { host: string; path: string } {
  const schemeAt = url.indexOf('://')
  if (schemeAt === -1) return { host: '', path: url }
  const rest = url.slice(schemeAt + 3)
  const pathAt = rest.search(/[/?#]/)
  if (pathAt === -1) return { host: rest.toLowerCase(), path: '/' }
  return { host: rest.slice(0, pathAt).toLowerCase(), path: rest.slice(pathAt) }
}

function lowerCased(headers: HeaderMap | undefined): HeaderMap {
  if (typeof headers !== 'object' || headers === null) return {}
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    asText(value).slice(0, URL_CHARS_MAX),
  ])
  return Object.fromEntries(entries)
}

/** Evidence comes from pasted files too, where a type is only a hope. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}

function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
