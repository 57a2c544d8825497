/** A HAR file: the exchanges that a browser or a proxy recorded. Only those that failed are kept. */
import type { HeaderMap } from '@underpin/exchange'
import { classify, type Evidence } from '@underpin/failures'
import { type Readable, readable, type Unreadable, unreadable } from './evidence-read.ts'
import { isRecord } from './json-body.ts'
import { networkEvidence } from './network-text.ts'
import { scalarNumber, scalarText } from './scalar-text.ts'

/** A browser session of an hour has a few thousand; more are cut to the newest. */
const ENTRIES_MAX = 10_000

/** For a request that names none: browsers record pages, so it is not taken for a call of the API. */
const NO_ADDRESS = 'unknown'

/** The longest that is registered, `UPDATEREDIRECTREF`, has 17. */
const METHOD_CHARS_MAX = 20

/** What browsers say of calls that they ended themselves: the page was left, or an extension forbade it. */
const ENDED_HERE = /ERR_ABORTED|ERR_BLOCKED_BY_|NS_BINDING_ABORTED|NS_ERROR_(?:ABORT|TRACKING)/

/** Null when the JSON is no HAR. */
export function readHar(json: unknown): Readable | Unreadable | null {
  const entries = isRecord(json) && isRecord(json['log']) ? json['log']['entries'] : undefined
  if (!Array.isArray(entries)) return null
  const read = entries.slice(-ENTRIES_MAX).filter(isRecord)
  const evidence = read.flatMap(failedExchange)
  const notes = notesOn(entries.length, read, evidence.length)
  if (evidence.length === 0) {
    return unreadable(
      'no-failure',
      [
        `None of the ${entries.length} exchanges in this HAR failed.`,
        'Record again while the error shows, with "Preserve log" on.',
      ].join(' '),
    )
  }
  return readable('har', evidence, notes)
}

function notesOn(count: number, read: readonly Entry[], failed: number): string[] {
  const endedHere = read.filter((entry) => ENDED_HERE.test(lossOf(entry))).length
  const calls = endedHere === 1 ? 'call was' : 'calls were'
  return [
    ...(count > ENTRIES_MAX
      ? [`Only the last ${ENTRIES_MAX} of ${count} exchanges were read.`]
      : []),
    `Of ${count} exchanges ${failed} failed.`,
    ...(endedHere === 0 ? [] : [`${endedHere} ${calls} ended by the browser itself and left out.`]),
  ]
}

type Entry = Record<string, unknown>

function failedExchange(entry: Entry): Evidence[] {
  const { request, response } = entry
  if (!isRecord(request) || !isRecord(response)) return []
  const status = response['status'] === null ? 0 : scalarNumber(response['status'])
  const startedAtMs = Date.parse(scalarText(entry['startedDateTime']))
  const when = Number.isNaN(startedAtMs) ? {} : { nowMs: startedAtMs }
  if (status === 0) {
    const lost = lossOf(entry)
    if (lost === '' || ENDED_HERE.test(lost)) return []
    const unknown = { code: lost, message: lost, phase: 'unknown' } as const
    const network = networkEvidence(lost)?.network ?? unknown
    return [{ request: requestOf(request), network, ...when }]
  }
  if (!(status >= 200)) return []
  const content = isRecord(response['content']) ? response['content'] : {}
  const exchange = {
    request: requestOf(request),
    response: { status, headers: headersOf(response['headers']), body: bodyOf(content) },
    ...when,
  }
  // Success may hide a failure: items that were rejected, a page in place of data.
  return status >= 400 || isHiddenFailure(exchange) ? [exchange] : []
}

/** Recorders leave out bodies of success as they please; without one nothing can be said of them. */
function isHiddenFailure(exchange: Evidence): boolean {
  const { status = 0, body = '' } = exchange.response ?? {}
  return (status >= 300 || body !== '') && classify(exchange) !== null
}

/** Why no answer came: Chrome says it in the response, Firefox and proxies in the entry. Empty: not said. */
function lossOf({ response, _error }: Entry): string {
  const said = isRecord(response) ? response['_error'] : undefined
  return typeof said === 'string' ? said : typeof _error === 'string' ? _error : ''
}

function requestOf(request: Record<string, unknown>) {
  const posted = isRecord(request['postData']) ? request['postData']['text'] : null
  return {
    method: scalarText(request['method']).slice(0, METHOD_CHARS_MAX),
    url: scalarText(request['url']) || NO_ADDRESS,
    headers: headersOf(request['headers']),
    body: typeof posted === 'string' ? posted : null,
  }
}

function headersOf(headers: unknown): HeaderMap {
  if (!Array.isArray(headers)) return {}
  return Object.fromEntries(
    headers
      .filter(isRecord)
      .map(({ name, value }) => [scalarText(name).toLowerCase(), scalarText(value)] as const),
  )
}

function bodyOf({ text, encoding }: Record<string, unknown>): string {
  if (typeof text !== 'string') return ''
  if (encoding !== 'base64') return text
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)))
  } catch {
    return '' // Not base64 after all: the status and the headers still speak.
  }
}
