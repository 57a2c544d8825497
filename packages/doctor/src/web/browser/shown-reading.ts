/** What the reader tells the page: plain data, redacted, ready to be shown as text. */
import type { Explanation, FailureId } from '@underpin/failures'

export interface Answer {
  readonly failure: FailureId
  readonly explanation: Explanation
  /** Where it was seen and how often, a line each; `- ` begins an item. */
  readonly seen: readonly string[]
  /** What is wrong with a link, written likewise. */
  readonly link: readonly string[]
}

export interface ShownReading {
  /** What was handed over, in words: `a HAR file`; null when it could not be read. */
  readonly what: string | null
  /** What a person should know first: what was cut, skipped or corrected, or why nothing is explained. */
  readonly notes: readonly string[]
  /** Likeliest first; none when nothing was recognised, or nothing had failed. */
  readonly answers: readonly Answer[]
  /** Which of them count for the cause, likeliest first. */
  readonly seen: readonly FailureId[]
  /** Failures that may have been meant. */
  readonly nearest: readonly FailureId[]
}

/** From the page to the reader. */
export interface Asked {
  /** Counts up: an answer to anything but the newest is left aside. */
  readonly order: number
  readonly given: string | File
}

/** From the reader to the page. */
export type Told =
  /** `order` 0: it has loaded, and waits. */
  | { readonly kind: 'ready'; readonly order: 0 }
  | {
      readonly kind: 'progress'
      readonly order: number
      readonly says: string
      /** From 0 to 1; null when nobody knows. */
      readonly share: number | null
    }
  | { readonly kind: 'read'; readonly order: number; readonly reading: ShownReading }
