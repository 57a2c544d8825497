/**
 * Resetting a password: an address is asked for, a mail brings a link, and the link sets the password.
 * That opens a locked account and ends every session of the person (fact sheet section 12).
 */
import type { Call } from '../call.ts'
import type { FormFields } from '../oauth/form-fields.ts'
import type { TokenStore } from '../oauth/token-store.ts'
import type { Platform } from '../platform.ts'
import type { Result, TextAnswer } from '../reply.ts'
import type { DirectoryUser } from '../world/directory.ts'
import { isOwnForm } from './form-token.ts'
import { mailOrigin } from './mail-origin.ts'
import { PasswordResets } from './password-resets.ts'
import { lackingIn, PASSWORDS_REMEMBERED } from './password-rule.ts'
import { TOO_BUSY } from './passwords.ts'
import {
  deadLinkPage,
  forgotPage,
  mailSentPage,
  newPasswordPage,
  passwordSetPage,
} from './reset-pages.ts'
import type { Session } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

export interface ResetParts {
  readonly platform: Platform
  readonly signIn: SignIn
  readonly tokens: TokenStore
}

export class ResetForms {
  readonly #platform: Platform
  readonly #signIn: SignIn
  readonly #tokens: TokenStore
  readonly #resets: PasswordResets

  constructor({ platform, signIn, tokens }: ResetParts) {
    this.#platform = platform
    this.#signIn = signIn
    this.#tokens = tokens
    this.#resets = new PasswordResets(platform)
  }

  /** `GET /login/forgot`. */
  ask(call: Call): Result {
    return forgotPage(call, this.#session(call), null)
  }

  /** `POST /login/forgot`: the same answer for every address, and no more work for one that is known. */
  send(call: Call, fields: FormFields): Result {
    const session = this.#ownSession(call, fields)
    if (session === null) {
      return forgotPage(call, this.#session(call), this.#endedSession(call))
    }
    const user = this.#platform.directory.userByEmail(fields['email'] ?? '')
    const person = user?.isActive && user.serviceOf === null ? user : null
    // Nobody's number is counted and hashed for all the same; it is no user's.
    const token = this.#resets.issue(person?.id ?? 0)
    if (person !== null && token !== null)
      this.#mail(person, `${mailOrigin(call)}/login/reset?token=${token}`)
    return mailSentPage()
  }

  /** `GET /login/reset?token=…`: looking at the page uses nothing up, as mail scanners look too. */
  choose(call: Call, query: FormFields): Result {
    const token = query['token'] ?? ''
    if (this.#resets.find(token) === null) return this.#deadLink(call)
    return newPasswordPage(call, {
      session: this.#session(call),
      token,
      problem: null,
      lacking: [],
    })
  }

  /** `POST /login/reset`. */
  async set(call: Call, fields: FormFields): Promise<Result> {
    const token = fields['token'] ?? ''
    const userId = this.#resets.find(token)
    if (userId === null) return this.#deadLink(call)
    const again = (text: string, status: number, lacking: readonly string[] = []) =>
      newPasswordPage(call, {
        session: this.#session(call),
        token,
        problem: { text, status },
        lacking,
      })
    if (this.#ownSession(call, fields) === null) {
      const { text, status } = this.#endedSession(call)
      return again(text, status)
    }
    const password = fields['password'] ?? ''
    const lacking = lackingIn(password)
    const isTwice = password === fields['password_again']
    if (lacking.length > 0 || !isTwice) {
      return this.#refused(call, again, isTwice ? lacking : [...lacking, 'the same twice'])
    }
    if (this.#signIn.passwords.isBusy) return TOO_BUSY
    if (await this.#wasUsed(userId, password, call.via)) {
      return this.#refused(call, again, [`another than the last ${PASSWORDS_REMEMBERED}`])
    }
    // The answer took its time: another request may have used the link meanwhile.
    if (this.#resets.find(token) === null) return this.#deadLink(call)
    await this.#replace(userId, password, call.via)
    return passwordSetPage()
  }

  async #replace(userId: number, password: string, via: Call['via']): Promise<void> {
    const { directory, lockouts, assumptions } = this.#platform
    this.#resets.spendAllOf(userId)
    const before = directory.user(userId)
    if (before?.passwordHash) this.#resets.remember(userId, before.passwordHash)
    await this.#signIn.passwords.set(userId, password, via)
    lockouts.unlock(userId)
    if (before) this.#signIn.tries.forgive(before.email)
    this.#signIn.sessions.endAllOf(userId)
    if (assumptions.get('password-reset-tokens') === 'revoked') this.#tokens.revokeAllOf(userId)
  }

  async #wasUsed(userId: number, password: string, via: Call['via']): Promise<boolean> {
    const now = this.#platform.directory.user(userId)?.passwordHash ?? null
    const last = [...(now === null ? [] : [now]), ...this.#resets.before(userId)]
    for (const stored of last.slice(0, PASSWORDS_REMEMBERED)) {
      if (await this.#signIn.passwords.isSame(userId, stored, password, via)) return true
    }
    return false
  }

  #mail({ email, name }: DirectoryUser, link: string): void {
    this.#platform.outbox.send({
      kind: 'password-reset',
      to: email,
      subject: 'Reset your password',
      text: `Hello ${name},

somebody asked to reset the password of your account. To choose a new one, open

${link}

within an hour. It works once. If it was not you, there is nothing to do: your password stays as it is.
`,
    })
  }

  #refused(
    call: Call,
    again: (text: string, status: number, lacking: readonly string[]) => TextAnswer,
    lacking: readonly string[],
  ): TextAnswer {
    const { text, status } = this.#wire(call, 'new-password')
    return again(text, status, lacking)
  }

  #deadLink(call: Call): TextAnswer {
    return deadLinkPage(this.#wire(call, 'reset-link'))
  }

  #wire(call: Call, variant: 'new-password' | 'reset-link') {
    call.failure = 'login-rejected'
    call.because = variant === 'reset-link' ? 'no reset that is under way' : 'the password rule'
    return this.#platform.answers.wire({ failure: 'login-rejected', variant })
  }

  #endedSession(call: Call) {
    call.failure = 'stale-session'
    call.because = 'the form does not belong to this session'
    return this.#platform.answers.wire({ failure: 'stale-session' })
  }

  #session(call: Call): Session {
    return this.#signIn.sessions.find(call.request) ?? this.#signIn.sessions.open(null)
  }

  #ownSession(call: Call, fields: FormFields): Session | null {
    const session = this.#signIn.sessions.find(call.request)
    return session !== null && isOwnForm(session, fields) ? session : null
  }
}
