/**
 * `POST /oauth/token`: the three grants, as Doorkeeper answers them (fact sheet section 2.2). A refresh
 * call spends the refresh token that it presents, whatever becomes of the call.
 */
import { type Random, randomHex } from '@underpin/ports'
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { Refusal, Result } from '../reply.ts'
import type { DirectoryApp } from '../world/directory.ts'
import type { AppGrant } from '../world/world.ts'
import { authenticateClient, clientCredentials } from './client-authentication.ts'
import type { CodeStore } from './code-store.ts'
import type { FormFields } from './form-fields.ts'
import { noStore } from './no-store.ts'
import { ACCESS_TOKEN_LIFETIME_MS, type Grant, type TokenStore } from './token-store.ts'

const GRANT_TYPES: readonly AppGrant[] = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
]

/** Tells the grants of one person and app apart. */
const GRANT_ID_BYTES = 8

export interface TokenEndpointParts {
  readonly platform: Platform
  readonly tokens: TokenStore
  readonly codes: CodeStore
}

export class TokenEndpoint {
  readonly #platform: Platform
  readonly #tokens: TokenStore
  readonly #codes: CodeStore

  constructor(parts: TokenEndpointParts) {
    this.#platform = parts.platform
    this.#tokens = parts.tokens
    this.#codes = parts.codes
  }

  /** @param fields the body, or null when it cannot be read. */
  handle(call: Call, fields: FormFields | null): Result {
    if (fields === null) return malformed('the body cannot be read as its content type says')
    const grantType = fields['grant_type']
    call.clientId = clientCredentials(call, fields).clientId
    // First of all: the token is spent even if nothing else about the call is right.
    if (grantType === 'refresh_token' && this.#isStranger(call, fields)) return invalidClient()
    const refresh = grantType === 'refresh_token' ? this.#spend(call, fields) : null
    if (grantType === undefined) return missing('grant_type')
    if (!isGrantType(grantType)) {
      const because = `unknown grant_type ${grantType.slice(0, 80)}`
      return { failure: 'oauth-grant-not-allowed', variant: 'unsupported-grant-type', because }
    }
    const app = authenticateClient(call, fields, this.#platform.directory)
    if (app === null) return invalidClient()
    if (!app.grants.includes(grantType)) {
      return { failure: 'oauth-grant-not-allowed', because: `${app.clientId} may not ${grantType}` }
    }
    const grant =
      grantType === 'client_credentials'
        ? this.#serviceGrant(app)
        : grantType === 'authorization_code'
          ? this.#codeGrant(app, fields)
          : refreshGrant(app, refresh)
    if ('failure' in grant) return grant
    if (grantType === 'refresh_token' && fields['refresh_token'] !== undefined) {
      this.#endOldAccess(fields['refresh_token'], app.clientId)
    }
    return this.#issue(call, grant)
  }

  /** As the assumption has it, wrong client credentials may end the call before it reaches the token. */
  #isStranger(call: Call, fields: FormFields): boolean {
    const { assumptions, directory } = this.#platform
    if (assumptions.get('refresh-by-wrong-client') === 'spends') return false
    return authenticateClient(call, fields, directory) === null
  }

  #spend(call: Call, { refresh_token: token = '' }: FormFields): Refresh {
    if (token === '') return { kind: 'missing' }
    call.refreshToken = token
    return this.#tokens.spendRefreshToken(token)
  }

  #endOldAccess(refreshToken: string, clientId: string): void {
    const isRevoked = this.#platform.assumptions.get('access-token-after-refresh') === 'revoked'
    if (isRevoked) this.#tokens.revoke(refreshToken, clientId)
  }

  #serviceGrant(app: DirectoryApp): Grant {
    const userId = this.#platform.directory.anyServiceUser(app.clientId)?.id ?? 0
    return { grantId: `service:${app.clientId}`, clientId: app.clientId, userId, isService: true }
  }

  #codeGrant(app: DirectoryApp, fields: FormFields): Grant | Refusal {
    const { code = '', redirect_uri: redirectUri = '' } = fields
    if (code === '') return missing('code')
    if (redirectUri === '') return missing('redirect_uri')
    const taken = this.#codes.take(code, app.clientId, redirectUri)
    if (taken.kind === 'rejected') return { failure: 'oauth-code-rejected', because: taken.because }
    const grantId = newGrantId(this.#platform.random)
    return { grantId, clientId: app.clientId, userId: taken.grant.userId, isService: false }
  }

  #issue(call: Call, grant: Grant): Result {
    const { accessToken, refreshToken, issuedAtMs } = this.#tokens.issue(grant)
    const { caller } = this.#tokens.find(accessToken) ?? { caller: null }
    call.caller = caller
    return {
      status: 200,
      headers: noStore('application/json; charset=utf-8'),
      text: JSON.stringify({
        access_token: accessToken,
        token_type: 'bearer',
        expires_in: ACCESS_TOKEN_LIFETIME_MS / 1_000,
        ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
        created_at: Math.floor(issuedAtMs / 1_000),
      }),
    }
  }
}

type Refresh = ReturnType<TokenStore['spendRefreshToken']> | { readonly kind: 'missing' }

export function newGrantId(random: Random): string {
  return `grant:${randomHex(random, GRANT_ID_BYTES)}`
}

export function invalidClient(): Refusal {
  return { failure: 'oauth-invalid-client', because: 'unknown client_id, or not its client_secret' }
}

/** The pair keeps its grant through every refresh, and with it its limits and promises. */
function refreshGrant(app: DirectoryApp, refresh: Refresh | null): Grant | Refusal {
  if (refresh === null || refresh.kind === 'missing') return missing('refresh_token')
  const failure = 'refresh-token-spent'
  if (refresh.kind === 'unknown') return { failure, because: 'this token was never issued' }
  if (refresh.kind === 'spent-before') {
    const atIso = new Date(refresh.spentAtMs).toISOString()
    return { failure, because: `this token was spent or revoked at ${atIso}` }
  }
  if (refresh.grant.clientId !== app.clientId) {
    return { failure, because: 'this token was issued to another client' }
  }
  const { grantId, clientId, userId, isService } = refresh.grant
  return { grantId, clientId, userId, isService }
}

function isGrantType(text: string): text is AppGrant {
  return (GRANT_TYPES as readonly string[]).includes(text)
}

function missing(name: string): Refusal {
  return {
    failure: 'oauth-request-malformed',
    variant: 'missing-parameter',
    values: { name },
    because: `${name} is missing`,
  }
}

function malformed(because: string): Refusal {
  return { failure: 'oauth-request-malformed', because }
}
