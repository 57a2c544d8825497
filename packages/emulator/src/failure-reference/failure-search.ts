/**
 * Finds failures by what a person types: an id, a status, words of what they saw, also misspelt or half
 * typed. Rare words count for more than common ones, so a whole error text may be pasted.
 */
import { CATALOGUE, type FailureMode, nearest } from '@underpin/failures'

/** A pasted error text; the rest of a longer one is left out. */
export const SEARCH_CHARS_MAX = 300

/** Words of one search that are looked at. A guess at twice a long error text. */
const WORDS_MAX = 40

/** Of what was typed, weighed by how rare it is, at least this much has to be found. A guess. */
const FOUND_SHARE_MIN = 0.4

/** What is found less well than this, against the best, is no answer to the question. A guess. */
const SCORE_SHARE_MIN = 0.5

/** More than these nobody reads: then other words are the better way on. A guess. */
const FOUND_MAX = 15

/** Half-typed and misspelt words count for less. */
const PREFIX_WEIGHT = 0.7
const MISSPELT_WEIGHT = 0.5

/** A word in a title says more than one in a cause. A guess at the order, more than at the numbers. */
const FIELD_WEIGHTS = { id: 6, status: 6, title: 4, wire: 4, about: 2, prose: 1 } as const

interface Meant {
  readonly word: string
  readonly weight: number
}

export class FailureSearch {
  /** For each failure the weight of each word, by the best field that it stands in. */
  readonly #weights: ReadonlyMap<FailureMode, ReadonlyMap<string, number>>
  /** In how many failures a word stands. */
  readonly #counts = new Map<string, number>()

  constructor() {
    this.#weights = new Map(CATALOGUE.map((mode) => [mode, weightsOf(mode)]))
    for (const words of this.#weights.values()) {
      for (const word of words.keys()) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1)
    }
  }

  /** Best first; none when nothing fits. */
  find(typed: string): readonly FailureMode[] {
    const wanted = [...new Set(wordsOf(typed.slice(0, SEARCH_CHARS_MAX)))].slice(0, WORDS_MAX)
    const meant = wanted.map((word) => this.#meant(word))
    const wholeRarity = wanted.reduce((sum, word) => sum + this.#rarity(word), 0)
    const exact = wordsOf(typed).join('-')
    const scored = [...this.#weights].map(([mode, weights]) => {
      let score = 0
      let foundRarity = 0
      meant.forEach((forms, at) => {
        const best = Math.max(
          0,
          ...forms.map((form) => form.weight * (weights.get(form.word) ?? 0)),
        )
        const rarity = this.#rarity(wanted[at] ?? '')
        score += best * rarity
        if (best > 0) foundRarity += rarity
      })
      return { mode, score, share: foundRarity / wholeRarity }
    })
    const sorted = scored
      .filter(({ share }) => share >= FOUND_SHARE_MIN)
      .sort((a, b) => b.score - a.score)
    const leastScore = (sorted[0]?.score ?? 0) * SCORE_SHARE_MIN
    const found = sorted.filter(({ score }) => score >= leastScore).map(({ mode }) => mode)
    const named = found.filter(({ id }) => id === exact)
    return [...named, ...found.filter(({ id }) => id !== exact)].slice(0, FOUND_MAX)
  }

  /** The words of the catalogue that a typed one may stand for. */
  #meant(typed: string): readonly Meant[] {
    if (this.#counts.has(typed)) return [{ word: typed, weight: 1 }]
    const known = [...this.#counts.keys()]
    const begun = typed.length < 3 ? [] : known.filter((word) => word.startsWith(typed))
    if (begun.length > 0) return begun.map((word) => ({ word, weight: PREFIX_WEIGHT }))
    if (typed.length < 4) return []
    const distanceMax = typed.length < 6 ? 1 : 2
    return nearest(typed, known, { distanceMax }).map((word) => ({ word, weight: MISSPELT_WEIGHT }))
  }

  /** Words that nobody knows are as rare as can be: a search for them alone finds nothing. */
  #rarity(word: string): number {
    return Math.log(1 + CATALOGUE.length / (this.#counts.get(word) ?? 1))
  }
}

function weightsOf(mode: FailureMode): ReadonlyMap<string, number> {
  const { id, status, title, wire, surface, party, summary, causes, remedies } = mode
  const variants = Object.values(wire?.variants ?? {}).map(({ text }) => text ?? '')
  const { user, integration, companyAdmin } = remedies
  const told = [user, integration, companyAdmin].map((claim) => claim?.says ?? '')
  const fields: Readonly<Record<keyof typeof FIELD_WEIGHTS, string>> = {
    id,
    status: String(status ?? ''),
    title,
    wire: [wire?.text, wire?.code, ...variants].join(' '),
    about: `${surface} ${party} ${summary.says}`,
    prose: [...causes.map(({ says, tellApart }) => `${says} ${tellApart}`), ...told].join(' '),
  }
  const weights = new Map<string, number>()
  for (const [name, weight] of Object.entries(FIELD_WEIGHTS)) {
    for (const word of wordsOf(fields[name as keyof typeof FIELD_WEIGHTS])) {
      weights.set(word, Math.max(weight, weights.get(word) ?? 0))
    }
  }
  return weights
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
