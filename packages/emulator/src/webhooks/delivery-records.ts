/** Reading back what became of the events of a hook: by try, as v1.0 lists it, and by event, as v2.0 does. */
import type { SqlRow, SqlValue } from '../state/database.ts'
import type { Delivery } from './delivery.ts'
import { type Outcome, toEvent } from './event-queue.ts'
import type { WebhookEvent } from './webhook-event.ts'
import type { WebhookTables } from './webhook-tables.ts'

/** Tries of one event that v2.0 shows: in twelve hours there are 23, and duplicates come on top. */
const ATTEMPTS_SHOWN_MAX = 100

export interface Attempt extends Delivery {
  readonly id: number
  readonly outcome: Outcome
}

export interface AttemptOfEvent {
  readonly attempt: Attempt
  readonly event: WebhookEvent
}

export type Order = 'oldest-first' | 'newest-first'

export interface AttemptQuery {
  readonly hookId: number
  /** Null for all. */
  readonly outcomes: readonly Outcome[] | null
  /** The last id of the page before; null for the first page. */
  readonly after: number | null
  readonly limit: number
  readonly order: Order
}

/** Where an event stands, in the words of v2.0. */
export const DELIVERY_STATUSES = {
  delivered: "state = 'delivered'",
  discarded: "state = 'discarded'",
  enqueued: "state = 'queued' AND attempt_count = 0",
  /** It failed, and is tried again. */
  retrying: "state = 'queued' AND attempt_count > 0 AND hook_status = 'active'",
  /** It failed, and is not tried again, as the hook is disabled. */
  failed: "state = 'queued' AND attempt_count > 0 AND hook_status <> 'active'",
} as const
export type DeliveryStatus = keyof typeof DELIVERY_STATUSES

export interface EventQuery {
  readonly hookId: number
  readonly status: DeliveryStatus | null
  readonly resourceName: string | null
  readonly eventType: string | null
  /** When the event happened, both ends included; null for no end. */
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly order: Order
}

export interface EventWithAttempts {
  readonly event: WebhookEvent
  readonly status: DeliveryStatus
  readonly attempts: readonly Attempt[]
}

const STATUS_CASES = Object.entries(DELIVERY_STATUSES)
  .map(([name, condition]) => `WHEN ${condition} THEN '${name}'`)
  .join(' ')

const EVENTS = `(SELECT webhook_events.*, webhook_hooks.status AS hook_status FROM webhook_events
  JOIN webhook_hooks ON webhook_hooks.id = webhook_events.hook_id WHERE hook_id = ?)`

export class DeliveryRecords {
  readonly #tables: WebhookTables

  constructor(tables: WebhookTables) {
    this.#tables = tables
  }

  attempts({ hookId, outcomes, after, limit, order }: AttemptQuery): AttemptOfEvent[] {
    const isForward = order === 'oldest-first'
    const wanted = outcomes === null ? '' : `AND outcome IN (${outcomes.map(() => '?').join(', ')})`
    const beyond = after === null ? '' : `AND attempts.id ${isForward ? '>' : '<'} ?`
    const sql = `SELECT events.*, ${ATTEMPT_COLUMNS} FROM webhook_attempts AS attempts
      JOIN webhook_events AS events ON events.id = attempts.event_row
      WHERE attempts.hook_id = ? ${wanted} ${beyond}
      ORDER BY attempts.id ${isForward ? 'ASC' : 'DESC'} LIMIT ?`
    const values = [hookId, ...(outcomes ?? []), ...(after === null ? [] : [after]), limit]
    const rows = this.#tables.all(sql, ...values)
    return rows.map((row) => ({ attempt: toAttempt(row), event: toEvent(row) }))
  }

  events(query: EventQuery, page: { limit: number; offset: number }): EventWithAttempts[] {
    const { sql, values } = conditions(query)
    const direction = query.order === 'oldest-first' ? 'ASC' : 'DESC'
    const rows = this.#tables.all(
      `SELECT *, CASE ${STATUS_CASES} END AS status FROM ${EVENTS} WHERE ${sql}
        ORDER BY id ${direction} LIMIT ? OFFSET ?`,
      ...[query.hookId, ...values, page.limit, page.offset],
    )
    return rows.map((row) => {
      const event = toEvent(row)
      const status = String(row['status']) as DeliveryStatus
      return { event, status, attempts: this.#attemptsOf(event.row) }
    })
  }

  eventCount(query: EventQuery): number {
    const { sql, values } = conditions(query)
    const counted = `SELECT count(*) AS count FROM ${EVENTS} WHERE ${sql}`
    return Number(this.#tables.get(counted, query.hookId, ...values)?.['count'])
  }

  /** Those that were really made: throwing an event away is none. */
  #attemptsOf(eventRow: number): Attempt[] {
    const sql = `SELECT ${ATTEMPT_COLUMNS} FROM webhook_attempts AS attempts
      WHERE event_row = ? AND outcome <> 'discarded' ORDER BY id LIMIT ?`
    return this.#tables.all(sql, eventRow, ATTEMPTS_SHOWN_MAX).map(toAttempt)
  }
}

const ATTEMPT_COLUMNS = `attempts.id AS attempt_id, outcome, started_ms, completed_ms,
  response_status, response_headers, response_body, response_error`

function conditions(query: EventQuery): { sql: string; values: SqlValue[] } {
  const { status, resourceName, eventType, fromMs, toMs } = query
  const sql = status === null ? ['1'] : [`(${DELIVERY_STATUSES[status]})`]
  const values: SqlValue[] = []
  const where = (condition: string, value: SqlValue) => {
    if (value === null) return
    sql.push(condition)
    values.push(value)
  }
  where('resource_name = ?', resourceName)
  where('event_type = ?', eventType)
  where('at_ms >= ?', fromMs)
  where('at_ms <= ?', toMs)
  return { sql: sql.join(' AND '), values }
}

function toAttempt(row: SqlRow): Attempt {
  const headers = row['response_headers']
  const text = (value: unknown) => (value === null ? null : String(value))
  return {
    id: Number(row['attempt_id']),
    outcome: String(row['outcome']) as Outcome,
    startedMs: Number(row['started_ms']),
    completedMs: Number(row['completed_ms']),
    status: row['response_status'] === null ? null : Number(row['response_status']),
    headers: typeof headers === 'string' ? JSON.parse(headers) : null,
    body: text(row['response_body']),
    error: text(row['response_error']),
  }
}
