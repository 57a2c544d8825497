/** Which word was meant: one that was cut short, or one with a slip in it. */
import { editDistance } from '@underpin/failures'

/** Letters that may be missing at the end of a word that was cut short. A guess. */
const CUT_CHARS_MAX = 3

/** From this length on two slips are forgiven. A guess. */
const LONG_CHARS = 12

export interface NearWord {
  readonly word: string
  readonly how: 'cut short' | 'misspelt'
}

export interface NearOptions {
  /** Only the last piece of a path can have been cut. */
  readonly isLast: boolean
  /** Shorter words have too many neighbours to be taken for another: among many words `rfqs` is no `rfis`. */
  readonly slipCharsMin: number
}

/** Null when no word is near, or the word itself is known. */
export function nearestWord(
  written: string,
  known: Iterable<string>,
  { isLast, slipCharsMin }: NearOptions,
): NearWord | null {
  const lower = written.toLowerCase()
  let best: { word: string; slips: number } | null = null
  let beginning: string | null = null
  for (const word of known) {
    if (word === lower) return written === word ? null : { word, how: 'misspelt' }
    if (isLast && isCut(lower, word)) beginning = shorter(beginning, word)
    const slips = slipsBetween(lower, word)
    if (slips <= slipsMax(lower, slipCharsMin) && slips < (best?.slips ?? Number.POSITIVE_INFINITY))
      best = { word, slips }
  }
  // `submitta`: cut rather than misspelt, as it ends where a copy would.
  if (beginning !== null) return { word: beginning, how: 'cut short' }
  return best === null ? null : { word: best.word, how: 'misspelt' }
}

function slipsMax({ length }: string, charsMin: number): number {
  if (length < charsMin) return 0
  return length < LONG_CHARS ? 1 : 2
}

/** In the middle of a word: `notes` is a word of its own, and no `notes_logs` that was cut. */
function isCut(written: string, word: string): boolean {
  if (!word.startsWith(written)) return false
  const missing = word.slice(written.length)
  return missing.length <= CUT_CHARS_MAX && !missing.startsWith('_')
}

/** Neighbours that changed places are one slip, and so is a letter written several times. */
function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return Number.POSITIVE_INFINITY
  if (a.length === b.length && swapped(a, b)) return 1
  if (squeezed(a) === squeezed(b) && a[0] === b[0]) return 1
  return editDistance(a, b)
}

function swapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index])
  return (
    at !== -1 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  )
}

function squeezed(word: string): string {
  return word.replaceAll(/(.)\1+/g, '$1')
}

function shorter(a: string | null, b: string): string {
  return a === null || b.length < a.length ? b : a
}
