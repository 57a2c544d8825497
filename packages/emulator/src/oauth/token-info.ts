/** `GET /oauth/token/info` (fact sheet section 2.3): what a token is, told to whoever holds it. */
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { Result } from '../reply.ts'
import { bearerToken } from './bearer-token.ts'
import { noStore } from './no-store.ts'
import type { TokenStore } from './token-store.ts'

export function tokenInfo(call: Call, platform: Platform, tokens: TokenStore): Result {
  const token = bearerToken(call.request.headers.get('authorization'))
  const found = token === null ? null : tokens.find(token)
  if (found === null) {
    const because = token === null ? 'no bearer token was sent' : 'no token of any environment'
    return { failure: 'access-token-revoked', variant: 'token-info', because }
  }
  call.caller = found.caller
  if (found.state === 'foreign')
    return { failure: 'wrong-environment-token', variant: 'token-info' }
  if (found.state === 'revoked') return { failure: 'access-token-revoked', variant: 'token-info' }
  if (found.state === 'expired') return { failure: 'access-token-expired', variant: 'token-info' }
  const { userId, clientId, tokenIssuedAtMs, tokenExpiresAtMs } = found.caller
  const leftMs = tokenExpiresAtMs - platform.clock.nowMs()
  return {
    status: 200,
    headers: noStore('application/json; charset=utf-8'),
    text: JSON.stringify({
      resource_owner_id: userId,
      scopes: [],
      expires_in_seconds: Math.floor(leftMs / 1_000),
      application: { uid: clientId },
      created_at: Math.floor(tokenIssuedAtMs / 1_000),
    }),
  }
}
