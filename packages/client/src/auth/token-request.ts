/** Writes a token request, and reads its reply: whatever is not plainly a token pair is none. */
import type { Outgoing } from '../transport.ts'
import type { Auth } from './grants.ts'
import type { ReadyGrant } from './token-store.ts'

/** Fact sheet section 2.2, for a reply that does not say. */
const LIFETIME_S = 5_400

/** A token goes into a header: no spaces, no line ends, nothing unprintable. */
const TOKEN = /^[\x21-\x7e]+$/

export type Presented =
  | { readonly kind: 'client' }
  | { readonly kind: 'code'; readonly code: string; readonly redirectUri: string }
  | { readonly kind: 'refresh'; readonly refreshToken: string }

export function tokenRequest(loginUrl: string, auth: Auth, presented: Presented): Outgoing {
  const form = new URLSearchParams({
    grant_type: auth.kind,
    client_id: auth.clientId,
    client_secret: auth.clientSecret,
  })
  if (presented.kind === 'code') {
    form.set('code', presented.code)
    form.set('redirect_uri', presented.redirectUri)
  } else if (presented.kind === 'refresh') {
    form.set('grant_type', 'refresh_token')
    form.set('refresh_token', presented.refreshToken)
  }
  return {
    method: 'POST',
    url: `${loginUrl}/oauth/token`,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: form.toString(),
  }
}

/**
 * Null when it is no token reply: then nothing of it is used or stored.
 *
 * @param askedAtMs wall time before the request went: the token cannot expire earlier than counted from it.
 */
export function readTokenReply(
  data: unknown,
  askedAtMs: number,
  seed: string | null,
): ReadyGrant | null {
  if (typeof data !== 'object' || data === null) return null
  const reply = data as Readonly<Record<string, unknown>>
  const { access_token: access, refresh_token: refresh, expires_in: expiresIn } = reply
  if (typeof access !== 'string' || !TOKEN.test(access)) return null
  const type = reply['token_type'] ?? 'bearer'
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') return null
  const lifetimeS = expiresIn === undefined ? LIFETIME_S : Number(expiresIn)
  if (!(lifetimeS > 0)) return null
  return {
    status: 'ready',
    seed,
    accessToken: access,
    accessExpiresAtMs: askedAtMs + lifetimeS * 1_000,
    obtainedAtMs: askedAtMs,
    refreshToken: typeof refresh === 'string' && TOKEN.test(refresh) ? refresh : null,
  }
}
