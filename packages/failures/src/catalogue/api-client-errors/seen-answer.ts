/** How the tests of the client errors write down an answer: what a row leaves out is as usual. */
import type { Evidence } from '../../classify.ts'
import type { FailureId } from '../../failure-id.ts'

export const API = 'https://api.procore.com'
export const SHOW_RFI = `${API}/rest/v1.0/projects/5001/rfis/9`
export const NOW_S = 1_795_190_400

const WITH_COMPANY = { authorization: 'Bearer eyJ0', 'procore-company-id': '4001' }

export interface SeenAnswer {
  readonly name: string
  readonly status: number
  /** Text is sent as plain text, anything else as JSON. */
  readonly body: unknown
  /** The likeliest failure. */
  readonly want: FailureId
  /** The answer says nothing that we know. Left out: it does. */
  readonly isGeneral?: true
  readonly headers?: Readonly<Record<string, string>>
  /** Left out: a GET of which no headers are known. */
  readonly request?: Evidence['request']
  readonly tokenAgeMs?: number
}

export const CREATE = {
  method: 'POST',
  url: `${API}/rest/v1.0/projects/5001/rfis`,
  headers: WITH_COMPANY,
}

export function get(url: string) {
  return { method: 'GET', url, headers: WITH_COMPANY }
}

export function patch(body: string, type = 'application/json') {
  return {
    method: 'PATCH',
    url: SHOW_RFI,
    headers: { ...WITH_COMPANY, 'content-type': type },
    body,
  }
}

export function evidenceOf(answer: SeenAnswer): Evidence {
  const { status, body, headers, request, tokenAgeMs } = answer
  const isText = typeof body === 'string'
  const type = isText ? 'text/plain' : 'application/json; charset=utf-8'
  return {
    request: request ?? { method: 'GET', url: SHOW_RFI },
    response: {
      status,
      headers: { ...(body === '' ? {} : { 'content-type': type }), ...headers },
      body: isText ? body : JSON.stringify(body),
    },
    nowMs: NOW_S * 1_000,
    ...(tokenAgeMs === undefined ? {} : { tokenAgeMs }),
  }
}
