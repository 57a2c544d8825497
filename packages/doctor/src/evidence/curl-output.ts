/**
 * What `curl -i` and `curl -v` print: status lines, headers and bodies, with `-v` also the requests
 * (`> `) and what curl did in between (`* `). One reading may hold several exchanges: redirects,
 * `100 Continue`, a proxy's `200 Connection established`, or a whole script's output.
 */
import type { HeaderMap } from '@underpin/exchange'
import type { Evidence } from '@underpin/failures'
import { type Readable, readable } from './evidence-read.ts'
import { networkEvidence } from './network-text.ts'

/** Longer outputs are cut to their end: what failed last is what was asked about. */
const EXCHANGES_MAX = 200

const STATUS_LINE = /^(?:< )?HTTP\/\d(?:\.\d)? (\d{3})(?: .*)?$/
const REQUEST_LINE = /^> ([A-Z]{3,7}) (\S+) HTTP\/\d/
const HEADER_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/
/** `{ [123 bytes data]` and `* Connection #0 …`: curl's own talk, not the body. */
const CURL_TALK = /^(?:[{}] \[\d+ bytes data\]|\* .*|\*)$/
const CURL_ERROR = /^curl: \(\d+\)/
/** Curl says it so when the connection ended before the body did. */
const CUT_SHORT = /curl: \(18\)|transfer closed with .{0,60}remaining/

interface Draft {
  method?: string
  url?: string
  requestHeaders: Record<string, string>
  status?: number
  headers: Record<string, string>
  bodyLines: string[]
  part: 'request' | 'headers' | 'body'
  isTruncated: boolean
}

/** Null when no line of the text is a status line. */
export function readCurlOutput(text: string): Readable | null {
  const lines = text.split(/\r?\n/)
  if (!lines.some((line) => STATUS_LINE.test(line))) return null
  const drafts: Draft[] = []
  let isCut = false
  for (const line of lines) {
    takeLine(drafts, line)
    // Twice as many as are read, so that cutting happens seldom, and interim answers cost nobody a place.
    if (drafts.length < 2 * EXCHANGES_MAX) continue
    drafts.splice(0, EXCHANGES_MAX)
    isCut = true
  }
  const evidence = drafts.flatMap(evidenceOf)
  // The last word of a script that failed is curl's own error, and no answer follows it.
  const error = lines.findLast((line) => CURL_ERROR.test(line))
  const network = error === undefined || CUT_SHORT.test(error) ? null : networkEvidence(error)
  const all = network ? [...evidence, network] : evidence
  return readable('curl-output', all.slice(-EXCHANGES_MAX), notesOn(all.length, isCut))
}

function notesOn(count: number, isCut: boolean): string[] {
  if (isCut || count > EXCHANGES_MAX) {
    return [`There are more than ${EXCHANGES_MAX} exchanges; the last of them were read.`]
  }
  return count > 1 ? [`${count} exchanges were read; the last that failed is explained.`] : []
}

function takeLine(drafts: Draft[], line: string): void {
  const last = drafts.at(-1)
  const request = REQUEST_LINE.exec(line)
  if (request) {
    const [, method = '', url = ''] = request
    drafts.push({ ...emptyDraft('request'), method, url })
    return
  }
  const status = STATUS_LINE.exec(line)
  if (status) {
    const open = last?.part === 'request' ? last : { ...emptyDraft('headers'), ...askedBy(last) }
    if (open !== last) drafts.push(open)
    open.status = Number(status[1])
    open.part = 'headers'
    return
  }
  if (last) takeInto(last, line)
}

function takeInto(draft: Draft, line: string): void {
  if (CUT_SHORT.test(line)) draft.isTruncated = true
  if (CURL_TALK.test(line) || CURL_ERROR.test(line)) return
  const bare = draft.part === 'body' ? line : line.replace(/^[<>] ?/, '')
  if (draft.part === 'body') draft.bodyLines.push(bare)
  else if (bare === '' && draft.part === 'headers') draft.part = 'body'
  else takeHeader(draft, bare)
}

function takeHeader(draft: Draft, line: string): void {
  const [, name, value = ''] = HEADER_LINE.exec(line) ?? []
  if (name === undefined) {
    // Somebody left out the empty line between headers and body when pasting.
    if (draft.part === 'headers' && line !== '') {
      draft.part = 'body'
      draft.bodyLines.push(line)
    }
    return
  }
  const headers = draft.part === 'request' ? draft.requestHeaders : draft.headers
  const lower = name.toLowerCase()
  // A header may be called as what every object inherits.
  const before = Object.hasOwn(headers, lower) ? `${headers[lower]}, ` : ''
  headers[lower] = `${before}${value.trim()}`
}

/** Interim answers (1xx) and a proxy's consent are not the answer: the next one is, to the same request. */
function askedBy(last: Draft | undefined): Partial<Draft> {
  if (last?.status === undefined || !isInterim(last)) return {}
  const { method, url, requestHeaders } = last
  return { ...(method ? { method } : {}), ...(url ? { url } : {}), requestHeaders }
}

function isInterim({ status = 0, headers, bodyLines }: Draft): boolean {
  const isConsent = status === 200 && Object.keys(headers).length === 0
  return (status < 200 || isConsent) && bodyLines.join('').trim() === ''
}

function evidenceOf(draft: Draft, at: number, drafts: readonly Draft[]): Evidence[] {
  if (draft.status === undefined) return []
  if (isInterim(draft) && at < drafts.length - 1) return []
  const { method, url, requestHeaders, status, headers, bodyLines, isTruncated } = draft
  const host = requestHeaders['host']
  const absolute = url?.startsWith('/') && host ? `https://${host}${url}` : url
  return [
    {
      ...(method || absolute ? { request: askedFor(method, absolute, requestHeaders) } : {}),
      response: { status, headers, body: bodyLines.join('\n').trim(), isTruncated },
    },
  ]
}

function askedFor(method: string | undefined, url: string | undefined, headers: HeaderMap) {
  return { ...(method ? { method } : {}), ...(url ? { url } : {}), headers }
}

function emptyDraft(part: Draft['part']): Draft {
  return { requestHeaders: {}, headers: {}, bodyLines: [], part, isTruncated: false }
}
