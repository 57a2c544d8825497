/**
 * A text that a regular expression matches, for the plain ones that documents have: `^\d{4}-[A-Z]+$`. It
 * is tried against the expression before it is given, so that what is not understood is never wrong.
 */
import { withinTime } from './time-bound.ts'
import { usablePattern } from './validation-schema.ts'

/** Times that `{n}` repeats, and characters of the text. A guess. */
const REPEATS_MAX = 200
const CHARS_MAX = 1_000
/** Groups within groups. A guess. */
const DEPTH_MAX = 20
/** One trial of a short text takes microseconds. */
const TRIAL_MS_MAX = 50

const CLASS_SAMPLES: Readonly<Record<string, string>> = {
  ...{
    d: '1',
    D: 'a',
    w: 'a',
    W: '-',
    s: ' ',
    S: 'a',
    t: '\t',
    n: '\n',
    r: '\r',
    f: '\f',
    v: '\v',
  },
}

/** Null when no text was found. */
export function matchingText(pattern: string): string | null {
  const usable = usablePattern(pattern)
  if (usable === null) return null
  try {
    const text = new Reading(usable).alternatives(0)
    const trial = withinTime(TRIAL_MS_MAX, () => new RegExp(usable).test(text))
    return trial.kind === 'done' && trial.value ? text : null
  } catch {
    return null // Too much for this, or for V8: some other text has to do.
  }
}

class Reading {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  /** The first alternative; the others are read over. */
  alternatives(depth: number): string {
    if (depth > DEPTH_MAX) throw new RangeError('groups nest too deep')
    const first = this.#sequence(depth)
    while (this.#peek() === '|') {
      this.#at += 1
      this.#sequence(depth)
    }
    return first
  }

  #sequence(depth: number): string {
    let text = ''
    while (this.#at < this.#source.length && !'|)'.includes(this.#peek())) {
      const piece = this.#atom(depth)
      text += piece.repeat(this.#count())
      if (text.length > CHARS_MAX) throw new RangeError('the text is too long')
    }
    return text
  }

  #atom(depth: number): string {
    const sign = this.#next()
    if (sign === '^' || sign === '$') return ''
    if (sign === '.') return 'a'
    if (sign === '\\') return this.#escaped()
    if (sign === '[') return this.#class()
    if (sign !== '(') return sign
    const isLookAround = /^\?<?[=!]/.test(this.#source.slice(this.#at, this.#at + 3))
    const opening = /^\?(?:<[=!]|[:=!]|<\w+>)/.exec(this.#source.slice(this.#at, this.#at + 60))
    this.#at += opening?.[0].length ?? 0
    const text = this.alternatives(depth + 1)
    this.#at += 1 // The closing bracket.
    return isLookAround ? '' : text
  }

  #escaped(): string {
    const sign = this.#next()
    if (sign === 'b' || sign === 'B') return ''
    return CLASS_SAMPLES[sign] ?? sign
  }

  /** Its first sign; for a class of what must not be, the first of a few that is not in it. */
  #class(): string {
    const start = this.#at - 1
    const isNegated = this.#peek() === '^'
    let first = ''
    for (let n = 0; this.#at < this.#source.length; n++) {
      const sign = this.#next()
      if (sign === ']' && n > 0) break
      const each = sign === '\\' ? this.#escaped() : sign
      if (first === '' && !(isNegated && n === 0)) first = each
    }
    if (!isNegated) return first
    const whole = new RegExp(this.#source.slice(start, this.#at))
    return [...'a1-_ A.'].find((each) => whole.test(each)) ?? 'a'
  }

  /** The fewest repeats, but one where none would do too: `[a-z]*` reads better with a letter. */
  #count(): number {
    const given = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(
      this.#source.slice(this.#at, this.#at + 24),
    )
    if (given === null) return 1
    this.#at += given[0].length
    const count = Number(given[1] ?? 1)
    if (count > REPEATS_MAX) throw new RangeError('too many repeats')
    return count
  }

  #peek(): string {
    return this.#source.charAt(this.#at)
  }

  #next(): string {
    if (this.#at >= this.#source.length) throw new RangeError('the expression ends too early')
    this.#at += 1
    return this.#source.charAt(this.#at - 1)
  }
}
