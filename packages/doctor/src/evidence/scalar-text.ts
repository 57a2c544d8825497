/** One value of JSON that somebody else wrote, as text. */

/** Empty for an object: it may bring a `toString` that is none, and asking for its text would throw. */
export function scalarText(value: unknown): string {
  const isScalar =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return isScalar ? String(value) : ''
}

/** Not a number for what is no number, neither written as one. */
export function scalarNumber(value: unknown): number {
  const text = scalarText(value)
  return text.trim() === '' ? Number.NaN : Number(text)
}
