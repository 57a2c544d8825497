/**
 * The error body shapes of the fact sheet, section 6.1, read and written. Procore answers errors in
 * nine shapes; whoever reads them wants the texts, whoever raises them wants the bytes.
 */
import { htmlTexts, isMarkup, xmlError } from './markup-text.ts'

/**
 * Longer bodies are not parsed: a sync of 1,000 items answers with about 1 MB, and 4 Mi characters
 * is a guess at four times the largest honest one.
 */
export const JSON_CHARS_MAX = 4 * 1024 * 1024

/** How many error texts are read from a body: a sync may carry an error for each of its 1,000 items. */
export const TEXTS_MAX = 100

/** Each text is cut to this many characters. A guess: no documented text has a tenth of it. */
export const TEXT_CHARS_MAX = 2_000

/** Errors nest at most so deep (`{errors: {fields: {label: [msg]}}}` is three). */
const DEPTH_MAX = 6

/** E1 to E9 of the fact sheet; `empty` for no body; `sync` for `{entities, errors}` answered 200. */
export type ErrorShape =
  | 'E1'
  | 'E2'
  | 'E3'
  | 'E4'
  | 'E5'
  | 'E6'
  | 'E7'
  | 'E8'
  | 'E9'
  | 'empty'
  | 'sync'

export interface ReadBody {
  /** Null when the body has no error shape that we know. */
  readonly shape: ErrorShape | null
  /** Every error text in it, in order: at most `TEXTS_MAX`, each at most `TEXT_CHARS_MAX` long. */
  readonly texts: readonly string[]
  /** Field names of E3 and sync, each once. */
  readonly fields: readonly string[]
  /** `code` or `error` of E5, E7, E8; a bare word in E4's `error`; `<Code>` of a storage host's XML. */
  readonly code: string | null
  /** The parsed JSON, or undefined when the body is no JSON or too long to parse. */
  readonly json: unknown
}

/** Never throws, whatever the body is. */
export function readBody(body: string, contentType: string | null): ReadBody {
  const type = contentType?.toLowerCase() ?? ''
  const start = firstVisible(body)
  if (start === -1) return found('empty', [])
  const json = START_OF_JSON.has(body[start] ?? '') ? parseJson(body, start) : undefined
  if (json !== undefined) return readJson(json)
  // Cut or broken JSON is no text for people: its braces would be read out to somebody on site.
  if (body[start] === '{' || body[start] === '[') return found(null, [])
  if (type !== '' && !TEXT_TYPE.test(type)) return found(null, [])
  return readPlain(body)
}

export interface ErrorText {
  readonly text: string
  /** For E3 and sync; `base` when missing. */
  readonly field?: string
  /** For E5, E7, E8; for E9 it makes the body a storage host's XML with this `<Code>`. */
  readonly code?: string
}

export interface WrittenBody {
  readonly body: string
  /** Empty for the shape `empty`: no body has no type. */
  readonly contentType: string
}

/**
 * The body of an error in a given shape. E9 is an HTML page with the text in its title and heading;
 * with a code, the XML of a storage host; and markup (a text that starts with `<`) is sent as it is.
 */
export function writeBody(shape: ErrorShape, error: ErrorText): WrittenBody {
  if (shape === 'empty') return { body: '', contentType: '' }
  if (shape === 'E9') return writePlain(error)
  return {
    body: JSON.stringify(writeJson(shape, error)),
    contentType: 'application/json; charset=utf-8',
  }
}

/** Numbers and literals are no errors; a bare JSON string is, in some gateways. */
const START_OF_JSON: ReadonlySet<string> = new Set(['{', '[', '"'])

const TEXT_TYPE = /text\/|html|xml|json|x-www-form-urlencoded/

/** `invalid_grant`, `invalid_token`: a code, not a sentence. */
const CODE_WORD = /^[a-z]+(_[a-z]+)+$/

function readJson(json: unknown): ReadBody {
  if (typeof json === 'string') return found('E9', [bounded(json)], { json })
  if (!isRecord(json)) return found(null, [], { json })
  const { errors, error, message, code, error_description: description } = json
  if (Array.isArray(json['entities']) && Array.isArray(errors)) return readSync(errors, json)
  if (typeof errors === 'string') return found('E2', [bounded(errors)], { json })
  if (Array.isArray(errors)) return found('E1', textsIn(errors), { json })
  if (isRecord(errors)) return found('E3', textsIn(errors), { json, fields: fieldsOf(errors) })
  if (isRecord(error))
    return found('E5', textsIn(withoutCode(error)), { json, code: error['code'] })
  if (typeof error === 'string' && typeof description === 'string') {
    return found('E8', [bounded(description)], { json, code: error })
  }
  if (typeof message === 'string' && isScalar(code)) {
    return found('E7', textsIn([message, json['reason'], error]), { json, code })
  }
  if (typeof message === 'string') {
    return found('E6', textsIn([message, json['exception'], error]), { json })
  }
  if (typeof error === 'string') {
    return found('E4', [bounded(error)], { json, code: CODE_WORD.test(error) ? error : null })
  }
  return found(null, [], { json })
}

function readSync(errors: readonly unknown[], json: unknown): ReadBody {
  const reasons = errors.slice(0, TEXTS_MAX).map((item) => (isRecord(item) ? item['errors'] : item))
  const fields = reasons.flatMap((reason) => (isRecord(reason) ? fieldsOf(reason) : []))
  return found('sync', textsIn(reasons), { json, fields: [...new Set(fields)] })
}

function readPlain(body: string): ReadBody {
  if (!isMarkup(body)) return found('E9', [bounded(body.slice(0, TEXT_CHARS_MAX).trim())])
  const storage = xmlError(body)
  if (storage !== null) return found('E9', [bounded(storage.message)], { code: storage.code })
  return found('E9', htmlTexts(body, TEXTS_MAX).map(bounded))
}

function writeJson(shape: Exclude<ErrorShape, 'E9' | 'empty'>, error: ErrorText): object {
  const { text, field = 'base', code } = error
  switch (shape) {
    case 'E1':
      return { errors: [text] }
    case 'E2':
      return { errors: text }
    case 'E3':
      return { errors: { [field]: [text] } }
    case 'E4':
      return { error: text }
    case 'E5':
      return { error: { code: code ?? 'error', message: text, details: [] } }
    case 'E6':
      return { message: text }
    case 'E7':
      return { code: code ?? 'error', message: text }
    case 'E8':
      return { error: code ?? 'invalid_request', error_description: text }
    case 'sync':
      return { entities: [], errors: [{ errors: { [field]: [text] } }] }
  }
}

function writePlain({ text, code }: ErrorText): WrittenBody {
  if (code !== undefined) {
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escaped(code)}</Code><Message>${escaped(text)}</Message></Error>`
    return { body, contentType: 'application/xml' }
  }
  if (text.startsWith('<?xml')) return { body: text, contentType: 'application/xml' }
  const contentType = 'text/html; charset=utf-8'
  if (text.startsWith('<')) return { body: text, contentType }
  const said = escaped(text)
  const body = `<!DOCTYPE html>\n<html><head><title>${said}</title></head><body><h1>${said}</h1></body></html>\n`
  return { body, contentType }
}

interface Details {
  readonly json?: unknown
  readonly fields?: readonly string[]
  readonly code?: unknown
}

function found(
  shape: ErrorShape | null,
  texts: readonly string[],
  details: Details = {},
): ReadBody {
  const { json, fields = [], code } = details
  return { shape, texts, fields, code: isScalar(code) ? bounded(String(code)) : null, json }
}

/** The strings at the leaves, in order and each once; names of fields are not among them. */
function textsIn(value: unknown): string[] {
  const texts = new Set<string>()
  const visit = (at: unknown, depth: number) => {
    if (texts.size >= TEXTS_MAX || depth > DEPTH_MAX) return
    if (typeof at === 'string' && at.trim() !== '') texts.add(bounded(at))
    else if (Array.isArray(at)) for (const each of at.slice(0, TEXTS_MAX)) visit(each, depth + 1)
    else if (isRecord(at)) for (const each of leading(at)) visit(each, depth + 1)
  }
  visit(value, 0)
  return [...texts]
}

function withoutCode(error: Record<string, unknown>): Record<string, unknown> {
  const { code: _code, ...rest } = error
  return rest
}

function leading(record: Record<string, unknown>): unknown[] {
  return Object.values(record).slice(0, TEXTS_MAX)
}

function fieldsOf(errors: Record<string, unknown>): string[] {
  return Object.keys(errors).slice(0, TEXTS_MAX).map(bounded)
}

function parseJson(body: string, start: number): unknown {
  if (body.length > JSON_CHARS_MAX) return undefined
  try {
    return JSON.parse(start === 0 ? body : body.slice(start)) // a byte order mark is no JSON
  } catch {
    return undefined // Not JSON: the caller reads it as text, which is the answer here.
  }
}

function firstVisible(body: string): number {
  // Looks at a bounded piece: a body of nothing but blanks is as good as empty.
  return body.slice(0, JSON_CHARS_MAX).search(/\S/)
}

function bounded(text: string): string {
  return text.slice(0, TEXT_CHARS_MAX).replace(STEERING, '')
}

/** Texts are shown to people: nothing in them may steer a terminal or turn the direction of writing. */
const STEERING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
