/**
 * Tests that no pattern can express, by name. A signature names one with `judgement`; an exclusion
 * names one to rule a mode out. Each looks at the clues alone.
 */
import { type Clues, isRead, isWrite } from './clues.ts'
import { droppedDate } from './dropped-date.ts'
import { CODE_GRANT, REFRESH_GRANT } from './grant-sent.ts'
import { isHtml } from './markup-text.ts'
import { rateWindow } from './server-wait.ts'

/** Access tokens last 5,400 s (fact sheet section 2.2). */
export const ACCESS_TOKEN_LIFETIME_MS = 5_400_000

export interface Judgement {
  /** What it found, in words that can stand in `because`. */
  readonly says: string
  readonly holds: (clues: Clues) => boolean
  /** What in particular, where there is something to name. */
  readonly detail?: (clues: Clues) => string | null
}

/** Body types in the fact sheet, sections 2.2 and 3. */
const DOCUMENTED_TYPE =
  /^\s*(application\/(merge-patch\+)?json|multipart\/form-data|application\/x-www-form-urlencoded)/i

/** Statuses whose page comes from a balancer as a matter of course, and 429 and 511, which speak for themselves. */
const STATUS_TELLS_ENOUGH: ReadonlySet<number> = new Set([429, 502, 503, 504, 511])

/** Hosts that an API answer may point to: Procore's own, and the clouds that hold its files. */
const HOME_HOST =
  /(^|\.)(procore\.com|procoregov\.com|amazonaws\.com|cloudfront\.net|storage\.googleapis\.com|blob\.core\.windows\.net)(:\d+)?$/

/** A link that carries its own signature was made for us, whoever the host is. */
const SIGNED_QUERY = /[?&](x-amz-signature|signature|sig|policy)=/i

/** Codes of an answer that was on its way: something came, and not all of it. */
const ANSWER_BEGUN =
  /^(?:UND_ERR_RES_CONTENT_LENGTH_MISMATCH|HPE_\w{1,40}|(?:net::)?ERR_(?:CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING))$/

/** The two calls that do without the header (fact sheet section 3). */
const NEEDS_NO_COMPANY =
  /^\/rest\/v[\d.]{1,9}\/(?:me|companies)(?:\?(?![^#]*(?:company|project)_id)|$)/

export const JUDGEMENTS = {
  'access-token-past-its-life': {
    says: 'the access token was older than the 90 minutes that it lasts',
    holds: ({ tokenAgeMs }) => tokenAgeMs !== null && tokenAgeMs >= ACCESS_TOKEN_LIFETIME_MS,
  },
  'access-token-within-its-life': {
    says: 'the access token was younger than the 90 minutes that it lasts',
    holds: ({ tokenAgeMs }) => tokenAgeMs !== null && tokenAgeMs < ACCESS_TOKEN_LIFETIME_MS,
  },
  'authorization-not-sent': {
    says: 'the request carried no bearer token',
    holds: ({ requestHeaders }) => requestHeaders !== null && !hasBearer(requestHeaders),
  },
  'company-header-not-sent': {
    says: 'the request carried no Procore-Company-Id header',
    holds: ({ requestHeaders, path }) =>
      requestHeaders !== null &&
      !isFilled(requestHeaders['procore-company-id']) &&
      !NEEDS_NO_COMPANY.test(path),
  },
  'refresh-grant-sent': {
    says: 'a refresh token was presented',
    holds: ({ sent }) => REFRESH_GRANT.test(sent),
  },
  'code-grant-sent': {
    says: 'an authorization code was presented',
    holds: ({ sent }) => CODE_GRANT.test(sent),
  },
  'sent-body-is-not-json': {
    says: 'the body that was sent is no JSON, though it was announced or begun as such',
    holds: sentBrokenJson,
  },
  'sent-content-type-is-unusual': {
    says: 'the body that was sent is of a type that Procore documents nowhere',
    holds: ({ requestHeaders }) => {
      const type = requestHeaders?.['content-type']
      return type !== undefined && !DOCUMENTED_TYPE.test(type)
    },
  },
  'rate-limit-resets-soon': {
    says: 'the rate limit headers speak of the 10-second window',
    holds: (clues) => clues.status === 429 && rateWindow(clues) === 'spike',
  },
  'rate-limit-resets-late': {
    says: 'the rate limit headers speak of the hourly window',
    holds: (clues) => clues.status === 429 && rateWindow(clues) === 'hour',
  },
  'write-sent': {
    says: 'the request was a write',
    holds: ({ method }) => isWrite(method),
  },
  'read-sent': {
    says: 'the request was a read, which changes nothing',
    holds: ({ method }) => isRead(method),
  },
  'write-unanswered': {
    says: 'a write was sent, and no answer came',
    holds: ({ method, network, status }) =>
      network !== null && status === null && !isBeforeSending(network.phase) && isWrite(method),
  },
  'failed-resolving': {
    says: 'the name of the host could not be resolved',
    holds: ({ network }) => network?.phase === 'resolve',
  },
  'failed-connecting': {
    says: 'no connection came about',
    holds: ({ network }) => network?.phase === 'connect',
  },
  'failed-securing': {
    says: 'no encrypted connection came about',
    holds: ({ network }) => network?.phase === 'tls',
  },
  'failed-unanswered': {
    says: 'the connection ended, and no answer had come',
    holds: ({ network, status }) =>
      network !== null &&
      status === null &&
      !isBeforeSending(network.phase) &&
      !ANSWER_BEGUN.test(network.code),
  },
  'answer-cut-short': {
    says: 'the answer ended before its body did',
    holds: isCutShort,
  },
  'page-instead-of-data': {
    says: 'a web page came where the API answers data, with a status that says all is well',
    holds: (clues) => isSuccess(clues.status) && isPageAtApi(clues),
  },
  'redirected-elsewhere': {
    says: 'the API call was redirected to a host that is not Procore’s',
    holds: isRedirectedElsewhere,
  },
  'error-is-a-page': {
    says: 'the API call was answered by a web page or plain text instead of an API error',
    holds: isPlainError,
  },
  'sync-rejected-items': {
    says: 'the answer says success, and lists rejected items beside the accepted ones',
    holds: (clues) => (clues.status === null || isSuccess(clues.status)) && hasRejectedItems(clues),
  },
  'date-came-back-null': {
    says: 'a date that was sent came back empty',
    holds: (clues) => sentDateCameBackNull(clues) !== null,
    detail: sentDateCameBackNull,
  },
} as const satisfies Readonly<Record<string, Judgement>>

export type JudgementName = keyof typeof JUDGEMENTS

/** Undefined for a name that nobody holds: the catalogue's test finds those. */
export function judgement(name: string): Judgement | undefined {
  const all: Readonly<Record<string, Judgement>> = JUDGEMENTS
  return Object.hasOwn(all, name) ? all[name] : undefined
}

function sentDateCameBackNull(clues: Clues): string | null {
  const { status, method, sentWhole, body } = clues
  if (!isSuccess(status) || !isWrite(method)) return null
  // Both are cheap to look for, and most answers end here.
  if (!body.includes('null') || !sentWhole.trimStart().startsWith('{')) return null
  const sent = parsed(sentWhole)
  return sent === undefined ? null : droppedDate(sent, clues.read().json)
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300
}

function isBeforeSending(phase: string): boolean {
  return phase === 'resolve' || phase === 'connect' || phase === 'tls'
}

function isFilled(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== ''
}

function hasBearer(headers: Readonly<Record<string, string>>): boolean {
  return /^bearer +\S/i.test(headers['authorization'] ?? '')
}

function sentBrokenJson({ sentWhole, requestHeaders }: Clues): boolean {
  if (sentWhole.trim() === '') return false
  const type = requestHeaders?.['content-type'] ?? ''
  const isMeantAsJson = type.includes('json') || (type === '' && /^\s{0,99}[{[]/.test(sentWhole))
  return isMeantAsJson && parsed(sentWhole) === undefined
}

function isCutShort({ isTruncated, status, headers, body, network }: Clues): boolean {
  // A cut error page still has its status, and that tells more.
  if (status !== null && status >= 400) return false
  if (isTruncated || (network !== null && status !== null)) return true
  if (!isSuccess(status) || !headers['content-type']?.includes('json')) return false
  return endsEarly(body)
}

/** By first and last character: parsing a megabyte to learn the same would cost a thousand times more. */
function endsEarly(body: string): boolean {
  const first = body.trimStart()[0]
  const last = body.trimEnd().at(-1)
  if (first === '{') return last !== '}'
  return first === '[' && last !== ']'
}

function isPageAtApi({ surface, headers, body }: Clues): boolean {
  if (surface !== 'api') return false
  const type = headers['content-type']
  return type === undefined ? isHtml(body) : type.includes('html')
}

function isPlainError(clues: Clues): boolean {
  const { surface, status } = clues
  if (surface !== 'api' || status === null || status < 400) return false
  return !STATUS_TELLS_ENOUGH.has(status) && clues.read().shape === 'E9'
}

function isRedirectedElsewhere({ surface, status, headers, host }: Clues): boolean {
  const location = headers['location'] ?? ''
  if (surface !== 'api' || status === null || status < 300 || status > 399) return false
  const target = /^https?:\/\/([^/?#]{1,255})/i.exec(location)?.[1]?.toLowerCase()
  if (target === undefined || target === host) return false
  return !HOME_HOST.test(target) && !SIGNED_QUERY.test(location)
}

function hasRejectedItems(clues: Clues): boolean {
  if (!clues.body.includes('"errors"')) return false
  const { shape, json } = clues.read()
  if (shape !== 'sync' || typeof json !== 'object' || json === null) return false
  return 'errors' in json && Array.isArray(json.errors) && json.errors.length > 0
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // That it does not parse is what the caller asks.
  }
}
