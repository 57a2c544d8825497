/** What an app asks for at `/oauth/authorize`, once it is known that the app and its redirect are right. */
import type { Answers } from '../answers.ts'
import type { TextAnswer } from '../reply.ts'
import type { Directory, DirectoryApp } from '../world/directory.ts'
import type { FormFields } from './form-fields.ts'
import { errorPage } from './pages.ts'

/** Shows the code on a page instead of redirecting (fact sheet section 2). */
export const OUT_OF_BAND_URI = 'urn:ietf:wg:oauth:2.0:oob'

export interface AuthorizationRequest {
  readonly app: DirectoryApp
  readonly responseType: string
  readonly redirectUri: string
  /** Echoed back; null when the app sent none. */
  readonly state: string | null
}

export type ReadRequest =
  | { readonly kind: 'request'; readonly request: AuthorizationRequest }
  /** Nobody may be redirected: a person is shown why. */
  | { readonly kind: 'page'; readonly page: TextAnswer; readonly because: string }

/** @param fields of the query, or of a form that carried the query on. */
export function readAuthorizationRequest(
  fields: FormFields,
  directory: Directory,
  answers: Answers,
): ReadRequest {
  const app = directory.app(fields['client_id'] ?? '')
  if (app === null) {
    const wire = answers.wire({ failure: 'oauth-invalid-client' })
    const page = errorPage('This app is not known', wire.status, wire.text)
    return { kind: 'page', page, because: 'unknown client_id' }
  }
  const redirectUri = fields['redirect_uri'] ?? ''
  if (!app.redirectUris.includes(redirectUri)) {
    const wire = answers.wire({ failure: 'oauth-request-malformed', variant: 'redirect-mismatch' })
    const page = errorPage('The redirect address is not registered', wire.status, wire.text)
    return {
      kind: 'page',
      page,
      because: `redirect_uri ${redirectUri.slice(0, 200)} is not registered`,
    }
  }
  const responseType = fields['response_type'] ?? ''
  return {
    kind: 'request',
    request: { app, redirectUri, responseType, state: fields['state'] ?? null },
  }
}

/** Back to the app, with what it is to know and its state. */
export function redirectTo(
  request: AuthorizationRequest,
  values: Readonly<Record<string, string>>,
): TextAnswer {
  const query = new URLSearchParams(values)
  if (request.state !== null) query.set('state', request.state)
  const joint = request.redirectUri.includes('?') ? '&' : '?'
  return { status: 302, headers: { location: `${request.redirectUri}${joint}${query}` }, text: '' }
}
