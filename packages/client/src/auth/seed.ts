/** What the options give to begin a grant with: a code, a refresh token, or nothing. */
import type { Auth } from './grants.ts'
import type { Presented } from './token-request.ts'
import type { ReadyGrant } from './token-store.ts'

export interface Seed {
  /** Null when the options give nothing. */
  readonly fingerprint: string | null
  /** A grant without a single token: the point to go back to when nothing was presented. */
  readonly start: ReadyGrant
}

export function seedOf(auth: Auth): Seed {
  const given =
    auth.kind === 'authorization_code'
      ? auth.code
      : auth.kind === 'refresh_token'
        ? auth.refreshToken
        : undefined
  const fingerprint = given === undefined ? null : fingerprintOf(given)
  const isRefresh = auth.kind === 'refresh_token'
  return {
    fingerprint,
    start: {
      status: 'ready',
      seed: fingerprint,
      accessToken: (isRefresh ? auth.accessToken : null) ?? null,
      accessExpiresAtMs: (isRefresh ? auth.accessExpiresAtMs : 0) ?? 0,
      obtainedAtMs: 0,
      refreshToken: (isRefresh ? auth.refreshToken : null) ?? null,
    },
  }
}

/** What can be presented for new tokens; null when a person has to sign in. */
export function presentable(auth: Auth, grant: ReadyGrant, seed: Seed): Presented | null {
  if (auth.kind === 'client_credentials') return { kind: 'client' }
  if (grant.refreshToken !== null) return { kind: 'refresh', refreshToken: grant.refreshToken }
  const isUnused = grant.accessToken === null && grant.seed === seed.fingerprint
  if (auth.kind === 'authorization_code' && auth.code !== undefined && isUnused) {
    return { kind: 'code', code: auth.code, redirectUri: auth.redirectUri }
  }
  return null
}

/** FNV-1a (Fowler, Noll, Vo), 32 bits: enough to tell two tokens apart, far too few to find one. */
function fingerprintOf(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
