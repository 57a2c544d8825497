/** A form that was refused for what is in it: shown again with what was entered, and what is wrong with it. */
import { messageOf } from '../engine/messages.ts'
import type { Refusal, Result } from '../reply.ts'
import type { FormState } from './form-state.ts'
import { webFailure } from './screens/web-failure.ts'
import type { Visit } from './visit.ts'

/**
 * The status is that of the page for what cannot be processed, as the form's own page says what to do.
 *
 * @param render the page with the form
 * @returns the refusal itself, where no other value in the form would help.
 */
export function formAgain(
  visit: Visit,
  refusal: Refusal,
  render: (form: FormState, status: number) => Result,
): Result {
  if (webFailure(refusal.failure) !== 'bad-request-page') return refusal
  const { call, posted, engine } = visit
  const { failure, because = null } = refusal
  call.failure = failure
  call.because = because
  const errors: Record<string, string[]> = {}
  for (const [key, texts] of Object.entries(refusal.fields ?? { base: [messageOf(failure)] })) {
    errors[key] = [...texts]
  }
  const { status } = engine.parts.platform.answers.wire({ failure: 'bad-request-page' })
  return render({ filled: posted, errors }, status)
}
