/**
 * Who is locked out. A company may have asked for it ("Lock Out After 3 Failed Sign In Attempts", fact
 * sheet section 12); then the third failed try locks the account, until the password is reset or an
 * administrator of the company unlocks it.
 */
import type { Clock } from '@underpin/ports'
import type { Assumptions } from '../assumptions.ts'
import type { Database } from '../state/database.ts'
import type { Directory } from '../world/directory.ts'

/** Fact sheet section 12: after three failed tries. */
export const FAILED_TRIES_MAX = 3

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sign_in_failures (
    user_id INTEGER PRIMARY KEY,
    failed_count INTEGER NOT NULL,
    locked_at_ms INTEGER
  )`

const PUT = 'INSERT OR REPLACE INTO sign_in_failures VALUES (?, ?, ?)'

export interface LockoutParts {
  readonly database: Database
  readonly directory: Directory
  readonly clock: Clock
  readonly assumptions: Assumptions
}

export interface LockState {
  /** Since the last success (see `failed-tries-after-success`), reset or unlocking. Not counted where no company asks for lockouts. */
  readonly failedCount: number
  /** Null when the account is not locked. */
  readonly lockedAtMs: number | null
}

const OPEN: LockState = { failedCount: 0, lockedAtMs: null }

export class Lockouts {
  readonly #parts: LockoutParts

  constructor(parts: LockoutParts) {
    this.#parts = parts
    parts.database.exec(SCHEMA)
    parts.database.onReplaced(() => parts.database.exec(SCHEMA))
  }

  state(userId: number): LockState {
    const sql = 'SELECT failed_count, locked_at_ms FROM sign_in_failures WHERE user_id = ?'
    const row = this.#parts.database.get(sql, userId)
    if (row === undefined) return OPEN
    const lockedAtMs = row['locked_at_ms'] === null ? null : Number(row['locked_at_ms'])
    return { failedCount: Number(row['failed_count']), lockedAtMs }
  }

  isLocked(userId: number): boolean {
    return this.state(userId).lockedAtMs !== null
  }

  /** A user of several companies is bound by the policy of any of them; see `lockout-policy-of-many`. */
  hasPolicy(userId: number): boolean {
    const { directory, assumptions } = this.#parts
    const policies = directory.companiesOf(userId).map((company) => company.lockoutPolicy)
    const isOfEvery = assumptions.get('lockout-policy-of-many') === 'every-company'
    return isOfEvery ? policies.length > 0 && !policies.includes(false) : policies.includes(true)
  }

  /** Counts a failed try of somebody whom a policy binds. @returns true when it locked the account. */
  noteFailure(userId: number): boolean {
    const { failedCount, lockedAtMs } = this.state(userId)
    if (lockedAtMs !== null || !this.hasPolicy(userId)) return false
    const isLast = failedCount + 1 >= FAILED_TRIES_MAX
    if (isLast) this.lock(userId)
    else this.#parts.database.run(PUT, userId, failedCount + 1, null)
    return isLast
  }

  /** The right password was given to an account that is open. */
  noteSuccess(userId: number): void {
    const isForgotten = this.#parts.assumptions.get('failed-tries-after-success') === 'forgotten'
    if (isForgotten) this.unlock(userId)
  }

  lock(userId: number): void {
    this.#parts.database.run(PUT, userId, FAILED_TRIES_MAX, this.#parts.clock.nowMs())
  }

  /** Gives three tries again: after a reset, or by an administrator. @returns whether it was locked. */
  unlock(userId: number): boolean {
    const wasLocked = this.isLocked(userId)
    this.#parts.database.run('DELETE FROM sign_in_failures WHERE user_id = ?', userId)
    return wasLocked
  }
}
