/**
 * Every token that this environment has issued. SQLite holds them, hashed, so that they outlive the
 * process and a data file holds nothing that signs in; a map in front answers the hot path.
 */
import { hash } from 'node:crypto'
import { type Clock, type Random, randomHex } from '@underpin/ports'
import { BoundedMap } from '../bounded-map.ts'
import type { Caller } from '../call.ts'
import type { FoundToken, TokenLookup } from '../checks/token-lookup.ts'
import type { Database, SqlRow } from '../state/database.ts'
import { makeAccessToken, readAccessToken } from './access-token.ts'

/** Fact sheet section 2.2: 5400 s, 90 minutes. */
export const ACCESS_TOKEN_LIFETIME_MS = 5_400_000

/** Refresh tokens have 64 hexadecimal characters. */
const REFRESH_TOKEN_BYTES = 32

/** Tokens in the map; older ones are looked up in SQLite again. A guess: 50,000 take about 40 MB. */
const CACHED_MAX = 50_000

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS oauth_tokens (
    access_hash TEXT PRIMARY KEY,
    refresh_hash TEXT UNIQUE,
    grant_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    is_service INTEGER NOT NULL,
    issued_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    revoked_at_ms INTEGER,
    refresh_spent_at_ms INTEGER
  ) WITHOUT ROWID`

/**
 * A pair whose access token ended this long ago, and whose refresh token is spent, is forgotten: then
 * its access token counts as one of another environment. A guess.
 */
const KEPT_FOR_MS = 30 * 86_400_000

/** So often, in issued tokens, the dead are looked for. */
const PRUNE_EVERY = 1_000

const PRUNE = `
  DELETE FROM oauth_tokens WHERE expires_at_ms < ?
    AND (refresh_hash IS NULL OR refresh_spent_at_ms IS NOT NULL OR revoked_at_ms IS NOT NULL)`

/** A seed repeats its tokens when a data file is opened again: then the newest meaning of one counts. */
const INSERT = `
  INSERT OR REPLACE INTO oauth_tokens (access_hash, refresh_hash, grant_id, client_id, user_id, is_service,
    issued_at_ms, expires_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`

const REVOKE = `
  UPDATE oauth_tokens SET revoked_at_ms = coalesce(revoked_at_ms, ?)
  WHERE client_id = ? AND (access_hash = ? OR refresh_hash = ?)`

const EXPIRE = `
  UPDATE oauth_tokens SET expires_at_ms = min(expires_at_ms, ?) WHERE access_hash = ?`

/** For whom a token is issued. */
export interface Grant {
  readonly grantId: string
  readonly clientId: string
  readonly userId: number
  readonly isService: boolean
}

export interface IssuedTokens {
  readonly accessToken: string
  /** Null for a service app: it signs in again instead. */
  readonly refreshToken: string | null
  readonly issuedAtMs: number
}

export type SpentRefreshToken =
  | { readonly kind: 'spent-now'; readonly grant: Grant }
  /** It was spent or revoked before, and the grant tells whose promise is broken. */
  | { readonly kind: 'spent-before'; readonly grant: Grant; readonly spentAtMs: number }
  | { readonly kind: 'unknown' }

interface Entry {
  caller: Caller
  isRevoked: boolean
}

export class TokenStore implements TokenLookup {
  readonly #database: Database
  readonly #clock: Clock
  readonly #random: Random
  #issuedCount = 0
  /** By the token itself. */
  readonly #cache = new BoundedMap<string, Entry>(CACHED_MAX)

  constructor(parts: { database: Database; clock: Clock; random: Random }) {
    this.#database = parts.database
    this.#clock = parts.clock
    this.#random = parts.random
    this.#database.exec(SCHEMA)
    this.#database.onReplaced(() => {
      this.#database.exec(SCHEMA)
      this.#cache.clear()
    })
  }

  find(accessToken: string): FoundToken | null {
    const entry = this.#cache.get(accessToken) ?? this.#load(accessToken)
    if (entry === null) return foreign(accessToken)
    const { caller } = entry
    if (entry.isRevoked) return { state: 'revoked', caller }
    const isLive = this.#clock.nowMs() < caller.tokenExpiresAtMs
    return { state: isLive ? 'live' : 'expired', caller }
  }

  issue(grant: Grant): IssuedTokens {
    const issuedAtMs = this.#clock.nowMs()
    if (++this.#issuedCount % PRUNE_EVERY === 0) this.#database.run(PRUNE, issuedAtMs - KEPT_FOR_MS)
    const expiresAtMs = issuedAtMs + ACCESS_TOKEN_LIFETIME_MS
    const accessToken = makeAccessToken({ ...grant, expiresAtMs }, this.#random)
    const refreshToken = grant.isService ? null : randomHex(this.#random, REFRESH_TOKEN_BYTES)
    const { grantId, clientId, userId, isService } = grant
    this.#database.run(
      INSERT,
      digest(accessToken),
      refreshToken === null ? null : digest(refreshToken),
      grantId,
      clientId,
      userId,
      isService ? 1 : 0,
      issuedAtMs,
      expiresAtMs,
    )
    const times = { tokenIssuedAtMs: issuedAtMs, tokenExpiresAtMs: expiresAtMs }
    const caller: Caller = { grantId, clientId, userId, isService, ...times }
    this.#cache.set(accessToken, { caller, isRevoked: false })
    return { accessToken, refreshToken, issuedAtMs }
  }

  /** Single use: whatever becomes of the call, the token that it presented is spent. */
  spendRefreshToken(refreshToken: string): SpentRefreshToken {
    const refreshHash = digest(refreshToken)
    const row = this.#database.get('SELECT * FROM oauth_tokens WHERE refresh_hash = ?', refreshHash)
    if (row === undefined) return { kind: 'unknown' }
    const { caller } = entryOf(row)
    const spentAtMs = row['refresh_spent_at_ms'] ?? row['revoked_at_ms']
    if (typeof spentAtMs === 'number') return { kind: 'spent-before', grant: caller, spentAtMs }
    this.#database.run(
      'UPDATE oauth_tokens SET refresh_spent_at_ms = ? WHERE refresh_hash = ?',
      this.#clock.nowMs(),
      refreshHash,
    )
    return { kind: 'spent-now', grant: caller }
  }

  /**
   * Revokes a pair by either of its tokens: with an access token its refresh token dies too. A token
   * of another client stays, as does one that we never issued: the caller is told the same.
   */
  revoke(token: string, clientId: string): void {
    const tokenHash = digest(token)
    this.#database.run(REVOKE, this.#clock.nowMs(), clientId, tokenHash, tokenHash)
    // By a refresh token the map cannot be searched, and revoking is rare: it is read anew.
    this.#cache.clear()
  }

  /** Revokes every token of a person: see the assumption `password-reset-tokens`. */
  revokeAllOf(userId: number): void {
    const sql =
      'UPDATE oauth_tokens SET revoked_at_ms = coalesce(revoked_at_ms, ?) WHERE user_id = ?'
    this.#database.run(sql, this.#clock.nowMs(), userId)
    this.#cache.clear()
  }

  /** Makes a live access token expire now: for the fault of that name. Its refresh token lives on. */
  expire(accessToken: string): void {
    this.#database.run(EXPIRE, this.#clock.nowMs(), digest(accessToken))
    this.#cache.delete(accessToken)
  }

  #load(accessToken: string): Entry | null {
    const row = this.#database.get(
      'SELECT * FROM oauth_tokens WHERE access_hash = ?',
      digest(accessToken),
    )
    if (row === undefined) return null
    const entry = entryOf(row)
    this.#cache.set(accessToken, entry)
    return entry
  }
}

/** A token that we never issued, and that is one all the same: another environment's. */
function foreign(accessToken: string): FoundToken | null {
  const claims = readAccessToken(accessToken)
  if (claims === null) return null
  const { clientId, userId, expiresAtMs } = claims
  const times = { tokenIssuedAtMs: 0, tokenExpiresAtMs: expiresAtMs }
  const caller = { clientId, userId, isService: false, grantId: `foreign:${clientId}`, ...times }
  return { state: 'foreign', caller }
}

function digest(token: string): string {
  return hash('sha256', token, 'hex')
}

function entryOf(row: SqlRow): Entry {
  const caller: Caller = {
    clientId: String(row['client_id']),
    userId: Number(row['user_id']),
    isService: row['is_service'] === 1,
    grantId: String(row['grant_id']),
    tokenIssuedAtMs: Number(row['issued_at_ms']),
    tokenExpiresAtMs: Number(row['expires_at_ms']),
  }
  return { caller, isRevoked: row['revoked_at_ms'] !== null }
}
