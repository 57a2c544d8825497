/** One exchange as the packet shows it: method, URL, headers, status, body, request ids; no secret, and bounded. */
import type { Exchange, HeaderMap, Redactor } from '@underpin/exchange'
import { classify, type Evidence, type FailureId } from '@underpin/failures'
import { utcTime } from './local-time.ts'

/** Characters of a body that are shown. Error bodies are far shorter; pages say it in their head. */
export const BODY_CHARS_MAX = 16 * 1024

/** Characters of all bodies together. */
export const BODIES_CHARS_MAX = 1024 * 1024

/** Exchanges in a packet: the newest. Nobody reads more. */
export const EXCHANGES_MAX = 200

/** A body is cut to this before it is redacted, so that a recording of 32 MiB does not take minutes. */
const RAW_BODY_CHARS_MAX = 64 * 1024

/** No secret that is looked for is longer: so much is left out at a cut, so that no half of one stays. */
const CUT_CHARS = 8_192

export interface PacketExchange {
  readonly id: number
  /** `probe api-http`, `handed over`. */
  readonly from: string
  /** ISO 8601 in UTC; null when it is not known. */
  readonly at: string | null
  readonly elapsedMs: number | null
  readonly request: {
    readonly method: string | null
    readonly url: string | null
    readonly headers: HeaderMap | null
    readonly body: string | null
  }
  readonly response: {
    readonly status: number | null
    readonly headers: HeaderMap
    readonly body: string
    readonly isTruncated: boolean
  } | null
  /** When no answer came. */
  readonly network: {
    readonly code: string
    readonly message: string
    readonly phase: string
  } | null
  readonly requestIds: readonly string[]
  /** What the answer was recognised as; null when it is no failure that is known. */
  readonly failure: FailureId | null
  /** What was cut. Whole sentences. */
  readonly notes: readonly string[]
}

export interface GivenExchange {
  readonly from: string
  readonly evidence: Evidence
  readonly atMs: number | null
  readonly elapsedMs: number | null
}

/** Headers in which servers, gateways and clouds name a request. */
const REQUEST_ID_HEADERS = [
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'x-amzn-requestid',
  'x-amz-request-id',
  'x-amzn-trace-id',
  'x-amz-cf-id',
  'cf-ray',
  'traceparent',
]

export function givenExchange(from: string, given: Exchange | Evidence): GivenExchange {
  if (!('outcome' in given)) {
    return { from, evidence: given, atMs: given.nowMs ?? null, elapsedMs: null }
  }
  const { request, outcome, startedAtMs } = given
  const evidence: Evidence =
    outcome.kind === 'answered'
      ? { request, response: outcome.response, nowMs: startedAtMs + outcome.elapsedMs }
      : { request, network: outcome.error }
  return { from, evidence, atMs: startedAtMs, elapsedMs: outcome.elapsedMs }
}

/**
 * Bodies and addresses are redacted by value before they are by key: what is known goes as a whole, even
 * where it was written so badly that a part of it looks like the end of a value.
 *
 * @param budget how many characters of bodies may still be shown; it is lowered.
 */
export function packetExchange(
  id: number,
  { from, evidence, atMs, elapsedMs }: GivenExchange,
  redactor: Redactor,
  budget: { chars: number },
): PacketExchange {
  const { request, response, network } = evidence
  const notes: string[] = []
  const bounded = (name: string, text: string | null | undefined, headers?: HeaderMap) => {
    if (text === null || text === undefined) return null
    const type = headers?.['content-type'] ?? null
    return cutBody(name, text, (shown) => redactor.body(redactor.text(shown), type), budget, notes)
  }
  const requestBody = bounded('sent', request?.body, request?.headers)
  const responseBody = bounded('that came', response?.body, response?.headers)
  return {
    id,
    from: redactor.text(from),
    at: atMs === null ? null : utcTime(atMs),
    elapsedMs: elapsedMs === null ? null : Math.round(elapsedMs),
    request: {
      method: request?.method === undefined ? null : redactor.text(request.method),
      url: request?.url === undefined ? null : redactor.url(redactor.text(request.url)),
      headers: request?.headers === undefined ? null : redactor.headers(request.headers),
      body: requestBody,
    },
    response:
      response === undefined
        ? null
        : {
            status: response.status ?? null,
            headers: redactor.headers(response.headers ?? {}),
            body: responseBody ?? '',
            isTruncated: response.isTruncated ?? false,
          },
    network:
      network === undefined
        ? null
        : {
            code: redactor.text(network.code),
            message: redactor.text(network.message),
            phase: network.phase,
          },
    requestIds: requestIdsOf(response?.headers ?? {}).map((value) => redactor.text(value)),
    failure: classify(evidence)?.failure ?? null,
    notes,
  }
}

function requestIdsOf(headers: HeaderMap): string[] {
  return REQUEST_ID_HEADERS.flatMap((name) => headers[name] ?? [])
}

function cutBody(
  name: string,
  text: string,
  redact: (text: string) => string,
  budget: { chars: number },
  notes: string[],
): string {
  const isLong = text.length > RAW_BODY_CHARS_MAX
  // Redacted first, cut then: the other way round a secret at the cut would stay in half.
  const clean = redact(isLong ? text.slice(0, RAW_BODY_CHARS_MAX) : text)
  const whole = isLong ? clean.slice(0, Math.max(0, clean.length - CUT_CHARS)) : clean
  const shown = whole.slice(0, Math.min(BODY_CHARS_MAX, budget.chars))
  budget.chars -= shown.length
  if (shown.length < whole.length || isLong) {
    notes.push(
      `Of the body ${name} the first ${shown.length} of ${text.length} characters are shown.`,
    )
  }
  return shown
}
