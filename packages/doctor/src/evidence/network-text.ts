/** Network errors as programs print them: Node's codes, curl's numbers, browsers' names. */
import { networkError } from '@underpin/exchange'
import type { Evidence } from '@underpin/failures'

/** A platform code as it stands: `connect ECONNREFUSED 127.0.0.1:443`, `UND_ERR_CONNECT_TIMEOUT`. */
const PLATFORM_CODE =
  /\b(UND_ERR_[A-Z_]+|E(?:CONN(?:RESET|REFUSED|ABORTED)|NOTFOUND|AI_[A-Z]+|TIMEDOUT|PIPE|PROTO|HOSTUNREACH|NETUNREACH|HOSTDOWN|SERVFAIL)|CERT_[A-Z_]+|ERR_(?:TLS|SSL)_[A-Z0-9_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+)\b/

/** What others say for it, and the platform code that means the same. First match wins. */
const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /\bcurl: \(6\)|could ?n[o']t resolve host|ERR_NAME_NOT_RESOLVED|name or service not known|nodename nor servname|DNS_PROBE_/i,
    'ENOTFOUND',
  ],
  [/ERR_CONNECTION_REFUSED|connection refused/i, 'ECONNREFUSED'],
  [
    /\bcurl: \(18\)|transfer closed with .{0,40}remaining|ERR_CONTENT_LENGTH_MISMATCH|incomplete ?read/i,
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  ],
  [
    /\bcurl: \((?:35|58|59|60|77|83)\)|SSL certificate problem|ERR_CERT_AUTHORITY_INVALID|CERTIFICATE_VERIFY_FAILED|unable to get local issuer/i,
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ],
  [/certificate (?:has )?expired|ERR_CERT_DATE_INVALID/i, 'CERT_HAS_EXPIRED'],
  [
    /\bcurl: \((?:52|56)\)|connection (?:was )?reset|ERR_CONNECTION_RESET|empty reply from server|socket hang up|ERR_EMPTY_RESPONSE|connection reset by peer/i,
    'ECONNRESET',
  ],
  [
    /connection timed out|connect(?:ion)? time-?out|ERR_CONNECTION_TIMED_OUT|failed to connect to .{1,80} after|timed out after \d+ milliseconds with 0 |\bcurl: \(28\)/i,
    'UND_ERR_CONNECT_TIMEOUT',
  ],
  [/\bcurl: \(7\)/i, 'ECONNREFUSED'],
] as const

/** Programs that keep the cause to themselves: the network failed, and nothing says where. */
const NO_DETAIL = /^\W*(?:\w*error: )*(?:fetch failed|failed to fetch|network ?error)\b/i

/** A line of it is enough: longer texts are logs, and are searched from the start. */
const SEARCHED_CHARS_MAX = 64 * 1024

/** Null when the text speaks of no network error. */
export function networkEvidence(text: string): Evidence | null {
  const searched = text.slice(0, SEARCHED_CHARS_MAX)
  const code =
    PLATFORM_CODE.exec(searched)?.[1] ??
    OTHER_WORDS.find(([words]) => words.test(searched))?.[1] ??
    (NO_DETAIL.test(searched) ? '' : undefined)
  if (code === undefined) return null
  return { network: networkError({ code, message: lineWith(searched) }) }
}

function lineWith(text: string): string {
  return text.trim().split(/\r?\n/, 1)[0]?.slice(0, 300) ?? ''
}
