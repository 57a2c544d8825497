/**
 * Reads objects as languages print them: JSON, Node's `{ status: 403, data: [Object] }`, Python's and Ruby's
 * `{'errors': ['…']}` and `{"errors"=>["…"]}`. What it does not know it takes for a word; what is cut it
 * closes.
 */

/** Longer texts are not read on: the answer stands in the beginning. A guess. */
const CHARS_MAX = 64 * 1024
const DEPTH_MAX = 12
/** Values in one object, all told. */
const VALUES_MAX = 2_000

interface Reader {
  readonly text: string
  at: number
  values: number
}

/** The object that begins at `start`, where a `{` stands; null when there is none. Never throws. */
export function looseObject(text: string, start: number): Record<string, unknown> | null {
  if (text[start] !== '{') return null
  const reader: Reader = { text: text.slice(start, start + CHARS_MAX), at: 0, values: 0 }
  return objectAt(reader, 0)
}

function objectAt(reader: Reader, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  reader.at += 1
  while (reader.at < reader.text.length && reader.values < VALUES_MAX) {
    skip(reader, BETWEEN)
    if (take(reader, '}')) return object
    const key = keyAt(reader)
    skip(reader, BLANK)
    if (!takeJoint(reader)) {
      // `{ [Error: …] code: 1 }`, `<ref *1>`: no pair; on with the next word.
      if (key === '') reader.at += 1
      continue
    }
    object[key] = valueAt(reader, depth + 1)
  }
  return object
}

function listAt(reader: Reader, depth: number): unknown[] {
  const list: unknown[] = []
  reader.at += 1
  while (reader.at < reader.text.length && reader.values < VALUES_MAX) {
    skip(reader, BETWEEN)
    if (take(reader, ']')) return list
    const before = reader.at
    list.push(valueAt(reader, depth + 1))
    if (reader.at === before) reader.at += 1
  }
  return list
}

function valueAt(reader: Reader, depth: number): unknown {
  reader.values += 1
  skip(reader, BLANK)
  // `<ref *1> ClientRequest {`, `Object [Headers] {`: a name before the braces.
  const name =
    /^(?:<ref \*\d+> )?(?:[A-Z]\w{0,60}(?: \[[\w ]{1,60}\])?(?:\(\d+\))? )?(?=[{[])/.exec(
      reader.text.slice(reader.at, reader.at + 160),
    )
  if (name) reader.at += name[0].length
  const character = reader.text[reader.at] ?? ''
  if (depth < DEPTH_MAX && character === '{') return objectAt(reader, depth)
  if (depth < DEPTH_MAX && character === '[' && !isStandIn(reader)) return listAt(reader, depth)
  if (QUOTES.has(character)) return quotedAt(reader, character)
  return valueOfWord(wordAt(reader))
}

/** `[Object]`, `[Function: x]`, `[Circular *1]`. */
function isStandIn({ text, at }: Reader): boolean {
  return /^\[(?:Object|Array|Function|Circular|Getter|Symbol|AsyncFunction|class)\b[^\]\n]{0,80}\]/.test(
    text.slice(at, at + 100),
  )
}

function keyAt(reader: Reader): string {
  const character = reader.text[reader.at] ?? ''
  if (QUOTES.has(character)) return quotedAt(reader, character)
  const [symbol = ''] =
    /^:?[\w$@.-]{1,100}/.exec(reader.text.slice(reader.at, reader.at + 101)) ?? []
  reader.at += symbol.length
  return symbol.replace(/^:/, '')
}

function quotedAt(reader: Reader, quote: string): string {
  let value = ''
  reader.at += 1
  while (reader.at < reader.text.length) {
    const character = reader.text[reader.at] ?? ''
    reader.at += 1
    if (character === quote) {
      // Node joins long strings with `+` over lines.
      const joint = /^ \+\s{1,40}(['"`])/.exec(reader.text.slice(reader.at, reader.at + 60))
      if (!joint) return value
      reader.at += joint[0].length
    } else if (character === '\\') {
      const escaped = reader.text[reader.at] ?? ''
      reader.at += 1
      value += ESCAPES.get(escaped) ?? escaped
    } else value += character
  }
  return value
}

/** Up to the next delimiter. */
function wordAt(reader: Reader): string {
  const from = reader.at
  const rest =
    /^(?:\[[^\]\n]{0,100}\]|[^,}\]\n]){0,400}/.exec(reader.text.slice(from, from + 500))?.[0] ?? ''
  reader.at += rest.length
  return rest.trim()
}

function valueOfWord(word: string): unknown {
  return WORDS.get(word) ?? (NUMBER.test(word) ? Number(word) : word)
}

const QUOTES: ReadonlySet<string> = new Set(["'", '"', '`'])
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', ''],
])
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
])
const NUMBER = /^-?\d{1,15}(?:\.\d{1,9})?$/
const BLANK = /^\s{1,2000}/
const BETWEEN = /^[\s,;]{1,2000}/

function skip(reader: Reader, what: RegExp): void {
  reader.at += what.exec(reader.text.slice(reader.at, reader.at + 2_001))?.[0].length ?? 0
}

function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false
  reader.at += 1
  return true
}

function takeJoint(reader: Reader): boolean {
  if (reader.text.startsWith('=>', reader.at)) {
    reader.at += 2
    return true
  }
  return take(reader, ':') || take(reader, '=')
}
