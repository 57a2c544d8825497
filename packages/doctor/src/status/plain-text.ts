/** Text that somebody else wrote, made fit for a terminal: one line, of a bounded length, with nothing in it that acts. */

/** Control and format characters, halves of pairs, private ones: escapes and reversals of direction are among them. */
const ACTING = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]+/gu

/** Bodies of posts hold simple markup: `<br />`, `<p>`, `<a href=…>`. */
const TAG = /<\/?[a-z][^<>]{0,300}>/gi

/** Read before the blanks are taken out, at most so many times the characters that are kept. */
const SLACK = 4

/** @param charsMax of what comes back, the mark of having been cut included. */
export function plainText(value: unknown, charsMax: number): string {
  if (typeof value !== 'string') return ''
  const text = value
    .slice(0, charsMax * SLACK)
    .replace(ACTING, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (text.length <= charsMax) return text
  return `${text.slice(0, charsMax - 1).replace(/\p{Cs}$/u, '')}…`
}

/** The same of a text with markup: the tags go, the words stay. */
export function plainBody(value: unknown, charsMax: number): string {
  if (typeof value !== 'string') return ''
  return plainText(value.slice(0, charsMax * SLACK).replace(TAG, ' '), charsMax)
}
