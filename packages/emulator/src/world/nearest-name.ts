/** Which of the names that exist was probably meant. */
import { editDistance } from '@underpin/failures'

/** A name further off than this share of its length is no typing error. A guess. */
const FAR = 0.5

/** The name with the fewest edits between, or null when none is near. */
export function nearestOf(given: string, names: readonly string[]): string | null {
  let nearest: string | null = null
  let fewest = Number.POSITIVE_INFINITY
  for (const name of names) {
    const edits = editDistance(given.toLowerCase(), name.toLowerCase())
    if (edits < fewest) {
      fewest = edits
      nearest = name
    }
  }
  return nearest !== null && fewest <= Math.max(nearest.length, given.length) * FAR ? nearest : null
}
