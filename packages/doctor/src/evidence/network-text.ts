/** Network errors as programs print them: Node's codes, curl's numbers, browsers' names. */
import { networkError } from '@underpin/exchange'
import type { Evidence } from '@underpin/failures'

/** A platform code as it stands: `connect ECONNREFUSED 127.0.0.1:443`, `UND_ERR_CONNECT_TIMEOUT`. */
const PLATFORM_CODE =
  /\b(UND_ERR_[A-Z_]+|E(?:CONN(?:RESET|REFUSED|ABORTED)|NOTFOUND|AI_[A-Z]+|TIMEDOUT|PIPE|PROTO|HOSTUNREACH|NETUNREACH|HOSTDOWN|SERVFAIL)|CERT_[A-Z_]+|ERR_(?:TLS|SSL)_[A-Z0-9_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+)\b/

/**
 * What others say for it (curl, browsers, Python, Java, .NET, Go), and the platform code that means the
 * same. First match wins: the words of a cause stand before those that only frame it.
 */
const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /\bcurl: \(6\)|could ?n[o']t resolve (?:host|proxy|[\w-]{1,63}\.[\w.-]{1,200})|\bdns\b.{0,30}\b(?:fail|error|not (?:found|resolve))|could not be resolved|ERR_NAME_NOT_RESOLVED|name or service not known|name resolution|failed to resolve|nodename nor servname|DNS_PROBE_|server IP address could not be found|trouble finding that site|no such host|host not found|UnknownHost|getaddrinfo failed|server with the specified hostname could not be found/i,
    'ENOTFOUND',
  ],
  [
    /\bcurl: \((?:35|51|58|59|60|77|83)\)|SSL certificate problem|ERR_CERT_AUTHORITY_INVALID|CERTIFICATE_VERIFY_FAILED|certificate verify failed|unable to get local issuer|SSLHandshake|PKIX path|SSL connection could not be established|certificate\b.{0,40}\b(?:error|problem|warning|invalid|not trusted|match|unknown)|verify the (?:first |server |remote )?certificate|x509: |self[- ]signed certificate|SEC_ERROR_|MOZILLA_PKIX|ERR_SSL_|connection is(?: not|n['’]t) (?:private|secure)|tls: (?:handshake|failed|bad)/i,
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  ],
  [/certificate (?:has )?expired|ERR_CERT_DATE_INVALID/i, 'CERT_HAS_EXPIRED'],
  [
    /ERR_CONNECTION_REFUSED|connection refused|(?:actively )?refused (?:it|to connect)|can['’]?t establish a connection/i,
    'ECONNREFUSED',
  ],
  [
    /\bcurl: \(18\)|transfer closed with .{0,40}remaining|ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE_CHUNKED_ENCODING|incomplete ?read|payload is not complete|premature (?:end|close)|unexpected end of (?:stream|file)|response ended prematurely/i,
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  ],
  [
    // The connection stood, and no answer came on it.
    /read ?timed? ?-?out|operation timed out after \d+ milliseconds with|HttpClient\.Timeout|awaiting (?:response )?headers|deadline exceeded|timed out waiting for (?:a |the )?response/i,
    'UND_ERR_HEADERS_TIMEOUT',
  ],
  [
    /connect(?:ion)? ?timed? ?-?out|connect time-?out|ERR_(?:CONNECTION_)?TIMED_OUT|took too long to respond|failed to connect to .{1,80} after|did not properly respond after|dial tcp .{0,60}i\/o timeout|\bcurl: \(28\)/i,
    'UND_ERR_CONNECT_TIMEOUT',
  ],
  [
    /\bcurl: \((?:52|55|56)\)|connection (?:was )?(?:forcibly )?(?:reset|aborted|closed)|ERR_CONNECTION_(?:RESET|CLOSED|ABORTED)|empty reply from server|socket hang up|ERR_EMPTY_RESPONSE|reset by peer|forcibly closed|remote end closed|RemoteDisconnected|broken pipe|server disconnected|PR_CONNECT_RESET/i,
    'ECONNRESET',
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
