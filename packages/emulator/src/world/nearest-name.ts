/** Which of the names that exist was probably meant. */

/** A name further off than this share of its length is no typing error. A guess. */
const FAR = 0.5

/** The name with the fewest edits between, or null when none is near. */
export function nearestOf(given: string, names: readonly string[]): string | null {
  let nearest: string | null = null
  let fewest = Number.POSITIVE_INFINITY
  for (const name of names) {
    const edits = editsBetween(given.toLowerCase(), name.toLowerCase())
    if (edits < fewest) {
      fewest = edits
      nearest = name
    }
  }
  return nearest !== null && fewest <= Math.max(nearest.length, given.length) * FAR ? nearest : null
}

/** Levenshtein distance, a row at a time. Names are short: longer ones are cut to 64 characters. */
export function editsBetween(a: string, b: string): number {
  const from = a.slice(0, 64)
  const to = b.slice(0, 64)
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const swap = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
