/**
 * `/oauth/authorize`: a person signs in, allows or denies, and the app gets a code (fact sheet section
 * 2.1). What is wrong with the app or its redirect is shown to the person; the rest is told to the app.
 */
import { timingSafeEqual } from 'node:crypto'
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { Result, TextAnswer } from '../reply.ts'
import {
  type AuthorizationRequest,
  OUT_OF_BAND_URI,
  readAuthorizationRequest,
  redirectTo,
} from './authorization-request.ts'
import type { CodeStore } from './code-store.ts'
import type { FormFields } from './form-fields.ts'
import { codePage, consentPage, errorPage, signInPage } from './pages.ts'
import { type Session, Sessions, sessionCookie } from './sessions.ts'

export interface AuthorizeParts {
  readonly platform: Platform
  readonly codes: CodeStore
}

export class Authorize {
  readonly #platform: Platform
  readonly #codes: CodeStore
  readonly #sessions: Sessions

  constructor({ platform, codes }: AuthorizeParts) {
    this.#platform = platform
    this.#codes = codes
    this.#sessions = new Sessions(platform.clock, platform.random)
    platform.database.onReplaced(() => this.#sessions.clear())
  }

  /** `GET /oauth/authorize`: the sign-in page, or the consent page for whoever is signed in. */
  show(call: Call): Result {
    const read = this.#read(call, queryFields(call))
    if ('status' in read) return read
    const problem = this.#problemForApp(call, read)
    if (problem !== null) return problem
    const session = this.#sessions.find(call.request) ?? this.#sessions.open(null)
    const user = session.userId === null ? null : this.#platform.directory.user(session.userId)
    if (user === null) return signInPage({ session, request: read, problem: null })
    return consentPage(session, read, user.name)
  }

  /** `POST /oauth/sign-in`: checks the password and goes on to the consent page. */
  signIn(call: Call, fields: FormFields): Result {
    const read = this.#read(call, fields)
    if ('status' in read) return read
    const session = this.#sessions.find(call.request)
    if (session === null || !isOwnForm(session, fields)) return this.#startAgain(call, read)
    const email = fields['email'] ?? ''
    const user = this.#platform.directory.verifyPassword(email, fields['password'] ?? '')
    if (user === null) {
      call.failure = 'login-rejected'
      call.because = 'unknown email, or not its password'
      const problem = this.#platform.answers.wire({ failure: 'login-rejected' })
      return signInPage({ session, request: read, email, problem })
    }
    this.#sessions.end(session)
    const signedIn = this.#sessions.open(user.id)
    return {
      status: 303,
      headers: { location: authorizePath(read), 'set-cookie': sessionCookie(signedIn) },
      text: '',
    }
  }

  /** `POST /oauth/authorize`: the person's decision. */
  decide(call: Call, fields: FormFields): Result {
    const read = this.#read(call, fields)
    if ('status' in read) return read
    const session = this.#sessions.find(call.request)
    const isDecided = fields['decision'] === 'allow' || fields['decision'] === 'deny'
    if (!session?.userId || !isOwnForm(session, fields) || !isDecided) {
      return this.#startAgain(call, read)
    }
    const problem = this.#problemForApp(call, read)
    if (problem !== null) return problem
    if (fields['decision'] === 'deny') return this.deny(call, read)
    const { app, redirectUri } = read
    const code = this.#codes.issue({ clientId: app.clientId, userId: session.userId, redirectUri })
    return redirectUri === OUT_OF_BAND_URI ? codePage(code) : redirectTo(read, { code })
  }

  /** Tells the app that the person said no. */
  deny(call: Call, request: AuthorizationRequest): TextAnswer {
    call.failure = 'consent-denied'
    if (request.redirectUri === OUT_OF_BAND_URI) {
      return errorPage('Access was denied', 200, 'The app was told nothing and gets no code.')
    }
    const { status, headers } = this.#platform.answers.respond({
      failure: 'consent-denied',
      values: { redirectUri: request.redirectUri, state: encodeURIComponent(request.state ?? '') },
    })
    const location = headers['location'] ?? request.redirectUri
    const isStateless = request.state === null
    return {
      status,
      headers: { location: isStateless ? location.replace(/&state=$/, '') : location },
      text: '',
    }
  }

  /** For the fault of that name: what this call asks for is denied; null when it asks for nothing. */
  denyRaised(call: Call, fields: FormFields): TextAnswer | null {
    const { directory, answers } = this.#platform
    const read = readAuthorizationRequest(fields, directory, answers)
    return read.kind === 'page' ? null : this.deny(call, read.request)
  }

  #read(call: Call, fields: FormFields): AuthorizationRequest | TextAnswer {
    const { directory, answers } = this.#platform
    const read = readAuthorizationRequest(fields, directory, answers)
    if (read.kind === 'request') return read.request
    call.failure = directory.app(fields['client_id'] ?? '')
      ? 'oauth-request-malformed'
      : 'oauth-invalid-client'
    call.because = read.because
    return read.page
  }

  #problemForApp(call: Call, request: AuthorizationRequest): Result | null {
    const { responseType, app, redirectUri } = request
    if (responseType === 'code' && app.grants.includes('authorization_code')) return null
    const refusal =
      responseType === ''
        ? ({ failure: 'oauth-request-malformed', variant: 'missing-parameter' } as const)
        : responseType === 'code'
          ? ({ failure: 'oauth-grant-not-allowed' } as const)
          : ({ failure: 'oauth-grant-not-allowed', variant: 'unsupported-response-type' } as const)
    call.failure = refusal.failure
    const { code = '', text } = this.#platform.answers.wire(refusal)
    const said = text.replace('{name}', 'response_type')
    if (redirectUri === OUT_OF_BAND_URI) return errorPage('The app asked wrongly', 400, said)
    return redirectTo(request, { error: code, error_description: said })
  }

  /** A form of another session, or of none (a restart, a second tab): nothing is decided by it. */
  #startAgain(call: Call, request: AuthorizationRequest): Result {
    call.because = 'the form does not belong to this session'
    return { status: 303, headers: { location: authorizePath(request) }, text: '' }
  }
}

export function queryFields(call: Call): FormFields {
  return Object.fromEntries(new URLSearchParams(call.search))
}

function authorizePath(request: AuthorizationRequest): string {
  const query = new URLSearchParams({
    response_type: request.responseType,
    client_id: request.app.clientId,
    redirect_uri: request.redirectUri,
  })
  if (request.state !== null) query.set('state', request.state)
  return `/oauth/authorize?${query}`
}

function isOwnForm(session: Session, fields: FormFields): boolean {
  const given = Buffer.from(fields['form_token'] ?? '')
  const known = Buffer.from(session.formToken)
  return given.length === known.length && timingSafeEqual(given, known)
}
