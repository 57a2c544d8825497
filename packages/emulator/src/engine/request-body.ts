/** The body of a write as an object: JSON, or a form with bracketed keys, url-encoded or multipart. */
import type { Call } from '../call.ts'
import { readBody } from '../read-body.ts'
import type { Refusal } from '../reply.ts'
import { readBracketed } from './bracketed-keys.ts'

/** Pairs in a form body: 1,000 items of 20 attributes each. */
const PAIRS_MAX = 20_000

export type Body = Readonly<Record<string, unknown>>
export type ParsedBody =
  | { readonly kind: 'body'; readonly body: Body }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export const NO_BODY: Body = Object.freeze({})

const JSON_TYPE = /^application\/(?:[a-z.-]+\+)?json/i
const FORM_TYPE = /^application\/x-www-form-urlencoded/i
const MULTIPART_TYPE = /^multipart\/form-data/i

/** `{}` when there is no body. */
export async function parseBody(call: Call): Promise<ParsedBody> {
  const unread = await readBody(call)
  if (unread) return { kind: 'refused', refusal: unread }
  const text = call.bodyText
  if (text === null || text === '') return { kind: 'body', body: NO_BODY }
  const type = call.request.headers.get('content-type') ?? ''
  if (type === '' || JSON_TYPE.test(type)) return parseJson(text)
  if (FORM_TYPE.test(type)) return fromPairs(new URLSearchParams(text).entries())
  if (MULTIPART_TYPE.test(type)) return parseMultipart(text, type)
  return refused('unsupported-content-type', `a body of type ${type}`)
}

function parseJson(text: string): ParsedBody {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return refused('malformed-json', String(error))
  }
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  // Rails puts what is no object under a key of its own, where no operation looks for it.
  return { kind: 'body', body: isObject ? (parsed as Body) : { _json: parsed } }
}

async function parseMultipart(text: string, type: string): Promise<ParsedBody> {
  try {
    const form = await new Response(text, { headers: { 'content-type': type } }).formData()
    return fromPairs(form.entries())
  } catch (error) {
    return refused('malformed-json', `the multipart body cannot be read: ${error}`)
  }
}

function fromPairs(entries: Iterable<[string, unknown]>): ParsedBody {
  const pairs: [string, unknown][] = []
  for (const pair of entries) {
    if (pairs.length >= PAIRS_MAX)
      return refused('batch-too-large', `over ${PAIRS_MAX} form fields`)
    pairs.push(pair)
  }
  const body = readBracketed(pairs)
  if (body) return { kind: 'body', body }
  return refused('malformed-json', 'the bracketed keys contradict each other')
}

function refused(failure: Refusal['failure'], because: string): ParsedBody {
  return { kind: 'refused', refusal: { failure, because } }
}
