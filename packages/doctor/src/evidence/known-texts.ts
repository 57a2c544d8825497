/**
 * The error texts of the catalogue, found again from what a person typed off a screen: letters left
 * out, words swapped, quotes and case lost, the sentence inside another one.
 */

import {
  CATALOGUE,
  editDistance,
  type FailureId,
  failureMode,
  type Surface,
} from '@underpin/failures'
import { isKnownWord } from './spelling.ts'

/** How alike two texts must be, from 0 to 1. A guess: a third of the words may be wrong or missing. */
const LIKENESS_MIN = 0.7

/** Shorter texts (`required`, `is invalid`) are in half of all sentences: they must be all there is. */
const EMBEDDED_WORDS_MIN = 4

/** Words that people leave out or put in, and that carry nothing here; `not` and `no` are none of them. */
const DROPPED_WORDS = new Set(
  'a an the is was are were be been has have had to of in on at for by with and or this that it its my our your i we you says said'.split(
    ' ',
  ),
)

/** With fewer telling words than these a likeness is chance. A guess. */
const TELLING_WORDS_MIN = 3

/** Likeness without the dropped words is worth a little less than with them. A guess. */
const SHORTENED_SHARE = 0.9

/** A sentence, not a log: more words than this are not compared. */
const WORDS_MAX = 80

export interface KnownText {
  readonly text: string
  readonly ids: readonly FailureId[]
  /** How like it the typed text is, from `LIKENESS_MIN` to 1. */
  readonly likeness: number
}

/**
 * The known text that was probably meant, or null. Where a place is known, a text of that place comes
 * before one that is only sent elsewhere, unless that is what was typed to the letter.
 */
export function meantText(typed: string, place: Surface | null = null): KnownText | null {
  const words = wordsOf(typed).slice(0, WORDS_MAX)
  const said = telling(words)
  let best: KnownText | null = null
  let bestHere: KnownText | null = null
  for (const known of knownTexts()) {
    const { text, ids } = known
    const isEnough = Math.min(said.length, known.telling.length) >= TELLING_WORDS_MIN
    // Whole sentences are compared, and also what is left of them without the words that people drop.
    const shortened = isEnough ? SHORTENED_SHARE * sharedPart(said, known.telling) : 0
    const likeness = Math.max(sharedPart(words, known.words), shortened)
    if (likeness < LIKENESS_MIN) continue
    if (likeness > (best?.likeness ?? 0)) best = { text, ids, likeness }
    const isHere = place === null || ids.some((id) => !isOnlyElsewhere(id, place))
    if (isHere && likeness > (bestHere?.likeness ?? 0)) bestHere = { text, ids, likeness }
  }
  return best?.likeness === 1 ? best : bestHere
}

/** Screens and the API answer the same trouble in different words, and are told apart by them. */
function isOnlyElsewhere(id: FailureId, place: Surface): boolean {
  const { surface } = failureMode(id)
  return (place === 'web' && surface === 'api') || (place === 'api' && surface === 'web')
}

interface KnownWords {
  readonly text: string
  readonly ids: readonly FailureId[]
  readonly words: readonly string[]
  readonly telling: readonly string[]
}

let memo: readonly KnownWords[] | null = null

/** What servers send, and the titles that we gave the failures. Made once. */
function knownTexts(): readonly KnownWords[] {
  memo ??= [...sentTexts(), ...CATALOGUE.map(({ id, title }) => ({ text: title, ids: [id] }))].map(
    ({ text, ids }) => {
      const words = wordsOf(text)
      return { text, ids, words, telling: telling(words) }
    },
  )
  return memo
}

function sentTexts(): { text: string; ids: FailureId[] }[] {
  const sent = CATALOGUE.filter(({ wire }) => wire !== null && wire.text !== '')
  const byText = Map.groupBy(sent, ({ wire }) => wire?.text ?? '')
  return [...byText].map(([text, modes]) => ({
    text: text.replace(/\{\w+\}/g, ' '),
    ids: modes.map(({ id }) => id),
  }))
}

function sharedPart(typed: readonly string[], known: readonly string[]): number {
  if (typed.length === 0 || known.length === 0) return 0
  const left = [...typed]
  let shared = 0
  for (const word of known) {
    const at = left.findIndex((other) => isSameWord(word, other))
    if (at === -1) continue
    left.splice(at, 1)
    shared += 1
  }
  const alike = (2 * shared) / (typed.length + known.length)
  // Inside a longer sentence only the known words count, and a little less than alone.
  const embedded = known.length >= EMBEDDED_WORDS_MIN ? (0.9 * shared) / known.length : 0
  return Math.max(alike, embedded, isPieceOf(typed, known) ? 0.9 : 0)
}

/** The beginning of a long text, or its middle, word for word. */
function isPieceOf(typed: readonly string[], known: readonly string[]): boolean {
  return (
    typed.length >= EMBEDDED_WORDS_MIN && ` ${known.join(' ')} `.includes(` ${typed.join(' ')} `)
  )
}

/** One slip in a word of four letters or more, two from seven on. */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  const slipsMax = shorter < 7 ? 1 : 2
  if (shorter < 4 || Math.abs(a.length - b.length) > slipsMax) return false
  // `token` is no slip for `taken`.
  if (isKnownWord(a) && isKnownWord(b)) return false
  return editDistance(a, b) <= slipsMax
}

function telling(words: readonly string[]): readonly string[] {
  return words.filter((word) => !DROPPED_WORDS.has(word))
}

function wordsOf(text: string): string[] {
  // `isn't` and `isnt` are one word, and so are `Company-Id` and `company id` two.
  return (
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
