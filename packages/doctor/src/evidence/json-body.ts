/** A JSON body, alone: an error answer of Procore, or what a program wrote of one into its log. */
import type { Evidence } from '@underpin/failures'
import { scalarNumber } from './scalar-text.ts'

/** Names under which programs log the status of an answer. */
const STATUS_NAMES = ['status', 'statusCode', 'status_code', 'httpStatus'] as const

/** Names under which programs log the body of an answer, or the whole answer. */
const BODY_NAMES = ['body', 'data', 'responseBody', 'response_body'] as const
const ANSWER_NAMES = ['response', 'error', 'cause'] as const

/** How deep an answer may be wrapped: `{ error: { response: { data } } }` is three. */
const WRAPPING_MAX = 4

/** Undefined when the text is no JSON object or array. */
export function parseJsonText(text: string): unknown {
  const trimmed = text.trim()
  if (!/^[{[]/.test(trimmed)) return undefined
  try {
    return JSON.parse(trimmed)
  } catch {
    return undefined // Not JSON, or cut: whoever asked reads it as text.
  }
}

/** What a JSON value says of one answer: a logged `{ status, body }`, however wrapped, or the body itself. */
export function jsonEvidence(json: unknown, text: string): Evidence {
  const logged = loggedAnswer(json, 0)
  const status = logged?.status ?? statusOf(json)
  return {
    // A page in a program's log came from in front of the API: browsers log nothing.
    ...(logged?.body.trimStart().startsWith('<') ? { surface: 'api' as const } : {}),
    response: {
      ...(status === undefined ? {} : { status }),
      body: logged?.body ?? text.trim(),
    },
  }
}

interface LoggedAnswer {
  readonly status: number
  readonly body: string
}

function loggedAnswer(json: unknown, depth: number): LoggedAnswer | null {
  if (!isRecord(json) || depth >= WRAPPING_MAX) return null
  const status = statusOf(json)
  const body = BODY_NAMES.map((name) => json[name]).find(isBody)
  if (status !== undefined && body !== undefined) {
    return { status, body: typeof body === 'string' ? body : writtenAgain(body) }
  }
  for (const name of ANSWER_NAMES) {
    const inner = loggedAnswer(json[name], depth + 1)
    if (inner) return inner
  }
  return null
}

/** What is nested too deep to be written says nothing that is worth it; the status still speaks. */
export function writtenAgain(body: object): string {
  try {
    return JSON.stringify(body)
  } catch {
    return ''
  }
}

function statusOf(json: unknown): number | undefined {
  if (!isRecord(json)) return undefined
  const named = STATUS_NAMES.map((name) => scalarNumber(json[name])).find(
    (status) => Number.isInteger(status) && status >= 100 && status <= 599,
  )
  return named ?? codeOf(json)
}

/** Error objects carry the status as their `code`, as a number or a text (fact sheet section 6.1, E5 and E7). */
function codeOf(json: Record<string, unknown>): number | undefined {
  const error = isRecord(json['error']) ? json['error'] : json
  if (typeof error['message'] !== 'string') return undefined
  const code = scalarNumber(error['code'])
  return Number.isInteger(code) && code >= 400 && code <= 599 ? code : undefined
}

function isBody(value: unknown): value is string | object {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
