/**
 * The same text with a layer of encoding taken off, and where each of its bytes stood before. A secret
 * may be written raw, with some of its characters as `%2f` or `%2F`, with JSON escapes, folded over two
 * lines, or with one inside the other; searching what is underneath finds it however it was written.
 */

/** Layers taken off at most: JSON in a form in JSON is three. */
const LAYERS_MAX = 3

const CHUNK = 8_192

export interface View {
  /** UTF-8 bytes, one a character. */
  readonly bytes: string
  /** Where byte `i` began in the original text, and at the end the text's length; null: at `i`. */
  readonly at: Int32Array | null
}

/** The text itself, and every view that taking off a layer makes different. */
export function viewsOf(text: string): View[] {
  const whole = bytesOf(text)
  const views = [whole, withoutBreaks(whole)].filter(isView)
  let fresh = views
  for (let layer = 0; layer < LAYERS_MAX && fresh.length > 0; layer++) {
    fresh = fresh.flatMap((view) => [withoutPercents(view), withoutEscapes(view)]).filter(isView)
    views.push(...fresh, ...fresh.map(withoutBreaks).filter(isView))
  }
  return views
}

/** A string's UTF-8 bytes, one a character. */
export function utf8(text: string): string {
  return isAscii(text) ? text : latin1(new TextEncoder().encode(text))
}

function bytesOf(text: string): View {
  if (isAscii(text)) return { bytes: text, at: null }
  const encoded = new TextEncoder().encode(text)
  const at = new Int32Array(encoded.length + 1)
  let size = 0
  for (let from = 0; from < text.length; ) {
    const code = text.codePointAt(from) ?? 0
    const length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    at.fill(from, size, size + length)
    size += length
    from += length === 4 ? 2 : 1
  }
  at[size] = text.length
  return { bytes: latin1(encoded), at }
}

/**
 * A line break with the indentation behind it, where one word may go on: a folded header, base64 in
 * lines of 76. JSON over several lines has a bracket, comma or quote there, and needs no second look.
 */
const FOLD = /(?<=[^\s{[,])\r?\n[ \t]{0,200}(?=[^\s"}\]])/g

/** Null when nothing goes on over a line break. */
function withoutBreaks({ bytes, at }: View): View | null {
  if (!bytes.includes('\n')) return null
  const lines: string[] = []
  const outAt = new Int32Array(bytes.length + 1)
  let size = 0
  let from = 0
  const take = (to: number) => {
    lines.push(bytes.slice(from, to))
    for (; from < to; from++) outAt[size++] = at === null ? from : (at[from] ?? 0)
  }
  for (const { 0: fold, index } of bytes.matchAll(FOLD)) {
    take(index)
    from += fold.length
  }
  if (lines.length === 0) return null
  take(bytes.length)
  outAt[size] = at === null ? bytes.length : (at[bytes.length] ?? 0)
  return { bytes: lines.join(''), at: outAt.subarray(0, size + 1) }
}

/** Null when there is nothing to take off. */
function withoutPercents({ bytes, at }: View): View | null {
  if (!/%[0-9a-f]{2}/i.test(bytes)) return null
  return rewritten(bytes, at, '%', (from) => {
    const value = hex(bytes, from + 1, 2)
    return value === -1 ? null : { length: 3, bytes: ONE_BYTE[value] ?? [] }
  })
}

function withoutEscapes({ bytes, at }: View): View | null {
  if (!bytes.includes('\\')) return null
  return rewritten(bytes, at, '\\', (from) => {
    const kind = bytes[from + 1] ?? ''
    if (kind !== 'u') {
      const plain = PLAIN_ESCAPES[kind]
      return plain === undefined ? null : { length: 2, bytes: ONE_BYTE[plain] ?? [] }
    }
    return unicodeEscape(bytes, from)
  })
}

const ONE_BYTE = Array.from({ length: 256 }, (_, byte) => [byte])

const PLAIN_ESCAPES: Readonly<Record<string, number>> = {
  '"': 0x22,
  '\\': 0x5c,
  '/': 0x2f,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
}

interface Decoded {
  /** Bytes that are taken. */
  readonly length: number
  readonly bytes: ArrayLike<number>
}

function unicodeEscape(bytes: string, from: number): Decoded | null {
  const first = hex(bytes, from + 2, 4)
  if (first === -1) return null
  if (first >= 0xd800 && first < 0xdc00 && bytes.startsWith('\\u', from + 6)) {
    const second = hex(bytes, from + 8, 4)
    if (second >= 0xdc00 && second < 0xe000) {
      return { length: 12, bytes: new TextEncoder().encode(String.fromCharCode(first, second)) }
    }
  }
  return { length: 6, bytes: new TextEncoder().encode(String.fromCharCode(first)) }
}

function rewritten(
  bytes: string,
  at: Int32Array | null,
  mark: string,
  decode: (from: number) => Decoded | null,
): View | null {
  // No escape is shorter than what it stands for.
  const out = new Uint8Array(bytes.length)
  const outAt = new Int32Array(bytes.length + 1)
  let size = 0
  let isChanged = false
  for (let from = 0; from < bytes.length; ) {
    const decoded = bytes[from] === mark ? decode(from) : null
    const origin = at === null ? from : (at[from] ?? 0)
    if (decoded === null) {
      outAt[size] = origin
      out[size++] = bytes.charCodeAt(from)
      from += 1
      continue
    }
    isChanged = true
    for (let i = 0; i < decoded.bytes.length; i++) {
      outAt[size] = origin
      out[size++] = decoded.bytes[i] ?? 0
    }
    from += decoded.length
  }
  if (!isChanged) return null
  outAt[size] = at === null ? bytes.length : (at[bytes.length] ?? 0)
  return { bytes: latin1(out.subarray(0, size)), at: outAt.subarray(0, size + 1) }
}

/** -1 when the characters are no hexadecimal number of that length. */
function hex(bytes: string, from: number, length: number): number {
  let value = 0
  for (let at = from; at < from + length; at++) {
    const digit = HEX_DIGITS.indexOf(bytes[at]?.toLowerCase() ?? ' ')
    if (digit === -1) return -1
    value = value * 16 + digit
  }
  return value
}

const HEX_DIGITS = '0123456789abcdef'

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(from, from + CHUNK))
  }
  return text
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}

function isView(view: View | null): view is View {
  return view !== null
}
