/** Puts right what was mistyped, by the words that the catalogue uses: `permision denied` is known then. */
import { CATALOGUE, editDistance } from '@underpin/failures'

/** Shorter words have too many neighbours: `form` is not always `from`. A guess. */
const WORD_CHARS_MIN = 5

/** From this length on two slips are forgiven. A guess. */
const LONG_WORD_CHARS = 9

/** A sentence, not a log: longer texts were copied, and copies are not misspelt. */
const CORRECTED_CHARS_MAX = 600

export function corrected(typed: string): string {
  if (typed.length > CORRECTED_CHARS_MAX) return typed
  const known = vocabulary()
  return typed.replace(/(?<![\p{L}\p{N}_./-])\p{L}{5,}(?![\p{L}\p{N}_/-])/gu, (word) => {
    const lower = word.toLowerCase()
    return known.has(lower) || lower.length < WORD_CHARS_MIN
      ? word
      : nearestWord(lower, known, word)
  })
}

function nearestWord(lower: string, known: ReadonlySet<string>, word: string): string {
  const slipsMax = lower.length < LONG_WORD_CHARS ? 1 : 2
  let best = { word, slips: slipsMax + 1 }
  for (const candidate of known) {
    if (Math.abs(candidate.length - lower.length) > slipsMax) continue
    const slips = editDistance(lower, candidate)
    if (slips < best.slips && !isInflected(lower, candidate)) best = { word: candidate, slips }
  }
  return best.word
}

/** `projects` and `project`, `waited` and `waits`: another form of the word, and no mistake. */
function isInflected(a: string, b: string): boolean {
  const stem = (word: string) => word.replace(/(?:ing|ed|es|s)$/, '')
  return stem(a) === stem(b)
}

/** A word of the catalogue's: written as it is meant, however like it is to another. */
export function isKnownWord(word: string): boolean {
  return vocabulary().has(word)
}

let known: Set<string> | null = null

/** Made once: every word that is compared asks for it. */
function vocabulary(): Set<string> {
  known ??= wordsOfCatalogue()
  return known
}

function wordsOfCatalogue(): Set<string> {
  const words = new Set<string>()
  for (const { title, summary, wire } of CATALOGUE) {
    const text = `${title} ${summary.says} ${wire?.text ?? ''}`.toLowerCase()
    for (const [word] of text.matchAll(/\p{L}{4,}/gu)) words.add(word)
  }
  return words
}
