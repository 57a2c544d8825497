/**
 * Counts the API calls of each app by day, status, method and route, for the thirty days that the call
 * activity report covers. A call costs a look-up in a map; what is counted is written in batches, so a
 * process that is killed loses the last seconds of it and no more.
 */
import type { FailureId } from '@underpin/failures'
import type { Log } from '@underpin/ports'
import type { Call } from '../call.ts'
import type { TokenLookup } from '../checks/token-lookup.ts'
import { bearerToken } from '../oauth/bearer-token.ts'
import type { Database } from '../state/database.ts'
import { type ActivityRow, DAY_MS, dateOf } from './activity-row.ts'
import { isApiPath, normalRoute } from './normal-route.ts'

/** Documented: the report covers the last thirty days. */
export const REPORT_DAYS = 30

/** Written when so many calls were counted, or so long after the first of them. Guesses. */
const BATCH_CALLS = 1_000
const BATCH_MS = 5_000

/** Kinds of calls of one day; whatever comes beyond counts for `OTHER_ROUTES`. A guess. */
const ROWS_PER_DAY_MAX = 10_000
const OTHER_ROUTES = '(other routes)'

/** Kinds that wait to be written while that fails; then they are dropped, and the log says so. */
const PENDING_MAX = 10_000

const TABLE = `CREATE TABLE IF NOT EXISTS call_activity (day INTEGER, client_id TEXT, status INTEGER,
  method TEXT, route TEXT, failure TEXT, count INTEGER NOT NULL,
  PRIMARY KEY (day, client_id, status, method, route, failure)) WITHOUT ROWID`

const RAISE = `UPDATE call_activity SET count = count + ? WHERE day = ? AND client_id = ?
  AND status = ? AND method = ? AND route = ? AND failure = ?`

const ADD = 'INSERT INTO call_activity VALUES (?, ?, ?, ?, ?, ?, ?)'

/** A call of one kind; `clientId` and `failure` are empty where there is none. */
interface Kind {
  readonly day: number
  readonly clientId: string
  readonly status: number
  readonly method: string
  readonly route: string
  readonly failure: string
}

interface Counted extends Kind {
  count: number
}

export interface ActivityParts {
  readonly database: Database
  readonly tokens: TokenLookup
  readonly log: Log
  /** The route of a call that was turned away before its route was looked for; null when there is none. */
  readonly routeOf: (method: string, path: string) => string | null
}

export class CallActivity {
  readonly #parts: ActivityParts
  readonly #pending = new Map<string, Counted>()
  #pendingCalls = 0
  #pendingSinceMs = 0

  constructor(parts: ActivityParts) {
    this.#parts = parts
  }

  /** @param status null when nothing was answered; then nothing is counted. */
  note(call: Call, status: number | null): void {
    if (status === null || !isApiPath(call.path)) return
    const { route, method, path, failure } = call
    const day = Math.floor(call.atMs / DAY_MS)
    const clientId = this.#clientOf(call)
    const key = `${day} ${clientId} ${status} ${method} ${route ?? path} ${failure ?? ''}`
    const known = this.#pending.get(key)
    if (known) known.count += 1
    else {
      const named = normalRoute(route ?? this.#parts.routeOf(method, path), path)
      const kind = { day, clientId, status, method, route: named, failure: failure ?? '' }
      this.#pending.set(key, { ...kind, count: 1 })
    }
    if (this.#pendingCalls++ === 0) this.#pendingSinceMs = call.atMs
    const isDue = this.#pendingCalls >= BATCH_CALLS || call.atMs - this.#pendingSinceMs >= BATCH_MS
    if (isDue) this.flush()
  }

  /** Writes what was counted and is not written yet. Never throws: it runs behind every request. */
  flush(): void {
    if (this.#pendingCalls === 0) return
    const { database, log } = this.#parts
    try {
      database.transaction(() => this.#write([...this.#pending.values()]))
    } catch (error) {
      log.error('the call activity cannot be written; it is tried again with the next calls', {
        kinds: this.#pending.size,
        error,
      })
      this.#pendingCalls = 0
      if (this.#pending.size < PENDING_MAX) return
    }
    this.#pending.clear()
    this.#pendingCalls = 0
  }

  /** By date, route, method and status. @param days so many, today included */
  rows(nowMs: number, days: number = REPORT_DAYS): ActivityRow[] {
    this.flush()
    const { database } = this.#parts
    database.exec(TABLE)
    const since = Math.floor(nowMs / DAY_MS) - days + 1
    const sql = `SELECT * FROM call_activity WHERE day >= ?
      ORDER BY day, route, method, status, client_id, failure`
    return database.all(sql, since).map((row) => ({
      date: dateOf(Number(row['day']) * DAY_MS),
      clientId: String(row['client_id']) || null,
      status: Number(row['status']),
      method: String(row['method']),
      route: String(row['route']),
      failure: (String(row['failure']) || null) as FailureId | null,
      count: Number(row['count']),
    }))
  }

  /** Drops what is not written yet: the state that it was counted for is gone. */
  clear(): void {
    this.#pending.clear()
    this.#pendingCalls = 0
  }

  #write(counted: readonly Counted[]): void {
    const { database } = this.#parts
    database.exec(TABLE)
    const newest = counted.reduce((latest, { day }) => Math.max(latest, day), 0)
    database.run('DELETE FROM call_activity WHERE day <= ?', newest - REPORT_DAYS)
    const rowsOf = new Map<number, number>()
    for (const each of counted) {
      if (this.#raise(each)) continue
      const { day, clientId, status, method, failure, count } = each
      const rows = rowsOf.get(day) ?? this.#rowsOn(day)
      const isFull = rows >= ROWS_PER_DAY_MAX
      const route = isFull ? OTHER_ROUTES : each.route
      if (isFull && this.#raise({ ...each, route })) continue
      database.run(ADD, day, clientId, status, method, route, failure, count)
      rowsOf.set(day, rows + 1)
    }
  }

  #rowsOn(day: number): number {
    const sql = 'SELECT count(*) AS rows FROM call_activity WHERE day = ?'
    return Number(this.#parts.database.get(sql, day)?.['rows'])
  }

  /** False when there is no such row yet. */
  #raise({ day, clientId, status, method, route, failure, count }: Counted): boolean {
    const statement = this.#parts.database.statement(RAISE)
    const { changes } = statement.run(count, day, clientId, status, method, route, failure)
    return Number(changes) > 0
  }

  /** A fault answers before the token check: whose call it was, the token itself says. */
  #clientOf(call: Call): string {
    const known = call.caller?.clientId ?? call.clientId
    if (known !== null) return known
    const bearer = bearerToken(call.request.headers.get('authorization'))
    return (bearer === null ? null : this.#parts.tokens.find(bearer)?.caller.clientId) ?? ''
  }
}
