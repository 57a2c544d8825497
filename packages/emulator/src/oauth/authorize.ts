/**
 * `/oauth/authorize`: a person signs in, allows or denies, and the app gets a code (fact sheet section
 * 2.1). What is wrong with the app or its redirect is shown to the person; the rest is told to the app.
 */
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { Result, TextAnswer } from '../reply.ts'
import { isOwnForm } from '../sign-in/form-token.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { signInPage } from '../sign-in/sign-in-page.ts'
import {
  type AuthorizationRequest,
  OUT_OF_BAND_URI,
  readAuthorizationRequest,
  redirectTo,
} from './authorization-request.ts'
import type { CodeStore } from './code-store.ts'
import type { FormFields } from './form-fields.ts'
import { codePage, consentPage, errorPage } from './pages.ts'

export interface AuthorizeParts {
  readonly platform: Platform
  readonly signIn: SignIn
  readonly codes: CodeStore
}

export class Authorize {
  readonly #platform: Platform
  readonly #codes: CodeStore
  readonly #signIn: SignIn

  constructor({ platform, signIn, codes }: AuthorizeParts) {
    this.#platform = platform
    this.#signIn = signIn
    this.#codes = codes
  }

  /** `GET /oauth/authorize`: the sign-in page, or the consent page for whoever is signed in. */
  show(call: Call): Result {
    const read = this.#read(call, queryFields(call))
    if ('status' in read) return read
    const problem = this.#problemForApp(call, read)
    if (problem !== null) return problem
    const current = this.#signIn.currentSession(call)
    if (current !== null) return consentPage(call, current, read)
    const { sessions } = this.#signIn
    const session = sessions.find(call.request) ?? sessions.open(null)
    return signInPage(call, this.#platform, { session, returnTo: authorizePath(read) })
  }

  /** `POST /oauth/authorize`: the person's decision. */
  decide(call: Call, fields: FormFields): Result {
    const read = this.#read(call, fields)
    if ('status' in read) return read
    const current = this.#signIn.currentSession(call)
    const isDecided = fields['decision'] === 'allow' || fields['decision'] === 'deny'
    if (!current || !isOwnForm(current.session, fields) || !isDecided) {
      return this.#startAgain(call, read)
    }
    const problem = this.#problemForApp(call, read)
    if (problem !== null) return problem
    if (fields['decision'] === 'deny') return this.deny(call, read)
    const { app, redirectUri } = read
    const code = this.#codes.issue({ clientId: app.clientId, userId: current.user.id, redirectUri })
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
