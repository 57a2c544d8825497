/** How many letters two words are apart, so that a mistyped name finds the one that was meant. */

/** Longer words are not compared: ids, flags and words of sentences are far shorter. */
const WORD_CHARS_MAX = 64

/**
 * The fewest insertions, removals, replacements and swaps of neighbours that turn one word into the
 * other (optimal string alignment). `Infinity` for words beyond `WORD_CHARS_MAX`.
 */
export function editDistance(from: string, to: string): number {
  if (from === to) return 0
  if (Math.max(from.length, to.length) > WORD_CHARS_MAX) return Number.POSITIVE_INFINITY
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwap ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = current
  }
  return at(last, to.length)
}

/** The names within `distanceMax` of `word`, nearest first, at most `countMax`. */
export function nearest<Name extends string>(
  word: string,
  names: readonly Name[],
  { distanceMax = Math.max(2, Math.floor(word.length / 3)), countMax = 3 } = {},
): Name[] {
  return names
    .map((name) => ({ name, distance: editDistance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance }) => distance <= distanceMax)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, countMax)
    .map(({ name }) => name)
}

/** Cells outside the table cost more than any path. */
function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
