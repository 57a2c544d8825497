/** Where a failure showed itself, read from the address and the body when nobody says. */
import type { ReadBody } from './body-shapes.ts'
import type { Surface } from './failure-mode.ts'
import { isHtml } from './markup-text.ts'

export interface Seen {
  readonly host: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly status: number | null
  readonly body: string
  readonly read: () => ReadBody
}

/** Fact sheet section 1 (hosts) and section 9 (uploads). */
const STORAGE_HOST = /^storage\.|\.amazonaws\.com(:\d+)?$|^storage\.googleapis\.com$/
const STORAGE_PATH = /^\/fas\/api\/|[?&]X-Amz-(Signature|Credential)=/i
const API_PATH = /^\/(rest|vapid)(\/|$)/
/** The list of deliveries: answered by the API, and about notices (fact sheet section 10). */
const DELIVERIES_PATH =
  /^\/(?:rest|vapid)\/[^?]{0,200}\/webhooks\/hooks\/\d{1,20}\/deliveries(?:[/?]|$)/
/** Token info is asked with a bearer, so it fails as the API does, though it stands under `/oauth`. */
const TOKEN_INFO_PATH = /^\/oauth\/token\/info/
const OAUTH_PATH = /^\/oauth(\/|$)/

/** Codes that only the OAuth endpoints answer; `invalid_token` is not among them (fact sheet 2.2, 2.3). */
const OAUTH_CODES: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_client',
  'invalid_request',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'access_denied',
])

/** Null when nothing tells: a bare status code may be seen by a program or in a browser. */
export function surfaceOf(seen: Seen): Surface | null {
  const { host, path, headers, body, status } = seen
  // What it says is about the receiver; an error of that call is the API's as any other.
  if (status !== null && status < 300 && DELIVERIES_PATH.test(path)) return 'webhook'
  if (API_PATH.test(path) || TOKEN_INFO_PATH.test(path)) return 'api'
  if (OAUTH_PATH.test(path)) return 'oauth'
  if (STORAGE_HOST.test(host) || STORAGE_PATH.test(path)) return 'storage'
  if (isStorageAnswer(seen)) return 'storage'
  const isPage = headers['content-type']?.includes('html') === true || isHtml(body)
  if (isPage) return isFromAnywhere(seen) ? null : 'web'
  const { shape, code } = seen.read()
  if (code !== null && OAUTH_CODES.has(code)) return 'oauth'
  if (shape !== null && shape !== 'E9' && shape !== 'empty') return 'api'
  return host === '' && path === '' ? null : surfaceOfUnknownPath(host)
}

/** A balancer answers programs and browsers with the same page; without an address nobody can tell. */
function isFromAnywhere({ host, path, status, body }: Seen): boolean {
  const isBalancers = status !== null && BALANCER_STATUSES.has(status)
  return host === '' && path === '' && isBalancers && !FOR_PEOPLE.test(body.slice(0, PAGE_CHARS))
}

/** Something to click or to fill in, or a size for phones: balancers write no such pages. */
const FOR_PEOPLE = /<(?:a|form|button|input|nav)[\s>]|<meta name="viewport"/i
const PAGE_CHARS = 16 * 1024

const BALANCER_STATUSES: ReadonlySet<number> = new Set([502, 503, 504])

function isStorageAnswer({ headers, read }: Seen): boolean {
  const hasAmazonId = headers['x-amz-request-id'] !== undefined
  return hasAmazonId || (read().shape === 'E9' && read().code !== null)
}

function surfaceOfUnknownPath(host: string): Surface {
  return host.startsWith('api.') || host.startsWith('api-') ? 'api' : 'web'
}
