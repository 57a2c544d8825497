/**
 * Known secrets, found in a text in one pass however many they are. Each is kept as the patterns in
 * which it may be written; a rolling sum over six bytes asks a bit set whether a pattern can end here,
 * so that ten thousand secrets cost a text hardly more than one.
 */
import { utf8, viewsOf } from './decoded-view.ts'
import { SecretPieces } from './secret-pieces.ts'

/** Shorter values would be found in every other word. */
export const SECRET_CHARS_MIN = 6

/** Of a longer secret its beginning is looked for. No token or cookie that we know is half as long. */
export const SECRET_CHARS_MAX = 8_192

/** The oldest quarter is forgotten beyond this: a token lives 90 minutes, and 10,000 outlast them all. */
export const SECRETS_MAX = 10_000

/** Base64 is looked for by this many bytes of the secret; the run that it stands in goes as a whole. */
const BASE64_BYTES_MAX = 48

/**
 * Characters compared in one text at most, some hundredths of a second's work. Only a text made for
 * it, such as one letter a million times, needs more; then the whole of it counts as a finding.
 */
const COMPARED_CHARS_MAX = 20_000_000

/** 2^20 bits: 70,000 patterns fill a fifteenth of it. */
const BITS_LOG2 = 20

const FACTOR = 0x01000193

export interface Finding {
  readonly start: number
  readonly end: number
  readonly kind: string
  readonly name: string
}

interface Known {
  readonly kind: string
  readonly name: string
}

interface Pattern extends Known {
  readonly isBase64: boolean
}

export class SecretIndex {
  readonly #secrets = new Map<string, Known>()
  readonly #counts = new Map<string, number>()
  #patterns = new Map<string, Pattern>()
  #lengthsByEnd = new Map<string, number[]>()
  #bits = new Uint32Array(2 ** (BITS_LOG2 - 5))

  /** Raised with each new secret: what was clean before may not be now. */
  generation = 0

  /** The secret's name, which it keeps; null when it is too short to be looked for. */
  learn(kind: string, secret: string): string | null {
    if (secret.length < SECRET_CHARS_MIN) return null
    const value = secret.slice(0, SECRET_CHARS_MAX)
    const known = this.#secrets.get(value)
    if (known !== undefined) return known.name
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    const fresh = { kind, name: `[${kind} ${count}]` }
    this.#secrets.set(value, fresh)
    this.generation += 1
    if (this.#secrets.size > SECRETS_MAX) this.#forgetOldest()
    else this.#index(value, fresh)
    return fresh.name
  }

  /** What is known now; it costs as much as all secrets are long. */
  pieces(): SecretPieces {
    return new SecretPieces(this.#secrets)
  }

  /** Where known secrets stand in the text, in any writing; unsorted, and overlapping where they do. */
  find(text: string): Finding[] {
    if (this.#secrets.size === 0 || text.length < SECRET_CHARS_MIN) return []
    const findings: Finding[] = []
    const budget = { chars: COMPARED_CHARS_MAX }
    // A long run may hold a thousand findings: it is measured once.
    let last = { start: 0, end: 0 }
    for (const { bytes, at } of viewsOf(text)) {
      this.#scan(bytes, budget, (from, to, pattern) => {
        const start = at === null ? from : (at[from] ?? 0)
        const end = Math.max(start + 1, at === null ? to : (at[to] ?? text.length))
        const isInLast = start >= last.start && end <= last.end
        if (pattern.isBase64 && !isInLast) last = base64Run(text, start, end)
        const run = pattern.isBase64 ? last : { start, end }
        findings.push({ ...run, kind: pattern.kind, name: pattern.name })
      })
    }
    if (budget.chars > 0) return findings
    return [{ start: 0, end: text.length, kind: 'text', name: '[text too dense to search]' }]
  }

  #scan(
    bytes: string,
    budget: { chars: number },
    onFound: (from: number, to: number, pattern: Pattern) => void,
  ): void {
    let sum = 0
    for (let to = 1; to <= bytes.length; to++) {
      sum = (Math.imul(sum, FACTOR) + bytes.charCodeAt(to - 1)) | 0
      if (to > SECRET_CHARS_MIN) {
        sum = (sum - Math.imul(bytes.charCodeAt(to - 1 - SECRET_CHARS_MIN), FACTOR_TO_SIXTH)) | 0
      }
      if (to < SECRET_CHARS_MIN || !this.#mayEnd(sum)) continue
      const lengths = this.#lengthsByEnd.get(bytes.slice(to - SECRET_CHARS_MIN, to))
      for (const length of lengths ?? []) {
        if (length > to) continue
        budget.chars -= length
        if (budget.chars <= 0) return
        const pattern = this.#patterns.get(bytes.slice(to - length, to))
        if (pattern !== undefined) onFound(to - length, to, pattern)
      }
    }
  }

  #mayEnd(sum: number): boolean {
    const bit = sum >>> (32 - BITS_LOG2)
    return ((this.#bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0
  }

  #index(value: string, known: Known): void {
    const bytes = utf8(value)
    this.#add(bytes, { ...known, isBase64: false })
    // A form writes a blank as a plus, which is no percent encoding.
    if (bytes.includes(' ')) this.#add(bytes.replaceAll(' ', '+'), { ...known, isBase64: false })
    for (const core of base64Cores(bytes.slice(0, BASE64_BYTES_MAX))) {
      this.#add(core, { ...known, isBase64: true })
      this.#add(core.replaceAll('+', '-').replaceAll('/', '_'), { ...known, isBase64: true })
    }
  }

  #add(bytes: string, pattern: Pattern): void {
    if (this.#patterns.has(bytes)) return
    this.#patterns.set(bytes, pattern)
    const end = bytes.slice(-SECRET_CHARS_MIN)
    const lengths = this.#lengthsByEnd.get(end) ?? []
    if (!lengths.includes(bytes.length)) this.#lengthsByEnd.set(end, [...lengths, bytes.length])
    let sum = 0
    for (let i = 0; i < end.length; i++) sum = (Math.imul(sum, FACTOR) + end.charCodeAt(i)) | 0
    const bit = sum >>> (32 - BITS_LOG2)
    this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }

  #forgetOldest(): void {
    const keys = [...this.#secrets.keys()]
    for (const value of keys.slice(0, SECRETS_MAX / 4)) this.#secrets.delete(value)
    this.#patterns = new Map()
    this.#lengthsByEnd = new Map()
    this.#bits = new Uint32Array(this.#bits.length)
    for (const [value, known] of this.#secrets) this.#index(value, known)
  }
}

const FACTOR_TO_SIXTH = Array.from({ length: SECRET_CHARS_MIN }).reduce<number>(
  (power) => Math.imul(power, FACTOR),
  1,
)

/**
 * What base64 makes of the bytes wherever they begin in what is encoded: the characters that they
 * alone decide, for each of the three places within a group. Seven or more, for six bytes or more.
 */
function base64Cores(bytes: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = btoa('\0'.repeat(offset) + bytes)
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
  })
}

/** Lines of base64 have 64 or 76 characters; a shorter run before a line break is a word. */
const BASE64_LINE_CHARS_MIN = 32

/** One character of base64, plain or percent-encoded, or a slash as some write it in JSON. */
const BASE64_CHARACTER = /[A-Za-z0-9+/=_%-]/

/** What may stand between two lines: a line break with indentation, or one that JSON escapes. */
const FOLD_BEHIND = /^(?:\r?\n[ \t]{0,200}|(?:\\r)?\\n)(?=[\w+/=-])/
const FOLD_BEFORE = /[\w+/=-](\r?\n[ \t]{0,200}|(?:\\r)?\\n)$/
const FOLD_CHARS_MAX = 210

/** All of the encoded text around what was found, over its lines: a part of it would be decoded. */
function base64Run(text: string, from: number, to: number): { start: number; end: number } {
  let start = runStart(text, from)
  let end = runEnd(text, to)
  for (;;) {
    const fold = FOLD_BEFORE.exec(text.slice(Math.max(0, start - FOLD_CHARS_MAX), start))?.[1] ?? ''
    const lineEnd = start - fold.length
    const lineStart = runStart(text, lineEnd)
    if (fold === '' || lineEnd - lineStart < BASE64_LINE_CHARS_MIN) break
    start = lineStart
  }
  while (end - runStart(text, end) >= BASE64_LINE_CHARS_MIN) {
    const fold = FOLD_BEHIND.exec(text.slice(end, end + FOLD_CHARS_MAX))?.[0] ?? ''
    if (fold === '') break
    end = runEnd(text, end + fold.length)
  }
  return { start, end }
}

function runStart(text: string, from: number): number {
  let start = from
  while (start > 0 && isOfRun(text, start - 1)) start--
  return start
}

function runEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && isOfRun(text, end)) end++
  return end
}

function isOfRun(text: string, at: number): boolean {
  const character = text[at] ?? ''
  return BASE64_CHARACTER.test(character) || (character === '\\' && text[at + 1] === '/')
}
