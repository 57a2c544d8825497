/** Authorization codes: single use, ten minutes (fact sheet section 2.1). */
import { hash } from 'node:crypto'
import { type Clock, type Random, randomHex } from '@underpin/ports'
import type { Database } from '../state/database.ts'

export const CODE_LIFETIME_MS = 600_000

/** Doorkeeper's codes have 43 characters; ours have 64 hexadecimal ones. Callers treat them as opaque. */
const CODE_BYTES = 32

/** Dead codes are kept a day, so that the journal can say "expired" and not "never issued". A guess. */
const KEPT_FOR_MS = 86_400_000

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS oauth_codes (
    code_hash TEXT PRIMARY KEY,
    client_id TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    redirect_uri TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    used_at_ms INTEGER
  ) WITHOUT ROWID`

const INSERT = `
  INSERT OR REPLACE INTO oauth_codes (code_hash, client_id, user_id, redirect_uri, expires_at_ms)
  VALUES (?, ?, ?, ?, ?)`

export interface CodeGrant {
  readonly clientId: string
  readonly userId: number
  readonly redirectUri: string
}

export type TakenCode =
  | { readonly kind: 'taken'; readonly grant: CodeGrant }
  | { readonly kind: 'rejected'; readonly because: string }

export class CodeStore {
  readonly #database: Database
  readonly #clock: Clock
  readonly #random: Random

  constructor(parts: { database: Database; clock: Clock; random: Random }) {
    this.#database = parts.database
    this.#clock = parts.clock
    this.#random = parts.random
    this.#database.exec(SCHEMA)
    this.#database.onReplaced(() => this.#database.exec(SCHEMA))
  }

  issue(grant: CodeGrant): string {
    const code = randomHex(this.#random, CODE_BYTES)
    const nowMs = this.#clock.nowMs()
    const { clientId, userId, redirectUri } = grant
    this.#database.run('DELETE FROM oauth_codes WHERE expires_at_ms <= ?', nowMs - KEPT_FOR_MS)
    this.#database.run(
      INSERT,
      digest(code),
      clientId,
      userId,
      redirectUri,
      nowMs + CODE_LIFETIME_MS,
    )
    return code
  }

  /** For the fault of that name: a code that was issued and is alive is used from now on. */
  useUp(code: string): boolean {
    const codeHash = digest(code)
    const row = this.#database.get(
      'SELECT 1 FROM oauth_codes WHERE code_hash = ? AND used_at_ms IS NULL',
      codeHash,
    )
    if (row === undefined) return false
    this.#markUsed(codeHash)
    return true
  }

  /** Uses a code up. Only the client and the redirect URI that it was issued for may take it. */
  take(code: string, clientId: string, redirectUri: string): TakenCode {
    const codeHash = digest(code)
    const row = this.#database.get('SELECT * FROM oauth_codes WHERE code_hash = ?', codeHash)
    if (row === undefined) return rejected('this code was never issued')
    if (row['used_at_ms'] !== null) return rejected('this code was used before')
    if (this.#clock.nowMs() >= Number(row['expires_at_ms'])) return rejected('this code expired')
    if (row['client_id'] !== clientId) return rejected('this code was issued to another client')
    if (row['redirect_uri'] !== redirectUri) {
      return rejected('redirect_uri is not the one of the authorization request')
    }
    this.#markUsed(codeHash)
    return { kind: 'taken', grant: { clientId, redirectUri, userId: Number(row['user_id']) } }
  }

  #markUsed(codeHash: string): void {
    const sql = 'UPDATE oauth_codes SET used_at_ms = ? WHERE code_hash = ?'
    this.#database.run(sql, this.#clock.nowMs(), codeHash)
  }
}

function rejected(because: string): TakenCode {
  return { kind: 'rejected', because }
}

function digest(code: string): string {
  return hash('sha256', code, 'hex')
}
