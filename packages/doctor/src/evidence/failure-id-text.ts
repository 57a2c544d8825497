/** A failure id of the catalogue, typed by hand: `app-not-connected`, `App_Not_Connected`. */
import { classify, FAILURE_IDS, type FailureId, isFailureId, nearest } from '@underpin/failures'
import { type Readable, type Unreadable, unreadable } from './evidence-read.ts'

export const ALL_FAILURE_IDS: readonly FailureId[] = Object.values(FAILURE_IDS).flat()

/** One word with a hyphen or an underscore in it: an id, or something that was meant as one. */
const ID_LIKE = /^[a-z0-9]+(?:[-_][a-z0-9]+)+$/i

/** Null when the text is no single hyphenated word, and no id of one word. */
export function readFailureId(text: string): Readable | Unreadable | null {
  if (!ID_LIKE.test(text) && !isFailureId(text.toLowerCase())) return null
  const id = text.toLowerCase().replaceAll('_', '-')
  if (isFailureId(id)) return { kind: 'failure-id', named: [id], evidence: [], notes: [] }
  // `invalid_grant` and its like are codes of OAuth: they are read as error texts.
  if (text.includes('_') && classify({ response: { body: text } }) !== null) return null
  const near = text.includes('_') ? nearest(id, ALL_FAILURE_IDS) : nearestFailureIds(id)
  if (near.length === 0 && text.includes('_')) return null
  return unreadable('unknown-id', unknownId(text, near), near)
}

/** The ids that may have been meant: mistyped ones, and those that share most of their words. */
export function nearestFailureIds(text: string): FailureId[] {
  const mistyped = nearest(text, ALL_FAILURE_IDS)
  const words = new Set(text.toLowerCase().split('-'))
  const sharing = ALL_FAILURE_IDS.map((id) => ({
    id,
    shared: id.split('-').filter((word) => words.has(word)).length,
  }))
    .filter(({ shared }) => shared > 1 || (shared === 1 && words.size <= 2))
    .sort((a, b) => b.shared - a.shared)
    .map(({ id }) => id)
  return [...new Set([...mistyped, ...sharing])].slice(0, 3)
}

function unknownId(text: string, near: readonly FailureId[]): string {
  const meant =
    near.length === 0
      ? '`underpin explain --all` lists all of them.'
      : `Did you mean ${near.join(', ')}?`
  return `The catalogue has no failure id ${text}. ${meant}`
}
