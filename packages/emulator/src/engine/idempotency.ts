/**
 * `Idempotency-Token`: the same token on the same operation gives the first answer again, and does
 * nothing. Documented on five operations (fact sheet section 3); how long it holds is not.
 */
import { isRefusal, isTextAnswer, type Result, type TextAnswer } from '../reply.ts'
import type { Database } from '../state/database.ts'
import { messageOf } from './messages.ts'
import type { Work } from './work.ts'

const HEADER = 'idempotency-token'
/** A guess: long enough for any retry, as other APIs have it. */
const HOLDS_MS = 24 * 60 * 60 * 1_000
/** A guess: UUIDs have 36. */
const TOKEN_CHARS_MAX = 255

const TABLE = `CREATE TABLE IF NOT EXISTS idempotency_tokens (key TEXT PRIMARY KEY,
  answered_ms INTEGER NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID`

export class IdempotencyTokens {
  readonly #database: Database
  #hasTable = false

  constructor(database: Database) {
    this.#database = database
    database.onReplaced(() => {
      this.#hasTable = false
    })
  }

  /** The answer that the token was given, while it holds. */
  answer(key: string, nowMs: number): TextAnswer | null {
    this.#makeTable()
    this.#database.run('DELETE FROM idempotency_tokens WHERE answered_ms < ?', nowMs - HOLDS_MS)
    const row = this.#database.get('SELECT answer FROM idempotency_tokens WHERE key = ?', key)
    return row ? (JSON.parse(String(row['answer'])) as TextAnswer) : null
  }

  keep(key: string, nowMs: number, answer: TextAnswer): void {
    const text = JSON.stringify(answer)
    this.#database.run('INSERT INTO idempotency_tokens VALUES (?, ?, ?)', key, nowMs, text)
  }

  #makeTable(): void {
    if (this.#hasTable) return
    this.#database.exec(TABLE)
    this.#hasTable = true
  }
}

/** Does the work unless its token was seen; what is refused may be tried again with the same token. */
export function once(work: Work, operate: (work: Work) => Result): Result {
  const token = work.call.request.headers.get(HEADER)
  if (token === null) return operate(work)
  if (token === '' || token.length > TOKEN_CHARS_MAX) {
    return { failure: 'invalid-value', fields: { [HEADER]: [messageOf('invalid-value')] } }
  }
  const { call, caller, userId, idempotency, nowMs, records } = work
  const key = [caller.clientId, userId, call.method, call.path, token].join(' ')
  const known = idempotency.answer(key, nowMs)
  if (known) return known
  return records.transaction(() => {
    const result = operate(work)
    if (!isRefusal(result) && isTextAnswer(result)) idempotency.keep(key, nowMs, result)
    return result
  })
}
