/** Answers of the API that are no errors: v1 as they are, v2 in `{data}` with ids as strings. */
import type { TextAnswer } from '../reply.ts'
import type { Work } from './work.ts'

const CONTENT_TYPE = 'application/json; charset=utf-8'
const NO_BODY: TextAnswer = { status: 204, headers: {}, text: '' }
const JSON_HEADERS = { 'content-type': CONTENT_TYPE }

/** @param headers names in lower case. */
export function textReply(
  work: Work,
  body: string,
  status: number = work.route.success,
  headers?: Readonly<Record<string, string>>,
): TextAnswer {
  if (status === 204) return NO_BODY
  const all = headers ? { ...headers, ...JSON_HEADERS } : JSON_HEADERS
  return { status, headers: all, text: work.route.isV2 ? inEnvelope(body) : body }
}

export function jsonReply(work: Work, body: unknown): TextAnswer {
  return textReply(work, JSON.stringify(body))
}

function inEnvelope(body: string): string {
  return JSON.stringify({ data: withTextIds(JSON.parse(body)) })
}

const ID_KEY = /(?:^|_)ids?$/

function withTextIds(value: unknown, isId = false): unknown {
  if (typeof value === 'number') return isId ? String(value) : value
  if (Array.isArray(value)) return value.map((each) => withTextIds(each, isId))
  if (typeof value !== 'object' || value === null) return value
  const shown: Record<string, unknown> = {}
  for (const [key, each] of Object.entries(value)) shown[key] = withTextIds(each, ID_KEY.test(key))
  return shown
}
