/** The failure ids that somebody may have meant. */
import { editDistance, FAILURE_IDS, type FailureId } from '@underpin/failures'

/** So many are shown. */
const SHOWN_MAX = 5

/** Best first: those that share a word with what was given, or are few edits away from it. */
export function nearFailures(given: string): readonly FailureId[] {
  const words = given
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2)
  return Object.values(FAILURE_IDS)
    .flat()
    .map((id) => ({ id, edits: editDistance(given.toLowerCase(), id), shared: shares(id, words) }))
    .filter(({ id, edits, shared }) => shared > 0 || edits <= id.length / 2)
    .sort((a, b) => a.edits - a.shared * 4 - (b.edits - b.shared * 4))
    .slice(0, SHOWN_MAX)
    .map(({ id }) => id)
}

function shares(id: FailureId, words: readonly string[]): number {
  const own = id.split('-')
  return words.filter((word) => own.includes(word)).length
}
