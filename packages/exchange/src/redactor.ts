/**
 * Takes secrets out of whatever is to be shown: by value, in every writing of a secret that is known;
 * by key, where a name says that its value is one; and by form, where a value looks like one. Each
 * secret is called by a name of its own (`[access token 2]`), so that a reader can still follow it.
 * The names are counted and never derived: a hash of a password can be guessed.
 */
import type { Exchange, HeaderMap, Outcome } from './exchange.ts'
import {
  type Rename,
  redactForm,
  redactJson,
  redactMultipart,
  redactProse,
  redactUrl,
} from './redact-by-key.ts'
import { headerKind, isSubtreeKey, type KeyNames, keyKind, SUBTREE_KIND } from './redaction-keys.ts'
import { type Finding, SECRET_CHARS_MAX, SecretIndex } from './secret-index.ts'
import type { Piece } from './secret-pieces.ts'

/** A name may complete another secret with the text around it, and so once more; then the text goes. */
const PASSES_MAX = 5

/** Deeper values are cut off: whoever nests so deep means no good. */
const DEPTH_MAX = 64

/** Values looked at in one piece of data: a list may hold itself twice, and so for ever. */
const VALUES_MAX = 100_000

/** In place of what cannot be shown in any other way: too short to be or to hide a secret. */
const GONE = '[-]'

export interface RedactorOptions {
  /** Further header, query and body names whose values are secret: lower-case name → what to call its value. */
  readonly names?: KeyNames
}

export interface Redactor {
  /** Remembers a secret, and returns its name; null for one under 6 characters, redacted by key alone. */
  learn(kind: string, secret: string): string | null
  /** Any text: known secrets, what looks like one, and what stands behind the name of one. */
  text(text: string): string
  /** As `text`, and by the names in query and fragment. */
  url(url: string): string
  headers(headers: HeaderMap): HeaderMap
  /** Strings anywhere in plain data (objects, lists, strings), by key and value. Returns a copy. */
  value(value: unknown): unknown
  body(text: string, contentType: string | null): string
  exchange(exchange: Exchange): Exchange
  /** Kinds of the known secrets that still stand in the text: to check what is about to be given away. */
  leftovers(text: string): string[]
  /**
   * The text without pieces of known secrets, eight characters and more that look random: what a log
   * cut off, or a reader took apart. Slow; for what is given away for good.
   */
  withoutPieces(text: string): string
  /** Names of the secrets of which such pieces stand in the text. */
  leftoverPieces(text: string): string[]
}

export function createRedactor({ names = {} }: RedactorOptions = {}): Redactor {
  const index = new SecretIndex()

  /** Short values and names that were given already are not learned. */
  const rename: Rename = (kind, value) => {
    if (GIVEN_NAME.test(value)) return value
    return index.learn(kind, value) ?? `[${kind}]`
  }

  const text = (shown: string): string => {
    let clean = shown
    for (const { pattern, kind, mark } of FORMS) {
      if (!clean.includes(mark)) continue
      clean = clean.replace(pattern, (all: string, part?: unknown) => {
        const secret = typeof part === 'string' ? part : all
        // What is too long to be looked for as a whole goes at once.
        if (secret.length > SECRET_CHARS_MAX) return GONE
        index.learn(kind, secret)
        return all
      })
    }
    // By value first: a name ends at a blank or a comma, and a secret that is known may have one.
    const byValue = withoutKnown(clean)
    const byKey = redactProse(byValue, names, rename)
    return byKey === byValue ? byValue : withoutKnown(byKey)
  }

  const withoutKnown = (shown: string): string => {
    let clean = shown
    for (let pass = 0; pass < PASSES_MAX; pass++) {
      const findings = index.find(clean)
      if (findings.length === 0) return clean
      clean = replaced(clean, findings, pass === 0)
    }
    return index.find(clean).length === 0 ? clean : GONE
  }

  const url = (shown: string) => text(redactUrl(shown, names, rename))

  const header = (name: string, value: string): string => {
    const kind = headerKind(name, names)
    if (kind === null) return URL_HEADERS.has(name.toLowerCase()) ? url(value) : text(value)
    const scheme = /^(Bearer|Basic|Token)\s+(.*)$/is.exec(value)
    if (scheme === null) return text(rename(kind, value))
    const [, word = '', secret = ''] = scheme
    const called = word.toLowerCase() === 'basic' ? 'sign-in' : 'access token'
    return text(`${word} ${rename(called, secret.trim())}`)
  }

  const headers = (shown: HeaderMap): HeaderMap =>
    Object.fromEntries(
      Object.entries(shown).map(([name, value]) => [text(name), header(name, value)]),
    )

  const body = (shown: string, contentType: string | null): string => {
    const type = contentType?.toLowerCase() ?? ''
    const start = shown.slice(0, 256).trimStart()
    if (type.includes('multipart/') || start.startsWith('--')) {
      return text(redactMultipart(shown, names, rename))
    }
    if (type.includes('json') || /^[{["]/.test(start)) return text(redactJson(shown, names, rename))
    if (type.includes('urlencoded') || (type === '' && LOOKS_LIKE_FORM.test(start))) {
      return text(redactForm(shown, names, rename))
    }
    return text(shown)
  }

  const value = (shown: unknown, at: Place): unknown => {
    const { key, isSecret, depth, budget } = at
    if (depth > DEPTH_MAX || budget.values-- <= 0) return GONE
    const below = { ...at, depth: depth + 1 }
    if (Array.isArray(shown)) return shown.map((each) => value(each, below))
    if (typeof shown === 'object' && shown !== null) {
      const isBelow = isSecret || isSubtreeKey(key)
      const pairName = nameOfPair(shown)
      const entries = Object.entries(shown).map(([name, each]) => [
        text(name),
        pairName !== null && name === 'value' && typeof each === 'string'
          ? header(pairName, each)
          : value(each, { ...below, key: name, isSecret: isBelow }),
      ])
      return Object.fromEntries(entries)
    }
    if (typeof shown !== 'string' && typeof shown !== 'number') return shown
    const kind = isSecret ? SUBTREE_KIND : keyKind(key, String(shown), false, names)
    if (kind !== null && shown !== '') return text(rename(kind, String(shown)))
    return typeof shown === 'string' ? text(shown) : shown
  }

  const once = ({ request, outcome, ...rest }: Exchange): Exchange => ({
    ...rest,
    request: {
      method: text(request.method),
      url: url(request.url),
      headers: headers(request.headers),
      body: request.body === null ? null : body(request.body, typeOf(request.headers)),
    },
    outcome: outcomeOnce(outcome),
  })

  const outcomeOnce = (outcome: Outcome): Outcome => {
    if (outcome.kind === 'unanswered') {
      const { code, message, phase } = outcome.error
      return { ...outcome, error: { code: text(code), message: text(message), phase } }
    }
    const { response } = outcome
    return {
      ...outcome,
      response: {
        ...response,
        headers: headers(response.headers),
        body: body(response.body, typeOf(response.headers)),
      },
    }
  }

  let pieces = { of: -1, index: index.pieces() }
  const piecesIn = (shown: string): Piece[] => {
    if (pieces.of !== index.generation) pieces = { of: index.generation, index: index.pieces() }
    return pieces.index.find(shown)
  }

  return {
    withoutPieces: (shown) =>
      replaced(
        shown,
        piecesIn(shown).map((piece) => ({ ...piece, kind: '' })),
        true,
      ),
    leftoverPieces: (shown) => [...new Set(piecesIn(shown).map(({ name }) => name))],
    learn: (kind, secret) => index.learn(kind, secret),
    text,
    url,
    headers,
    value: (shown) =>
      value(shown, { key: '', isSecret: false, depth: 0, budget: { values: VALUES_MAX } }),
    body,
    exchange(shown) {
      const before = index.generation
      const first = once(shown)
      // A secret that was found late, in the answer, may stand in what came before it.
      return index.generation === before ? first : once(shown)
    },
    leftovers: (shown) => [...new Set(index.find(shown).map(({ kind }) => kind))],
  }
}

/** Where in a piece of data we are. */
interface Place {
  readonly key: string
  /** Below a key whose whole subtree is secret. */
  readonly isSecret: boolean
  readonly depth: number
  readonly budget: { values: number }
}

/** What a secret looks like, where nobody says that it is one. Without its `mark` there is none. */
const FORMS: readonly { readonly pattern: RegExp; readonly kind: string; readonly mark: string }[] =
  [
    // Twenty and more, so that prose about bearers and basics stays.
    { pattern: /\bBearer[ \t]+([\w.~+/-]{20,}=*)/gi, kind: 'access token', mark: '' },
    { pattern: /\bBasic[ \t]+([\w+/-]{20,}=*)/gi, kind: 'sign-in', mark: '' },
    {
      pattern:
        /\bauthorization["']?\s{0,5}[:=]\s{0,5}["']?(?:bearer|basic|token)[ \t]+([^\s"'[]{6,})/gi,
      kind: 'authorization',
      mark: '',
    },
    {
      pattern: /\b(?:set-)?cookie["']?\s{0,3}:\s{0,3}["']?([\w.-]{1,64}=[^\r\n"'[]{4,})/gi,
      kind: 'cookie',
      mark: 'ookie',
    },
    // What curl is given to sign in with.
    {
      pattern: /\s(?:-u|--user|--proxy-user)[ =]["']?[^\s"':]{1,100}:([^\s"']{6,})/g,
      kind: 'password',
      mark: '-u',
    },
    { pattern: /\beyJ[\w-]{8,}(?:\.[\w-]+){1,4}/g, kind: 'token', mark: 'eyJ' },
    { pattern: /(?<![0-9a-f])[0-9a-f]{40,}(?![0-9a-f])/gi, kind: 'hex string', mark: '' },
  ]

const GIVEN_NAME = /^\[[A-Za-z -]{1,40}( \d{1,9})?\]$/

const LOOKS_LIKE_FORM = /^[\w.%[\]-]{1,100}=[^\s]*$/

/** Headers whose value is an address. */
const URL_HEADERS: ReadonlySet<string> = new Set(['location', 'referer', 'content-location'])

/**
 * Overlapping findings go together, under the name of the longest. Later passes use no names: a name
 * that completes a secret would do so for ever.
 */
function replaced(text: string, findings: readonly Finding[], isNamed: boolean): string {
  const sorted = findings.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let out = ''
  let shownTo = 0
  for (let at = 0; at < sorted.length; ) {
    const first = sorted[at]
    if (first === undefined) break
    let { end } = first
    let longest = first
    for (at += 1; at < sorted.length; at++) {
      const next = sorted[at]
      if (next === undefined || next.start >= end) break
      if (next.end - next.start > longest.end - longest.start) longest = next
      end = Math.max(end, next.end)
    }
    out += text.slice(shownTo, first.start) + (isNamed ? longest.name : GONE)
    shownTo = end
  }
  return out + text.slice(shownTo)
}

/** `{ name, value }`, as archives of browser traffic write headers, cookies and query parameters. */
function nameOfPair(pair: object): string | null {
  return 'name' in pair && typeof pair.name === 'string' && 'value' in pair ? pair.name : null
}

function typeOf(headers: HeaderMap): string | null {
  return headers['content-type'] ?? null
}
