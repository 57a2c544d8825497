/** What the emulator does with a request: mostly it answers, but a failing network does not. */
import type { FailureId } from '@underpin/failures'

/** Names in lower case. A name occurs once: no answer of the platform sets two cookies. */
export type ReplyHeaders = Readonly<Record<string, string>>

/**
 * An answer whose body is text. Plain data and no `Response`, so that the journal keeps the text by
 * reference and the server writes it as it is: that saves the better part of a request's cost.
 */
export interface TextAnswer {
  readonly status: number
  readonly headers: ReplyHeaders
  /** `''` for no body. */
  readonly text: string
}

/** A `Response` is for bodies that are streams or bytes; the journal keeps only its status and headers. */
export type Answer = TextAnswer | Response

export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly headers: ReplyHeaders }
  /** The connection is reset and nothing is sent. Whether the request was applied, the road knows. */
  | { readonly kind: 'reset' }
  /** Status, headers and the first part of the body are sent, then the connection ends. */
  | {
      readonly kind: 'truncate'
      readonly answer: Answer
      readonly headers: ReplyHeaders
      readonly keepPercent: number
    }
  /** Nothing is sent, and the connection stays open until the caller gives up (or a bound is met). */
  | { readonly kind: 'silence' }
  /** Fails before any server is reached: only an in-process caller can be shown these. */
  | { readonly kind: 'unreachable'; readonly code: string; readonly message: string }

/** A request that is refused with a failure of the catalogue. `answers.ts` makes the response of it. */
export interface Refusal {
  readonly failure: FailureId
  /** Names one of the catalogue's variants of the wire; the plain wire when it has none of that name. */
  readonly variant?: string
  /** Fills the `{name}` places of the wire text. */
  readonly values?: Readonly<Record<string, string | number>>
  /** For E3 bodies: messages by field, instead of the catalogue's own field and text. */
  readonly fields?: Readonly<Record<string, readonly string[]>>
  /** What stands beside `errors` in such a body: `error_type` and `file`. */
  readonly beside?: Readonly<Record<string, unknown>>
  /** Seconds for `Retry-After`, and when `X-Rate-Limit-Reset` lies. */
  readonly retryAfterS?: number
  /** Why, for the journal and for `why`; never sent. */
  readonly because?: string
}

export type Result = Answer | Refusal

/** By the field and not by class: there are several `Response` classes about. */
export function isRefusal(result: Result): result is Refusal {
  return 'failure' in result
}

export function isTextAnswer(answer: Answer): answer is TextAnswer {
  return 'text' in answer && typeof answer.text === 'string'
}
