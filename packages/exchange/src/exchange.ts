/**
 * One request and what came back, or did not. Every face of the house passes this datum around: the
 * client makes it, the catalogue judges it, the emulator's journal keeps it, the doctor shows it.
 */

/** Header names in lower case. Several values of one name are joined by `, ` as HTTP allows. */
export type HeaderMap = Readonly<Record<string, string>>

export interface ExchangeRequest {
  readonly method: string
  /** Absolute, or as it was written where nothing better is known. */
  readonly url: string
  readonly headers: HeaderMap
  /** The body as text, or null when there was none, or none that is text. */
  readonly body: string | null
}

export interface ExchangeResponse {
  readonly status: number
  readonly headers: HeaderMap
  readonly body: string
  /** The connection ended before the body did. */
  readonly isTruncated: boolean
}

/** How far a request got before the network failed it, where that is known. */
export type NetworkPhase = 'resolve' | 'connect' | 'tls' | 'exchange' | 'unknown'

export interface NetworkError {
  /** The platform's code (`ECONNRESET`, `ENOTFOUND`, `UND_ERR_CONNECT_TIMEOUT` …), or `''`. */
  readonly code: string
  readonly message: string
  readonly phase: NetworkPhase
}

export type Outcome =
  | { readonly kind: 'answered'; readonly response: ExchangeResponse; readonly elapsedMs: number }
  | { readonly kind: 'unanswered'; readonly error: NetworkError; readonly elapsedMs: number }

export interface Exchange {
  readonly request: ExchangeRequest
  readonly outcome: Outcome
  /** Wall time, milliseconds since the epoch. */
  readonly startedAtMs: number
}

export function headerMap(headers: Headers): HeaderMap {
  return Object.fromEntries(headers)
}
