/**
 * The tables of the subscriptions: made when somebody first asks for one, so that an emulator without
 * them has none. All of it stands here, and so survives a restart and is in a snapshot.
 */
import type { Database } from '../../state/database.ts'
import { LateTables } from '../../state/late-tables.ts'

const TABLES = `
  CREATE TABLE IF NOT EXISTS status_key (key TEXT PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS status_subscriptions (id INTEGER PRIMARY KEY AUTOINCREMENT,
    way TEXT NOT NULL, address TEXT NOT NULL, mail TEXT NOT NULL, components TEXT,
    origin TEXT NOT NULL, UNIQUE (way, address, mail));
  CREATE TABLE IF NOT EXISTS status_requests (id INTEGER PRIMARY KEY AUTOINCREMENT,
    way TEXT NOT NULL, address TEXT NOT NULL, mail TEXT NOT NULL, components TEXT,
    origin TEXT NOT NULL, handle TEXT NOT NULL UNIQUE, secret_hash TEXT, at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL, tries_left INTEGER NOT NULL, was_sent INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS status_requests_by_mail ON status_requests (way, mail, at_ms);
  CREATE INDEX IF NOT EXISTS status_requests_by_address ON status_requests (way, address, at_ms);
  CREATE INDEX IF NOT EXISTS status_requests_by_secret ON status_requests (secret_hash);
  CREATE TABLE IF NOT EXISTS status_told (key TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS status_shown (component TEXT PRIMARY KEY, status TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS status_posts (id INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription_id INTEGER NOT NULL, url TEXT NOT NULL, body TEXT NOT NULL,
    attempt_count INTEGER NOT NULL, next_attempt_ms INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS status_posts_by_subscription ON status_posts (subscription_id, id)`

export class SubscriptionTables extends LateTables {
  constructor(database: Database) {
    super(database, TABLES, 'status_subscriptions')
  }
}
