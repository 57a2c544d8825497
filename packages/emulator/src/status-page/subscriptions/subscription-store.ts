/** Subscriptions and requests, in and out of their tables. */
import type { SqlRow } from '../../state/database.ts'
import type { Recipient, Subscription, SubscriptionRequest, Way } from './subscription.ts'
import type { SubscriptionTables } from './subscription-tables.ts'

/** Subscriptions kept. A guess, and as many notices fit into the outbox at once. */
const SUBSCRIPTIONS_MAX = 500
/** Requests kept; the oldest goes first. A guess. */
const REQUESTS_MAX = 2_000

export interface NewRequest extends Recipient {
  readonly handle: string
  /** Null for one that nothing was sent for: no code and no link is right. */
  readonly secretHash: string | null
  readonly atMs: number
  readonly expiresAtMs: number
  readonly triesLeft: number
}

export class SubscriptionStore {
  readonly #tables: SubscriptionTables

  constructor(tables: SubscriptionTables) {
    this.#tables = tables
  }

  get count(): number {
    if (!this.#tables.areThere) return 0
    return Number(this.#tables.get('SELECT count(*) AS n FROM status_subscriptions')?.['n'])
  }

  all(): Subscription[] {
    return this.#tables.all('SELECT * FROM status_subscriptions ORDER BY id').map(toSubscription)
  }

  find(id: number): Subscription | null {
    const row = this.#tables.get('SELECT * FROM status_subscriptions WHERE id = ?', id)
    return row === undefined ? null : toSubscription(row)
  }

  /** The one that is there is changed. Null when there is no room for another. */
  put({ way, address, mail, components, origin }: Recipient): Subscription | null {
    const known = 'SELECT 1 FROM status_subscriptions WHERE way = ? AND address = ? AND mail = ?'
    const isNew = this.#tables.get(known, way, address, mail) === undefined
    if (isNew && this.count >= SUBSCRIPTIONS_MAX) return null
    const sql = `INSERT INTO status_subscriptions (way, address, mail, components, origin)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (way, address, mail)
      DO UPDATE SET components = excluded.components, origin = excluded.origin RETURNING *`
    const row = this.#tables.get(sql, way, address, mail, stored(components), origin)
    return row === undefined ? null : toSubscription(row)
  }

  choose(id: number, components: readonly string[] | null): void {
    const sql = 'UPDATE status_subscriptions SET components = ? WHERE id = ?'
    this.#tables.run(sql, stored(components), id)
  }

  /** With everything that waits for it. */
  remove(id: number): void {
    this.#tables.transaction(() => {
      this.#tables.run('DELETE FROM status_posts WHERE subscription_id = ?', id)
      this.#tables.run('DELETE FROM status_subscriptions WHERE id = ?', id)
    })
  }

  addRequest(request: NewRequest): void {
    const { way, address, mail, components, origin, handle, secretHash, atMs } = request
    this.#tables.run(
      `DELETE FROM status_requests WHERE id <= (SELECT id FROM status_requests
        ORDER BY id DESC LIMIT 1 OFFSET ?)`,
      REQUESTS_MAX - 1,
    )
    this.#tables.run(
      `INSERT INTO status_requests (way, address, mail, components, origin, handle, secret_hash,
        at_ms, expires_at_ms, tries_left, was_sent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[way, address, mail, stored(components), origin, handle, secretHash],
      ...[atMs, request.expiresAtMs, request.triesLeft, secretHash === null ? 0 : 1],
    )
  }

  /** Mails or texts sent for requests since then: by where they went to, whatever they asked for. */
  sentSince({ way, address, mail }: Recipient, sinceMs: number): number {
    const sql =
      way === 'sms'
        ? `SELECT count(*) AS n FROM status_requests
            WHERE way = 'sms' AND address = ? AND at_ms > ? AND was_sent = 1`
        : `SELECT count(*) AS n FROM status_requests
            WHERE way IN ('mail', 'webhook') AND mail = ? AND at_ms > ? AND was_sent = 1`
    return Number(this.#tables.get(sql, way === 'sms' ? address : mail, sinceMs)?.['n'])
  }

  requestOf(secretHash: string): SubscriptionRequest | null {
    const sql = "SELECT * FROM status_requests WHERE secret_hash = ? AND way <> 'sms'"
    const row = this.#tables.get(sql, secretHash)
    return row === undefined ? null : toRequest(row)
  }

  /** A request that waits for its code, and what is stored of that. */
  requestByHandle(handle: string) {
    const row = this.#tables.get('SELECT * FROM status_requests WHERE handle = ?', handle)
    if (row === undefined || row['way'] !== 'sms') return null
    const hash = row['secret_hash']
    return { request: toRequest(row), codeHash: hash === null ? null : String(hash) }
  }

  /** A wrong code was given. */
  countTry({ id }: SubscriptionRequest): void {
    this.#tables.run('UPDATE status_requests SET tries_left = tries_left - 1 WHERE id = ?', id)
  }

  /** It works no more; that it was sent still counts. */
  spend({ id }: SubscriptionRequest): void {
    const sql = 'UPDATE status_requests SET secret_hash = NULL, tries_left = 0 WHERE id = ?'
    this.#tables.run(sql, id)
  }
}

function stored(components: readonly string[] | null): string | null {
  return components === null ? null : JSON.stringify(components)
}

function toRecipient(row: SqlRow): Recipient {
  const components = row['components']
  return {
    way: String(row['way']) as Way,
    address: String(row['address']),
    mail: String(row['mail']),
    components: components === null ? null : (JSON.parse(String(components)) as string[]),
    origin: String(row['origin']),
  }
}

function toSubscription(row: SqlRow): Subscription {
  return { ...toRecipient(row), id: Number(row['id']) }
}

function toRequest(row: SqlRow): SubscriptionRequest {
  return {
    ...toRecipient(row),
    ...{ id: Number(row['id']), handle: String(row['handle']) },
    ...{ expiresAtMs: Number(row['expires_at_ms']), triesLeft: Number(row['tries_left']) },
  }
}
