/** How the client comes by its first token: the three grants, and the page where a person signs in. */
import { type Random, randomHex, systemRandom } from '@underpin/ports'
import { addressesOf, type Environment } from '../environment.ts'

interface AppCredentials {
  readonly clientId: string
  readonly clientSecret: string
  /** Names the signed-in account where one store holds several for the same app. Default: `'default'`. */
  readonly account?: string
}

export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}

export interface AuthorizationCode extends AppCredentials {
  /** Exactly as registered, trailing slash included. */
  readonly redirectUri: string
  /** Single use, ten minutes. Leave it out when the store already holds a grant. */
  readonly code?: string
}

export interface RefreshToken extends AppCredentials {
  /** Single use. Leave it out when the store already holds a grant; the store's always goes first. */
  readonly refreshToken?: string
  /** Used until it expires, if given with `accessExpiresAtMs`. */
  readonly accessToken?: string
  /** Wall time, milliseconds since the epoch. */
  readonly accessExpiresAtMs?: number
}

/** What `auth` takes. Made by one of the three functions below. */
export type Auth =
  | ({ readonly kind: 'client_credentials' } & ClientCredentials)
  | ({ readonly kind: 'authorization_code' } & AuthorizationCode)
  | ({ readonly kind: 'refresh_token' } & RefreshToken)

/** For a service without a user (DMSA). One pair serves every company that installed the app. */
export function clientCredentials(options: ClientCredentials): Auth {
  return { kind: 'client_credentials', ...checked(options) }
}

/** For a person who has just signed in, or did once: then the grant is in the store. */
export function authorizationCode(options: AuthorizationCode): Auth {
  return { kind: 'authorization_code', ...checked(options) }
}

/** For a refresh token from elsewhere, or a store that already holds a grant. */
export function refreshToken(options: RefreshToken): Auth {
  return { kind: 'refresh_token', ...checked(options) }
}

/** Unguessable: 128 bits. */
const STATE_BYTES = 16

export interface AuthorizationUrlOptions {
  readonly clientId: string
  readonly redirectUri: string
  /** Default `production`. */
  readonly environment?: Environment
  /** Default: random. Compare it with what comes back, or somebody else's code may be slipped in. */
  readonly state?: string
  readonly random?: Random
}

/** The page to send a person to, and the `state` that must come back with the code. */
export function authorizationUrl(options: AuthorizationUrlOptions): {
  readonly url: string
  readonly state: string
} {
  const { clientId, redirectUri, environment = 'production', random = systemRandom } = options
  const state = options.state ?? randomHex(random, STATE_BYTES)
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    state,
  })
  return { url: `${addressesOf(environment).loginUrl}/oauth/authorize?${query}`, state }
}

function checked<T extends ClientCredentials>(options: T): T {
  for (const name of ['clientId', 'clientSecret'] as const) {
    if (typeof options[name] !== 'string' || options[name] === '') {
      throw new TypeError(`${name} must be a string that is not empty`)
    }
  }
  return options
}
