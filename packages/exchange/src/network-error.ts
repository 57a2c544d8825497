/** Reads what a failed `fetch` (or a failed body) says of the network. Shapes differ by runtime and by version. */
import type { NetworkError, NetworkPhase } from './exchange.ts'

/** Causes are chained (`TypeError: fetch failed` ← `ConnectTimeoutError` ← …); a cycle must not hang us. */
const CAUSE_DEPTH_MAX = 8

/** The phase that each code belongs to. Codes that occur in several phases are left out: unknown is honest. */
const PHASE_OF_CODE: Readonly<Record<string, NetworkPhase>> = {
  ENOTFOUND: 'resolve',
  EAI_AGAIN: 'resolve',
  EAI_FAIL: 'resolve',
  EAI_NODATA: 'resolve',
  ESERVFAIL: 'resolve',
  ECONNREFUSED: 'connect',
  EHOSTUNREACH: 'connect',
  ENETUNREACH: 'connect',
  EHOSTDOWN: 'connect',
  UND_ERR_CONNECT_TIMEOUT: 'connect',
  ETIMEDOUT: 'connect',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  EPROTO: 'tls',
  ECONNRESET: 'exchange',
  EPIPE: 'exchange',
  UND_ERR_SOCKET: 'exchange',
  UND_ERR_HEADERS_TIMEOUT: 'exchange',
  UND_ERR_BODY_TIMEOUT: 'exchange',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'exchange',
}

/** Families of TLS codes that share a beginning: `CERT_HAS_EXPIRED`, `ERR_TLS_CERT_ALTNAME_INVALID`, `ERR_SSL_…`. */
const TLS_CODE = /^(CERT_|ERR_TLS_|ERR_SSL_)/

export function networkError(thrown: unknown): NetworkError {
  let code = ''
  let message = thrown instanceof Error ? thrown.message : String(thrown)
  let syscall: unknown
  let at: unknown = thrown
  for (let depth = 0; depth < CAUSE_DEPTH_MAX && typeof at === 'object' && at !== null; depth++) {
    const { code: found, message: said, cause, errors } = at as ErrorLike
    if (typeof said === 'string' && said !== '') message = said
    if (typeof found === 'string' && found !== '') {
      code = found
      syscall = (at as ErrorLike).syscall
    }
    // Happy Eyeballs fails with one error an address; the first speaks for all.
    at = cause ?? (Array.isArray(errors) ? errors[0] : undefined)
  }
  return { code, message, phase: phaseOf(code, syscall) }
}

interface ErrorLike {
  readonly code?: unknown
  readonly message?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
  readonly syscall?: unknown
}

function phaseOf(code: string, syscall: unknown): NetworkPhase {
  if (TLS_CODE.test(code)) return 'tls'
  // A connection that stands can time out or lose its route too, and by then the request is on its way.
  if (syscall === 'read' || syscall === 'write') return 'exchange'
  return PHASE_OF_CODE[code] ?? 'unknown'
}
