/** A status code, as people write it: `503`, `HTTP 503`, `error 503`, `503 Service Unavailable`. */

import { type Readable, readable, type Unreadable, unreadable } from './evidence-read.ts'
import { placeOf } from './place-words.ts'

const BARE_NUMBER = /^\d{1,9}$/
const NAMED_STATUS =
  /^(?:procore\s+)?(?:(?:http(?:\/[\d.]+)?|status|code|error|response)\s*(?:code|status)?\s*[:#=]?\s*){1,3}(\d{3})\s*[.!]?$/i

/** `5O3`, `4o4`, `5l1`: letters that look like digits, in the place of one. */
const LETTERS_FOR_DIGITS = /^[1-5](?=.{0,2}[ol])[0-9ol]{2}$/i

/** Null when the text is not a status code and nothing else. */
export function readStatusCode(text: string): Readable | Unreadable | null {
  const mistyped = LETTERS_FOR_DIGITS.test(text) ? withDigits(text) : null
  if (mistyped !== null) {
    return readable(
      'status-code',
      [{ response: { status: Number(mistyped) } }],
      [`Read as: ${mistyped}`],
    )
  }
  const written = BARE_NUMBER.test(text) ? text : NAMED_STATUS.exec(text.replace(/\s+/g, ' '))?.[1]
  if (written === undefined) return null
  const status = Number(written)
  if (status < 100 || status > 599) {
    return unreadable(
      'no-status-code',
      `${written} is no HTTP status code: they run from 100 to 599, and failures from 400.`,
    )
  }
  const surface = placeOf(text)
  return readable('status-code', [{ ...(surface ? { surface } : {}), response: { status } }])
}

function withDigits(text: string): string {
  return text.replace(/o/gi, '0').replace(/l/gi, '1')
}

/** What stands before a status in a sentence, and makes it one: `returned a 503`, `got error code 500`. */
const SAID_STATUS =
  /\b(?:http|status|code|error|response|api|procore|says|said|with|returns?|returned|returning|answers?|answered|gets?|got|getting|gives?|gave|throws?|shows?|showed|sees?|saw|receives?|received)\W{0,3}(?:(?:an?|the|me|us|http|error|status|code)\W{1,3}){0,3}([45]\d\d)s?\b(?!\s*[-/.:]\s*\d)(?!\s+(?!errors|responses|times|status|comes|pops|shows|appears|happens|keeps|is|was|has)[a-z]+s\b)/i

/** `opens a 404`, `an occasional 502 when`: one of a kind, and not the number of something that follows. */
const COUNTED_STATUS =
  /\ban? (?:\w+ )?(40[0-689]|41[0356]|42[29]|50[0-4])(?=[.,;:!?)]|$|\s+(?:pages?|screens?|and|but|when|whenever|if|on|from|after|for|since|every|again|today|now|in|comes?|came|pops?|popped|appears?|appeared|shows?|showed|happens?|happened)\b)/i

/** `we keep hitting 429s`, `503s all day`: only statuses are spoken of so. */
const STATUSES = /(?<!the )\b(40[0-689]|41[0356]|42[29]|50[0-4])['’]?s\b/i

/**
 * The status that a sentence speaks of, or null: `the server returned 503`, `404 - File not found`.
 * A number alone is no status (ids, times and amounts have three digits too): it has to lead the sentence,
 * or stand beside a word that makes it one.
 */
export function statusIn(text: string): number | null {
  const found =
    /^\W{0,3}([45]\d\d)s?\b(?!\s*[-/.:]\s*\d)/.exec(text) ??
    SAID_STATUS.exec(text) ??
    /\b([45]\d\d)\s+(?:errors?|responses?|status)\b/i.exec(text) ??
    /\(([45]\d\d)\)/.exec(text) ??
    STATUSES.exec(text) ??
    COUNTED_STATUS.exec(text)
  return found?.[1] === undefined ? null : Number(found[1])
}
