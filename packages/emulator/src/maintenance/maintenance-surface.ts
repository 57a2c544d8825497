/** `POST /maintenance/dismiss`: the notice of a maintenance is not shown again until its plan changes. */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import type { Call } from '../call.ts'
import { formFields } from '../oauth/form-fields.ts'
import { readBody } from '../read-body.ts'
import type { Result } from '../reply.ts'
import { isOwnForm } from '../sign-in/form-token.ts'
import { safeReturnTo } from '../sign-in/return-to.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { seeOther } from '../sign-in/sign-in-forms.ts'
import type { Surface } from '../surface.ts'
import { withDismissed } from './dismissed.ts'
import { DISMISS_PATH } from './notices.ts'

const RAISED: ReadonlySet<FailureId> = new Set([...FAILURE_IDS.web, ...FAILURE_IDS.network])

export class MaintenanceSurface implements Surface {
  readonly name = 'web'
  readonly #signIn: SignIn

  constructor(signIn: SignIn) {
    this.#signIn = signIn
  }

  owns(path: string): boolean {
    return path === DISMISS_PATH
  }

  raises(failure: FailureId): boolean {
    return RAISED.has(failure)
  }

  async handle(call: Call): Promise<Result> {
    if (call.method !== 'POST') {
      return {
        failure: 'page-not-found',
        because: `nothing answers ${call.method} ${DISMISS_PATH}`,
      }
    }
    call.route = DISMISS_PATH
    const refusal = await readBody(call)
    if (refusal !== null) return refusal
    const fields = (await formFields(call)) ?? {}
    const current = this.#signIn.currentSession(call)
    if (current === null) {
      return { failure: 'stale-session', because: 'a form was sent, and nobody is signed in' }
    }
    if (!isOwnForm(current.session, fields)) {
      return { failure: 'bad-request-page', because: 'the form is not of this session' }
    }
    const cookie = withDismissed(call, fields['notice'] ?? '')
    if (cookie === null) return { failure: 'bad-request-page', because: 'no notice is named' }
    return seeOther(safeReturnTo(fields['return_to']), cookie)
  }
}
