/** Messages by field, in the words that the catalogue has for each failure. */
import { type FailureId, failureMode } from '@underpin/failures'

/** The catalogue's text: `required`, `is invalid`, `has already been taken`. */
export function messageOf(failure: FailureId): string {
  return failureMode(failure).wire?.text ?? failure
}
