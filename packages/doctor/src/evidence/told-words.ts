/**
 * How people tell of failures that no text of an answer names: by what they find afterwards. Data; asked only
 * when nothing in the words is known otherwise, as such words are in many sentences.
 */
import type { FailureId } from '@underpin/failures'

const TOLD: readonly (readonly [RegExp, FailureId])[] = [
  [
    /\bsync\w*\b.{0,60}\b(?:reject|refus)\w+|\b(?:items|records|entities|updates)\b.{0,30}\b(?:rejected|refused|not taken)\b/i,
    'sync-items-rejected',
  ],
  [
    /\bdates?\b.{0,40}\b(?:is|are|was|were|came back|comes back|stays?) (?:empty|null|lost|gone|dropped|missing)\b|\b(?:lost|dropped|dropping|loses) (?:the |my |our )?(?:due |start |end )?dates?\b/i,
    'date-silently-dropped',
  ],
  [
    /\bno (?:answer|reply|response)\b.{0,60}\b(?:refresh|renew)\w*|\b(?:refresh|renew)\w*\b.{0,60}\bno (?:answer|reply|response)\b/i,
    'refresh-reply-lost',
  ],
  [
    /\b(?:sav|creat|sent|submitt|post|updat)\w*\b.{0,60}\bno (?:answer|reply|response)\b/i,
    'response-lost',
  ],
]

/** The failure that the words tell of, or null. */
export function toldFailure(text: string): FailureId | null {
  return TOLD.find(([words]) => words.test(text))?.[1] ?? null
}
