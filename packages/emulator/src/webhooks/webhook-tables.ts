/**
 * The tables of the webhooks: made when the first of them is asked for, so that an emulator without hooks
 * has none. Hooks, triggers, the queue and the history of deliveries live here, and so survive a restart.
 */
import type { Database } from '../state/database.ts'
import { LateTables } from '../state/late-tables.ts'

/** Where the numbers of each kind start, so that ids of different kinds are easy to tell apart. */
const FIRST = { hook: 90_001, trigger: 91_001, event: 1_000_001, attempt: 1 } as const

export type Numbered = keyof typeof FIRST

const TABLES = `
  CREATE TABLE IF NOT EXISTS webhook_numbers (kind TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS webhook_hooks (id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL,
    project_id INTEGER, status TEXT NOT NULL, settings TEXT NOT NULL, user_id INTEGER NOT NULL,
    client_id TEXT, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL,
    queued_count INTEGER NOT NULL DEFAULT 0, failure_count INTEGER NOT NULL DEFAULT 0,
    failing_since_ms INTEGER, next_attempt_ms INTEGER);
  CREATE INDEX IF NOT EXISTS webhook_hooks_by_scope ON webhook_hooks (company_id, project_id);
  CREATE TABLE IF NOT EXISTS webhook_triggers (id INTEGER PRIMARY KEY, hook_id INTEGER NOT NULL,
    resource_name TEXT NOT NULL, event_type TEXT NOT NULL, user_id INTEGER NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS webhook_triggers_by_event
    ON webhook_triggers (resource_name, event_type, hook_id);
  CREATE INDEX IF NOT EXISTS webhook_triggers_by_hook ON webhook_triggers (hook_id, id);
  CREATE TABLE IF NOT EXISTS webhook_events (id INTEGER PRIMARY KEY, hook_id INTEGER NOT NULL,
    event_id INTEGER NOT NULL, ulid TEXT NOT NULL, at_ms INTEGER NOT NULL, state TEXT NOT NULL,
    attempt_count INTEGER NOT NULL DEFAULT 0, event_type TEXT NOT NULL, resource_name TEXT NOT NULL,
    resource_id INTEGER NOT NULL, company_id INTEGER NOT NULL, project_id INTEGER, user_id INTEGER,
    client_id TEXT, related TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS webhook_events_by_state ON webhook_events (hook_id, state, id);
  CREATE TABLE IF NOT EXISTS webhook_attempts (id INTEGER PRIMARY KEY, hook_id INTEGER NOT NULL,
    event_row INTEGER NOT NULL, outcome TEXT NOT NULL, started_ms INTEGER, completed_ms INTEGER,
    response_status INTEGER, response_headers TEXT, response_body TEXT, response_error TEXT);
  CREATE INDEX IF NOT EXISTS webhook_attempts_by_hook ON webhook_attempts (hook_id, id);
  CREATE INDEX IF NOT EXISTS webhook_attempts_by_event ON webhook_attempts (event_row, id)`

export class WebhookTables extends LateTables {
  constructor(database: Database) {
    super(database, TABLES, 'webhook_hooks')
  }

  /** The next number of a kind: none is given twice, not even after a row was deleted. */
  nextNumber(kind: Numbered): number {
    const sql = `INSERT INTO webhook_numbers VALUES (?, ?)
      ON CONFLICT (kind) DO UPDATE SET next = next + 1 RETURNING next`
    return Number(this.get(sql, kind, FIRST[kind])?.['next'])
  }
}
