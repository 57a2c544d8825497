/**
 * Secrets in queries, forms, multipart and JSON, found by their keys, in the text as it stands: nothing is
 * parsed and written anew, so numbers, order and blanks stay as they were, and a cut body works too.
 */
import {
  isSigned,
  isSubtreeKey,
  type KeyNames,
  keyKind,
  SIGNED_NAMES,
  SUBTREE_KIND,
  speaksOauth,
} from './redaction-keys.ts'

/** What stands in place of the value. Called once for each value, in order. */
export type Rename = (kind: string, value: string) => string

/** A URL's query and fragment, and the sign-in before its host. */
export function redactUrl(url: string, given: KeyNames, rename: Rename): string {
  const isOauth = speaksOauth(url)
  const further = isSigned(url) ? { ...given, ...SIGNED_NAMES } : given
  const [base = '', ...rest] = url.split(/(?=[?#])/)
  const shown = base.replace(
    /^([a-z][a-z0-9+.-]{0,20}:\/\/)([^/@\s]{1,512})@/i,
    (_all, scheme: string, signIn: string) => `${scheme}${rename('sign-in', signIn)}@`,
  )
  const pieces = rest.map(
    (piece) => `${piece[0]}${redactPairs(piece.slice(1), isOauth, further, rename)}`,
  )
  return [shown, ...pieces].join('')
}

/** `a=b&c=d`, as in queries, fragments and forms. */
export function redactForm(form: string, further: KeyNames, rename: Rename): string {
  return redactPairs(form, speaksOauth(form), further, rename)
}

/**
 * Running text, such as a log line: addresses in it, and values behind a secret name with a colon or an
 * equals sign. A plain word behind one ("password: required") is what the text says of it, and stays.
 */
export function redactProse(text: string, further: KeyNames, rename: Rename): string {
  const shown = text.includes('://')
    ? text.replace(EMBEDDED_URL, (url) => redactUrl(url, further, rename))
    : text
  if (!MAY_NAME.test(shown) && Object.keys(further).length === 0) return shown
  return shown.replace(PAIR, (all: string, ...parts: readonly string[]) => {
    const [key = '', sign = '', quote = '', quoted, bare = ''] = parts
    const value = quoted ?? bare
    const isSaid = value.length <= SAID_CHARS_MAX && SAID_OF_IT.test(value)
    const kind = isSaid ? null : keyKind(key, value, false, further)
    return kind === null ? all : `${key}${sign}${quote}${rename(kind, value)}`
  })
}

/** Brackets end it: they are where a redacted value stands. */
const EMBEDDED_URL = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>\\^`{|}[\]]{8,4096}/gi

/** Part of every name that is known to be secret: most texts have none of them. */
const MAY_NAME = /token|secret|password|verifier|key|authorization|amz|policy|destination/i

/** `client_secret=…`, `"token": "…"`, `X-Api-Key: …`, `password => …`, with quotes that may be escaped. */
const PAIR =
  /(?<![\w-])([A-Za-z][\w-]{4,40})(\\{0,3}["']?\s{0,2}[:=]>?\s{0,2})(?:(\\{0,3}["'])([^"'\\\r\n[]{6,512})|([^\s"'\\&,;<>()[\]{}]{5,}[^\s"'\\&,;<>()[\]{}.!?:]))/g

/** A longer value is no word. A guess; a row of dots is tried from each of its ends. */
const SAID_CHARS_MAX = 200

/** A word, a constant or a variable, or what stands for a value already. */
const SAID_OF_IT = /^(?:[A-Z]?[a-z]+(?:[-_'][a-z]+)*|[A-Z]+(?:_[A-Z]+)*|\$\w+|[*.x…-]+)[.!?:]*$/

/** Parts of `multipart/form-data`; file parts have a name too, and are judged by it. */
export function redactMultipart(body: string, further: KeyNames, rename: Rename): string {
  const isOauth = speaksOauth(body)
  const boundary = /^\s{0,9}(--[^\r\n]{1,200})/.exec(body)?.[1]
  if (boundary === undefined) return body
  const parts = body.split(boundary).map((part) => {
    const name = /\bname="?([^";\r\n]{1,200})/i.exec(part.slice(0, 1_000))?.[1]
    const contentAt = part.search(/\r?\n\r?\n/)
    if (name === undefined || contentAt === -1) return part
    const head = /\r?\n\r?\n/.exec(part.slice(contentAt, contentAt + 4))?.[0] ?? ''
    const content = part.slice(contentAt + head.length)
    const value = content.replace(/\r?\n$/, '')
    const kind = keyKind(name, value, isOauth, further)
    if (kind === null || value === '') return part
    const end = content.slice(value.length)
    return `${part.slice(0, contentAt)}${head}${rename(kind, value)}${end}`
  })
  return parts.join(boundary)
}

/** JSON text, whole or cut: strings and numbers under secret keys, and every leaf under secret subtrees. */
export function redactJson(json: string, further: KeyNames, rename: Rename): string {
  const isOauth = speaksOauth(json)
  let out = ''
  let shownTo = 0
  let depth = 0
  /** How deep we were where a secret subtree began; -1 outside of one. */
  let secretDepth = -1
  let key: string | null = null
  for (let at = 0; at < json.length; ) {
    const token = tokenAt(json, at)
    at = token.end
    if (token.kind === 'opening') {
      if (secretDepth === -1 && key !== null && isSubtreeKey(key)) secretDepth = depth
      depth += 1
    } else if (token.kind === 'closing') {
      depth -= 1
      if (depth <= secretDepth) secretDepth = -1
      key = null
    } else if (token.kind === 'key') {
      key = unescaped(json.slice(token.start + 1, token.quoteAt))
    } else if (token.kind === 'leaf') {
      const raw = json.slice(token.start, token.end)
      const value = raw.startsWith('"') ? unescaped(raw.slice(1, token.quoteAt - token.start)) : raw
      const kind = secretDepth === -1 ? kindOf(key, value, isOauth, further) : SUBTREE_KIND
      if (kind === null || value === '' || NOTHING.has(raw)) continue
      out += `${json.slice(shownTo, token.start)}"${rename(kind, value)}"`
      shownTo = token.end
    }
  }
  return out + json.slice(shownTo)
}

interface Token {
  /** `key`: a string with a colon behind it. `leaf`: a string, number or literal. `rest`: anything else. */
  readonly kind: 'opening' | 'closing' | 'key' | 'leaf' | 'rest'
  readonly start: number
  /** Where the closing quote of a string is, or would be when it was cut off. */
  readonly quoteAt: number
  readonly end: number
}

function tokenAt(json: string, start: number): Token {
  const character = json[start] ?? ''
  const one = { start, quoteAt: start, end: start + 1 }
  if (character === '{' || character === '[') return { kind: 'opening', ...one }
  if (character === '}' || character === ']') return { kind: 'closing', ...one }
  if (character === '"') return stringAt(json, start)
  if (!BARE.test(character)) return { kind: 'rest', ...one }
  let end = start
  while (end < json.length && BARE.test(json[end] ?? '')) end++
  return { kind: 'leaf', start, quoteAt: end, end }
}

/** By hand, as a pattern would go back over a string of a megabyte. */
function stringAt(json: string, start: number): Token {
  let at = start + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  const quoteAt = Math.min(at, json.length)
  let behind = quoteAt + 1
  while (BLANK.has(json[behind] ?? '')) behind++
  if (json[behind] === ':') return { kind: 'key', start, quoteAt, end: behind + 1 }
  return { kind: 'leaf', start, quoteAt, end: Math.min(quoteAt + 1, json.length) }
}

/** What numbers and literals are made of. */
const BARE = /[-+.\w]/

const BLANK: ReadonlySet<string> = new Set([' ', '\t', '\r', '\n'])

/** Leaves that hide nothing. */
const NOTHING: ReadonlySet<string> = new Set(['null', 'true', 'false'])

function kindOf(
  key: string | null,
  value: string,
  isOauth: boolean,
  further: KeyNames,
): string | null {
  return key === null ? null : keyKind(key, value, isOauth, further)
}

function redactPairs(text: string, isOauth: boolean, further: KeyNames, rename: Rename): string {
  const pairs = text.split('&').map((pair) => {
    const equalsAt = pair.indexOf('=')
    if (equalsAt === -1) return pair
    const value = pair.slice(equalsAt + 1)
    const kind = keyKind(decoded(pair.slice(0, equalsAt)), value, isOauth, further)
    if (kind === null || value === '') return pair
    return `${pair.slice(0, equalsAt)}=${rename(kind, decoded(value))}`
  })
  return pairs.join('&')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text // A lone percent sign: then the text is what was meant.
  }
}

function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw
  try {
    return JSON.parse(`"${raw}"`) as string
  } catch {
    return raw // Not JSON after all: then the text is what was meant.
  }
}
