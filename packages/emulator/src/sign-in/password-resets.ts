/**
 * Resets that are under way, and the passwords that somebody had. A reset is a long random token, sent by
 * mail and stored as its hash: it works once and for an hour, and a data file holds nothing that opens
 * an account.
 */
import { hash } from 'node:crypto'
import { type Clock, type Random, randomHex } from '@underpin/ports'
import type { Database } from '../state/database.ts'
import { PASSWORDS_REMEMBERED } from './password-rule.ts'

/** A guess: long enough for slow mail, short enough for a mailbox that somebody else reads later. */
export const RESET_LIFETIME_MS = 3_600_000
/** 256 bits: no number of guesses comes near one that is alive. */
const TOKEN_BYTES = 32
/** Mails to one person within the lifetime of a reset; beyond it none is sent. A guess. */
const RESETS_MAX = 5

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS password_resets (
    token_hash TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    is_used INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS password_history (
    n INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    password_hash TEXT NOT NULL
  )`

const FORGET = `
  DELETE FROM password_history WHERE user_id = ? AND n NOT IN
    (SELECT n FROM password_history WHERE user_id = ? ORDER BY n DESC LIMIT ?)`

export class PasswordResets {
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

  /** A new token for somebody, or null when they were sent as many as there may be. */
  issue(userId: number): string | null {
    const nowMs = this.#clock.nowMs()
    this.#database.run('DELETE FROM password_resets WHERE expires_at_ms <= ?', nowMs)
    const sql = 'SELECT count(*) AS count FROM password_resets WHERE user_id = ?'
    if (Number(this.#database.get(sql, userId)?.['count']) >= RESETS_MAX) return null
    const token = randomHex(this.#random, TOKEN_BYTES)
    const put = 'INSERT INTO password_resets (token_hash, user_id, expires_at_ms) VALUES (?, ?, ?)'
    this.#database.run(put, digest(token), userId, nowMs + RESET_LIFETIME_MS)
    return token
  }

  /** Whose password a token may set; null for one that was used, is over, or never was. */
  find(token: string): number | null {
    const sql =
      'SELECT user_id FROM password_resets WHERE token_hash = ? AND is_used = 0 AND expires_at_ms > ?'
    const row = this.#database.get(sql, digest(token), this.#clock.nowMs())
    return row === undefined ? null : Number(row['user_id'])
  }

  /** Uses up this token, and every other one of that person. They count as sent until they are over. */
  spendAllOf(userId: number): void {
    this.#database.run('UPDATE password_resets SET is_used = 1 WHERE user_id = ?', userId)
  }

  /** The passwords that somebody had before the present one, as they are stored: newest first. */
  before(userId: number): readonly string[] {
    const sql = 'SELECT password_hash FROM password_history WHERE user_id = ? ORDER BY n DESC'
    return this.#database.all(sql, userId).map((row) => String(row['password_hash']))
  }

  /** Keeps a password that is being replaced, and forgets those that no longer count. */
  remember(userId: number, passwordHash: string): void {
    const sql = 'INSERT INTO password_history (user_id, password_hash) VALUES (?, ?)'
    this.#database.run(sql, userId, passwordHash)
    this.#database.run(FORGET, userId, userId, PASSWORDS_REMEMBERED - 1)
  }
}

function digest(token: string): string {
  return hash('sha256', token, 'hex')
}
