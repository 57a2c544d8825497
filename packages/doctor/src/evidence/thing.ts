/** Words that stand for themselves: a status code, a failure id, a link, a body. Any other word is part of a text. */
import { readFailureId } from './failure-id-text.ts'
import { readProcoreUrl } from './procore-url.ts'
import { readStatusCode } from './status-code.ts'

/** True for one word of such a kind, also for one that was mistyped: `app-not-conected`. */
export function isThing(word: string): boolean {
  if (/^[{[<]/.test(word) && word.length > 2) return true
  return isStatusCode(word) || isMeantAsId(word) || readProcoreUrl(word) !== null
}

/** A status code alone, of an HTTP answer or not: `503`, `700`. */
export function isStatusCode(word: string): boolean {
  return /^\d{3}$/.test(word) && readStatusCode(word) !== null
}

function isMeantAsId(word: string): boolean {
  const id = readFailureId(word)
  return id !== null && (id.kind !== 'unreadable' || id.nearest.length > 0)
}
