/** Destination headers as the API shows them: five stars and the last five characters (fact sheet section 10). */

const SHOWN_CHARS = 5
const STARS = '*****'

/** Shorter ones are hidden whole: five characters would be half of them or more. [assumed] */
const HIDDEN_CHARS_MAX = 2 * SHOWN_CHARS

export function masked(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]) => [name, maskedValue(value)])
  return Object.fromEntries(shown)
}

function maskedValue(value: string): string {
  return value.length <= HIDDEN_CHARS_MAX ? STARS : `${STARS}${value.slice(-SHOWN_CHARS)}`
}
