/** One step of a path, of a text that a person gave: it stays one step, whatever is in it. */

/** Steps of dots lead elsewhere, spelt out or encoded, and are the id of nothing. */
export function pathStep(text: string): string {
  return /^\.*$/.test(text) ? '_' : encodeURIComponent(text)
}
