/** Ids as they come from outside. Positive whole numbers that a double holds exactly; regions use wide ones. */

const DIGITS = /^[1-9][0-9]{0,15}$/

/** Null for anything that can be no id: `0`, `-1`, `9e99`, `1;drop`, `007`. */
export function parseId(given: unknown): number | null {
  const text = typeof given === 'number' ? String(given) : given
  if (typeof text !== 'string' || !DIGITS.test(text)) return null
  const id = Number(text)
  return Number.isSafeInteger(id) ? id : null
}
