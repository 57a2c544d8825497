/** Signing in and out: the forms of `/login` and `/logout`. */
import { html } from 'hono/html'
import type { Call } from '../call.ts'
import type { FormFields } from '../oauth/form-fields.ts'
import { pageAnswer } from '../page.ts'
import type { Platform } from '../platform.ts'
import type { Result, TextAnswer } from '../reply.ts'
import { formTokenField, isOwnForm } from './form-token.ts'
import { TOO_BUSY } from './passwords.ts'
import { safeReturnTo, signInPath } from './return-to.ts'
import { endedCookie, type Session, sessionCookie } from './sessions.ts'
import type { SignIn } from './sign-in.ts'
import { type SignInProblem, signInPage } from './sign-in-page.ts'

/** What a person types as an address is shown again; more than any address has is not. */
const EMAIL_CHARS_MAX = 320

export class SignInForms {
  readonly #platform: Platform
  readonly #signIn: SignIn

  constructor({ platform, signIn }: { readonly platform: Platform; readonly signIn: SignIn }) {
    this.#platform = platform
    this.#signIn = signIn
  }

  /** `GET /login`: whoever is signed in already goes on. */
  show(call: Call, query: FormFields): Result {
    const returnTo = safeReturnTo(query['return_to'])
    if (this.#signIn.currentSession(call)) return seeOther(returnTo)
    const session = this.#signIn.sessions.find(call.request)
    return this.#page(call, { session, returnTo })
  }

  /** `POST /login`. */
  async signIn(call: Call, fields: FormFields): Promise<Result> {
    const returnTo = safeReturnTo(fields['return_to'])
    const email = (fields['email'] ?? '').slice(0, EMAIL_CHARS_MAX)
    const session = this.#signIn.sessions.find(call.request)
    if (session === null || !isOwnForm(session, fields)) {
      call.because = 'the form does not belong to this session'
      return this.#page(call, { session: null, returnTo, email, problem: 'stale-session' })
    }
    const outcome = await this.#signIn.tries.attempt(call, email, fields['password'] ?? '')
    switch (outcome.kind) {
      case 'locked':
        call.because = 'the account is locked'
        return this.#page(call, { session, returnTo, email, problem: 'account-locked' })
      case 'rejected':
        call.because = 'unknown email, or not its password'
        return this.#page(call, { session, returnTo, email, problem: 'login-rejected' })
      case 'too-fast': {
        call.because = 'too many tries have failed'
        const retryAfterS = Math.ceil(outcome.waitMs / 1_000)
        return this.#page(call, {
          session,
          returnTo,
          email,
          problem: 'login-rejected',
          retryAfterS,
        })
      }
      case 'busy':
        return TOO_BUSY
      case 'signed-in': {
        this.#signIn.sessions.end(session)
        const signedIn = this.#signIn.sessions.open(outcome.user.id)
        return seeOther(returnTo, sessionCookie(signedIn, call))
      }
    }
  }

  /** `GET /logout`: asks, since a link or an image of another site must not sign anybody out. */
  askToLeave(call: Call): Result {
    const current = this.#signIn.currentSession(call)
    if (current === null) return seeOther(signInPath('/'))
    return pageAnswer({
      title: 'Sign out',
      body: html`<main class="narrow">
<h1>Sign out?</h1>
<p>You are signed in as <strong>${current.user.name}</strong>.</p>
<form method="post" action="/logout">${formTokenField(current.session)}
<div class="actions"><button type="submit">Sign out</button></div></form>
</main>`,
    })
  }

  /** `POST /logout`. */
  leave(call: Call, fields: FormFields): Result {
    const session = this.#signIn.sessions.find(call.request)
    if (session !== null && !isOwnForm(session, fields)) {
      return { failure: 'stale-session', because: 'the form does not belong to this session' }
    }
    if (session !== null) this.#signIn.sessions.end(session)
    return seeOther(signInPath('/'), endedCookie(call))
  }

  #page(
    call: Call,
    shown: {
      readonly session: Session | null
      readonly returnTo: string
      readonly email?: string
      readonly problem?: SignInProblem
      readonly retryAfterS?: number
    },
  ): TextAnswer {
    const session = shown.session ?? this.#signIn.sessions.open(null)
    return signInPage(call, this.#platform, { ...shown, session })
  }
}

/** After a form: the browser asks for the page, and going back does not send the form again. */
export function seeOther(location: string, cookie: string | null = null): TextAnswer {
  const headers = { location, 'cache-control': 'no-store' }
  return {
    status: 303,
    headers: cookie === null ? headers : { ...headers, 'set-cookie': cookie },
    text: '',
  }
}
