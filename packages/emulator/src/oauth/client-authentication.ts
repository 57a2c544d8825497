/** Who calls the token endpoint: the client's id and secret, from the body or by HTTP Basic (RFC 6749, 2.3.1). */
import type { Call } from '../call.ts'
import type { Directory, DirectoryApp } from '../world/directory.ts'
import type { FormFields } from './form-fields.ts'

const BASIC = /^Basic +([A-Za-z0-9+/=_-]+) *$/i

export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}

/** The app, or null when the id is unknown or the secret is not its own. */
export function authenticateClient(
  call: Call,
  fields: FormFields,
  directory: Directory,
): DirectoryApp | null {
  const { clientId, clientSecret } = clientCredentials(call, fields)
  return directory.verifySecret(clientId, clientSecret) ? directory.app(clientId) : null
}

export function clientCredentials(call: Call, fields: FormFields): ClientCredentials {
  const encoded = BASIC.exec(call.request.headers.get('authorization') ?? '')?.[1]
  if (encoded === undefined) {
    return { clientId: fields['client_id'] ?? '', clientSecret: fields['client_secret'] ?? '' }
  }
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':')
  return { clientId: decoded(id), clientSecret: decoded(secret.join(':')) }
}

/** Both parts are form-encoded inside Basic; a stray percent sign means that somebody left that out. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch {
    return part // Not encoded: taken as it is.
  }
}
