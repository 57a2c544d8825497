/** What the emulator does with a request: mostly it answers, but a failing network does not. */
import type { FailureId } from '@underpin/failures'

export type Reply =
  | { readonly kind: 'answer'; readonly response: Response }
  /** The connection is reset and nothing is sent. Whether the request was applied, the road knows. */
  | { readonly kind: 'reset' }
  /** Status, headers and the first part of the body are sent, then the connection is reset. */
  | { readonly kind: 'truncate'; readonly response: Response; readonly keepPercent: number }
  /** Nothing is sent, and the connection stays open until the caller gives up (or a bound is met). */
  | { readonly kind: 'silence' }
  /** Fails before any server is reached: only an in-process caller can be shown these. */
  | { readonly kind: 'unreachable'; readonly code: string; readonly message: string }

/** A request that is refused with a failure of the catalogue. `answers.ts` makes the response of it. */
export interface Refusal {
  readonly failure: FailureId
  /** Fills the `{name}` places of the wire text. */
  readonly values?: Readonly<Record<string, string | number>>
  /** For E3 bodies: messages by field, instead of the catalogue's own field and text. */
  readonly fields?: Readonly<Record<string, readonly string[]>>
  /** Seconds for `Retry-After`, and when `X-Rate-Limit-Reset` lies. */
  readonly retryAfterS?: number
  /** Why, for the journal and for `why`; never sent. */
  readonly because?: string
}

export type Result = Response | Refusal

export function isRefusal(result: Result): result is Refusal {
  return !(result instanceof Response)
}
