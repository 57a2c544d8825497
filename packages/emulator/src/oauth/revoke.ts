/** `POST /oauth/revoke` (fact sheet section 2.4, RFC 7009): unknown tokens are answered as known ones. */
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { Result } from '../reply.ts'
import { authenticateClient } from './client-authentication.ts'
import type { FormFields } from './form-fields.ts'
import { noStore } from './no-store.ts'
import type { TokenStore } from './token-store.ts'

export function revoke(
  call: Call,
  fields: FormFields | null,
  platform: Platform,
  tokens: TokenStore,
): Result {
  if (fields === null) return { failure: 'oauth-request-malformed' }
  const app = authenticateClient(call, fields, platform.directory)
  if (app === null) {
    const because = 'unknown client_id, or not its client_secret'
    return { failure: 'oauth-grant-not-allowed', variant: 'revoke', because }
  }
  const token = fields['token'] ?? ''
  if (token !== '') tokens.revoke(token, app.clientId)
  return { status: 200, headers: noStore('application/json; charset=utf-8'), text: '{}' }
}
