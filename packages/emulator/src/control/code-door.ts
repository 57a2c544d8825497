/**
 * `POST /_underpin/codes`: an authorization code without a browser, for whoever tests a sign-in flow. An
 * addition of ours: Procore has no such thing.
 */
import type { OAuthSurface } from '../oauth/oauth-surface.ts'
import type { TextAnswer } from '../reply.ts'
import type { Directory } from '../world/directory.ts'
import { jsonAnswer, unusable } from './door-answer.ts'
import type { DoorFields } from './door-fields.ts'

export function issueCode(
  oauth: OAuthSurface,
  directory: Directory,
  fields: DoorFields,
): TextAnswer {
  const email = fields.text('user')
  const clientId = fields.text('clientId')
  const app = directory.app(clientId)
  if (app === null) {
    const clientIds = directory.apps().map((each) => each.clientId)
    throw unusable(`there is no app "${clientId.slice(0, 80)}".`, { field: 'clientId', clientIds })
  }
  const redirectUri = fields.has('redirectUri') ? fields.text('redirectUri') : app.redirectUris[0]
  fields.end()
  const user = directory.userByEmail(email)
  if (user === null || user.serviceOf !== null || !user.isActive) {
    const people = directory.users().filter((each) => each.serviceOf === null && each.isActive)
    const message = `nobody with the email "${email.slice(0, 80)}" can sign in.`
    throw unusable(message, { field: 'user', users: people.slice(0, 20).map((each) => each.email) })
  }
  if (redirectUri === undefined || !app.redirectUris.includes(redirectUri)) {
    const message = `the redirect address is not one of ${clientId}'s.`
    throw unusable(message, { field: 'redirectUri', redirectUris: app.redirectUris })
  }
  const code = oauth.codes.issue({ clientId, userId: user.id, redirectUri })
  return jsonAnswer({ code }, 201)
}
