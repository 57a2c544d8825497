/**
 * The queue of each hook and what became of its events. An event is stored in the transaction of the
 * change that it tells of, so that none is sent of what did not happen, and none is lost in a crash.
 */
import type { SqlRow } from '../state/database.ts'
import { GIVE_UP_AFTER_MS, waitBeforeRetryMs } from './backoff.ts'
import type { Delivery } from './delivery.ts'
import type { EventType } from './hook.ts'
import type { EventState, NewEvent, RelatedResource, WebhookEvent } from './webhook-event.ts'
import type { WebhookTables } from './webhook-tables.ts'

/** Events that wait in the queue of one hook; a new one beyond that is discarded. A guess. */
export const QUEUE_MAX = 10_000

/** Delivery records kept of one hook. A guess: days of a busy project. */
export const HISTORY_MAX = 10_000

/** So often, in records, the history is cut: it may be longer by as many. */
const CUT_EVERY = 500

/** `retried`: it failed, and a later try was made. */
export type Outcome = 'ok' | 'failed' | 'retried' | 'discarded'

/** Where the queue of a hook stands. */
export interface QueueState {
  readonly queuedCount: number
  /** Failures in a row; 0 while all is well. */
  readonly failureCount: number
  /** When the first of them was. Null while all is well. */
  readonly failingSinceMs: number | null
  readonly nextAttemptMs: number | null
}

export class EventQueue {
  readonly #tables: WebhookTables

  constructor(tables: WebhookTables) {
    this.#tables = tables
  }

  nextEventId(): number {
    return this.#tables.nextNumber('event')
  }

  /** Puts an event at the end of its hook's queue. Runs in the transaction of the change. */
  add(event: NewEvent): void {
    const isFull = this.stateOf(event.hookId).queuedCount >= QUEUE_MAX
    const sql = `INSERT INTO webhook_events (hook_id, event_id, ulid, at_ms, state, event_type,
      resource_name, resource_id, company_id, project_id, user_id, client_id, related)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`
    const { hookId, eventId, ulid, atMs, eventType, resourceName, resourceId } = event
    const row = this.#tables.get(
      sql,
      ...[hookId, eventId, ulid, atMs, isFull ? 'discarded' : 'queued', eventType, resourceName],
      ...[resourceId, event.companyId, event.projectId, event.userId, event.clientId],
      JSON.stringify(event.related),
    )
    if (isFull) this.#record(hookId, Number(row?.['id']), 'discarded', overflown(atMs))
    else this.#count(hookId, 1)
  }

  /** The event that is to be sent next; null when none waits. */
  first(hookId: number): WebhookEvent | null {
    const sql = `SELECT * FROM webhook_events WHERE hook_id = ? AND state = 'queued' ORDER BY id LIMIT 1`
    const row = this.#tables.get(sql, hookId)
    return row === undefined ? null : toEvent(row)
  }

  /** The same event still waits: it is not that of a world that was put in this one's place. */
  isQueued({ row, hookId, ulid }: WebhookEvent): boolean {
    const sql = `SELECT 1 FROM webhook_events
      WHERE id = ? AND hook_id = ? AND ulid = ? AND state = 'queued'`
    return this.#tables.get(sql, row, hookId, ulid) !== undefined
  }

  /** It was received once already, and is sent again. */
  wasDelivered({ row }: WebhookEvent): boolean {
    const sql = "SELECT 1 FROM webhook_attempts WHERE event_row = ? AND outcome = 'ok'"
    return this.#tables.get(sql, row) !== undefined
  }

  stateOf(hookId: number): QueueState {
    const sql = `SELECT queued_count, failure_count, failing_since_ms, next_attempt_ms
      FROM webhook_hooks WHERE id = ?`
    const row = this.#tables.get(sql, hookId) ?? {}
    const failingSinceMs = row['failing_since_ms']
    const nextAttemptMs = row['next_attempt_ms']
    return {
      queuedCount: Number(row['queued_count'] ?? 0),
      failureCount: Number(row['failure_count'] ?? 0),
      failingSinceMs: typeof failingSinceMs === 'number' ? failingSinceMs : null,
      nextAttemptMs: typeof nextAttemptMs === 'number' ? nextAttemptMs : null,
    }
  }

  /** The hooks with something in their queue. */
  waiting(): number[] {
    const sql = `SELECT id FROM webhook_hooks WHERE queued_count > 0 AND status = 'active' ORDER BY id`
    return this.#tables.all(sql).map((row) => Number(row['id']))
  }

  /** A success resets the counters. @param isRepeated the event stays in the queue, to be sent again */
  delivered(event: WebhookEvent, delivery: Delivery, isRepeated: boolean): void {
    const { hookId, row } = event
    this.#tables.transaction(() => {
      this.#attempted(event, 'ok', delivery)
      if (!isRepeated) this.#end(hookId, row, 'delivered')
      this.#resume(hookId)
    })
  }

  /** The queue is paused, and the event stays where it is. */
  failed(event: WebhookEvent, delivery: Delivery): void {
    const { hookId } = event
    this.#tables.transaction(() => {
      this.#attempted(event, 'failed', delivery)
      const { failureCount, failingSinceMs } = this.stateOf(hookId)
      const waitMs = waitBeforeRetryMs(failureCount + 1)
      const sql = `UPDATE webhook_hooks SET failure_count = ?, failing_since_ms = ?,
        next_attempt_ms = ? WHERE id = ?`
      const sinceMs = failingSinceMs ?? delivery.startedMs
      this.#tables.run(sql, failureCount + 1, sinceMs, delivery.completedMs + waitMs, hookId)
    })
  }

  /** Throws every waiting event away; the next one is a fresh start. */
  flush(hookId: number, nowMs: number): void {
    this.#tables.transaction(() => {
      const sql = `SELECT id FROM webhook_events WHERE hook_id = ? AND state = 'queued' ORDER BY id`
      for (const { id } of this.#tables.all(sql, hookId)) {
        this.#retried(Number(id))
        this.#end(hookId, Number(id), 'discarded')
        this.#record(hookId, Number(id), 'discarded', flushed(nowMs))
      }
      this.#resume(hookId)
    })
  }

  /** When the queue is flushed, if it goes on failing; null while all is well. */
  givesUpAtMs({ failingSinceMs }: QueueState): number | null {
    return failingSinceMs === null ? null : failingSinceMs + GIVE_UP_AFTER_MS
  }

  #attempted({ hookId, row }: WebhookEvent, outcome: Outcome, delivery: Delivery): void {
    this.#retried(row)
    const sql = 'UPDATE webhook_events SET attempt_count = attempt_count + 1 WHERE id = ?'
    this.#tables.run(sql, row)
    this.#record(hookId, row, outcome, delivery)
  }

  /** What failed before is `retried` as soon as more came after it. */
  #retried(eventRow: number): void {
    const sql = `UPDATE webhook_attempts SET outcome = 'retried'
      WHERE event_row = ? AND outcome = 'failed'`
    this.#tables.run(sql, eventRow)
  }

  #end(hookId: number, eventRow: number, state: EventState): void {
    this.#tables.run('UPDATE webhook_events SET state = ? WHERE id = ?', state, eventRow)
    this.#count(hookId, -1)
  }

  #count(hookId: number, change: number): void {
    const sql = 'UPDATE webhook_hooks SET queued_count = queued_count + ? WHERE id = ?'
    this.#tables.run(sql, change, hookId)
  }

  #resume(hookId: number): void {
    const sql = `UPDATE webhook_hooks SET failure_count = 0, failing_since_ms = NULL,
      next_attempt_ms = NULL WHERE id = ?`
    this.#tables.run(sql, hookId)
  }

  #record(hookId: number, eventRow: number, outcome: Outcome, delivery: Delivery): void {
    const id = this.#tables.nextNumber('attempt')
    const { startedMs, completedMs, status, headers, body, error } = delivery
    this.#tables.run(
      'INSERT INTO webhook_attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[id, hookId, eventRow, outcome, startedMs, completedMs, status],
      ...[headers === null ? null : JSON.stringify(headers), body, error],
    )
    if (id % CUT_EVERY === 0) this.#cutHistory()
  }

  /** Keeps the newest records of each hook, and the events that wait or have a record. */
  #cutHistory(): void {
    for (const { hook_id: hookId } of this.#tables.all(
      'SELECT hook_id FROM webhook_attempts GROUP BY hook_id HAVING count(*) > ?',
      HISTORY_MAX,
    )) {
      const oldest = `SELECT id FROM webhook_attempts WHERE hook_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?`
      const id = Number(this.#tables.get(oldest, Number(hookId), HISTORY_MAX - 1)?.['id'])
      const sql = 'DELETE FROM webhook_attempts WHERE hook_id = ? AND id < ?'
      this.#tables.run(sql, Number(hookId), id)
      this.#tables.run(
        `DELETE FROM webhook_events WHERE hook_id = ? AND state <> 'queued' AND NOT EXISTS
          (SELECT 1 FROM webhook_attempts WHERE event_row = webhook_events.id)`,
        Number(hookId),
      )
    }
  }
}

const UNSENT = { status: null, headers: null, body: null }

function overflown(atMs: number): Delivery {
  const error = `the queue of this hook holds ${QUEUE_MAX} events already`
  return { startedMs: atMs, completedMs: atMs, ...UNSENT, error }
}

function flushed(nowMs: number): Delivery {
  return { startedMs: nowMs, completedMs: nowMs, ...UNSENT, error: null }
}

export function toEvent(row: SqlRow): WebhookEvent {
  return {
    row: Number(row['id']),
    hookId: Number(row['hook_id']),
    eventId: Number(row['event_id']),
    ulid: String(row['ulid']),
    atMs: Number(row['at_ms']),
    state: String(row['state']) as EventState,
    attemptCount: Number(row['attempt_count']),
    eventType: String(row['event_type']) as EventType,
    resourceName: String(row['resource_name']),
    resourceId: Number(row['resource_id']),
    companyId: Number(row['company_id']),
    projectId: row['project_id'] === null ? null : Number(row['project_id']),
    userId: row['user_id'] === null ? null : Number(row['user_id']),
    clientId: row['client_id'] === null ? null : String(row['client_id']),
    related: JSON.parse(String(row['related'])) as RelatedResource[],
  }
}
