/**
 * Webhooks of the status page on their way: in order for each subscription and one at a time, tried again
 * with longer and longer waits, and dropped after a bound. The queue stands in the database.
 */
import type { Clock, Log } from '@underpin/ports'
import { waitBeforeRetryMs } from '../../webhooks/backoff.ts'
import { isDelivered, post } from '../../webhooks/delivery.ts'
import { type Destinations, whyNotSentTo } from '../../webhooks/destination.ts'
import type { SubscriptionTables } from './subscription-tables.ts'

/** Tries of one post: the last one is some 70 minutes after the first. A guess. */
const ATTEMPTS_MAX = 13
/** Posts that wait for one receiver; the oldest is dropped for a newer one. A guess. */
const WAITING_MAX = 200
/** Receivers posted to at once. A guess. */
const IN_FLIGHT_MAX = 10

export interface PostsParts {
  readonly clock: Clock
  readonly log: Log
  readonly tables: SubscriptionTables
  readonly deliver: typeof fetch
  readonly destinations: Destinations
}

interface WaitingPost {
  readonly id: number
  readonly subscriptionId: number
  readonly url: string
  readonly body: string
  readonly attemptCount: number
}

export class WebhookPosts {
  readonly #parts: PostsParts
  /** By subscription. */
  readonly #flights = new Map<number, AbortController>()
  #cancelTimer: (() => void) | null = null
  #isWoken = false
  #isClosed = false
  #waiters: (() => void)[] = []

  constructor(parts: PostsParts) {
    this.#parts = parts
  }

  /** Nothing is being posted, and nothing is about to be. What waits for its next try does not count. */
  get isSettled(): boolean {
    return this.#isClosed || (this.#flights.size === 0 && !this.#isWoken)
  }

  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve)
      this.#tellWaiters()
    })
  }

  /** Puts a post at the end of its queue; call it in the transaction of what it tells of, then `wake`. */
  add(subscriptionId: number, url: string, body: string): void {
    const { tables, clock } = this.#parts
    tables.run(
      `DELETE FROM status_posts WHERE subscription_id = ? AND id <= (SELECT id FROM status_posts
        WHERE subscription_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
      ...[subscriptionId, subscriptionId, WAITING_MAX - 1],
    )
    tables.run(
      `INSERT INTO status_posts (subscription_id, url, body, attempt_count, next_attempt_ms)
        VALUES (?, ?, ?, 0, ?)`,
      ...[subscriptionId, url, body, clock.nowMs()],
    )
  }

  /** Looks at the queues in the turn after this one: what was written is committed by then. */
  wake(): void {
    if (this.#isClosed || this.#isWoken) return
    this.#isWoken = true
    queueMicrotask(() => {
      this.#isWoken = false
      this.#guarded(() => this.#work())
      this.#tellWaiters()
    })
  }

  /** What is on the way is ended: the queues were replaced. Then `wake`. */
  drop(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    for (const abort of this.#flights.values()) abort.abort(new Error('the post is gone'))
    this.#flights.clear()
  }

  /** Leaves no timer and nothing on the way. */
  close(): void {
    this.#isClosed = true
    this.drop()
    this.#tellWaiters()
  }

  #work(): void {
    const { tables, clock } = this.#parts
    this.#cancelTimer?.()
    this.#cancelTimer = null
    if (this.#isClosed || !tables.areThere) return
    const nowMs = clock.nowMs()
    let nextMs = Number.POSITIVE_INFINITY
    const heads = `SELECT * FROM status_posts WHERE id IN
      (SELECT min(id) FROM status_posts GROUP BY subscription_id) ORDER BY next_attempt_ms, id`
    for (const row of tables.all(heads)) {
      const subscriptionId = Number(row['subscription_id'])
      if (this.#flights.has(subscriptionId)) continue
      const dueMs = Number(row['next_attempt_ms'])
      if (dueMs > nowMs) nextMs = Math.min(nextMs, dueMs)
      else if (this.#flights.size < IN_FLIGHT_MAX) {
        this.#send({
          ...{ id: Number(row['id']), subscriptionId, url: String(row['url']) },
          ...{ body: String(row['body']), attemptCount: Number(row['attempt_count']) },
        })
      }
    }
    if (nextMs === Number.POSITIVE_INFINITY) return
    this.#cancelTimer = clock.schedule(nextMs - nowMs, () => this.wake())
  }

  #send(waiting: WaitingPost): void {
    const { clock, deliver, destinations } = this.#parts
    const { subscriptionId, url, body } = waiting
    const abort = new AbortController()
    this.#flights.set(subscriptionId, abort)
    const land = (isTaken: boolean) => {
      if (this.#flights.get(subscriptionId) !== abort) return
      this.#flights.delete(subscriptionId)
      this.#guarded(() => this.#landed(waiting, isTaken))
      this.wake()
    }
    const { signal } = abort
    const headers = { 'user-agent': 'Underpin status page' }
    const sent =
      whyNotSentTo(url, destinations) === null
        ? post({ url, headers, body }, { clock, deliver, signal }).then(isDelivered)
        : Promise.resolve(false)
    sent.then(land, (error: unknown) => {
      if (!signal.aborted) this.#defect(error)
      land(false)
    })
  }

  #landed({ id, attemptCount }: WaitingPost, isTaken: boolean): void {
    const { tables, clock, log } = this.#parts
    const failureCount = attemptCount + 1
    if (isTaken || failureCount >= ATTEMPTS_MAX) {
      if (!isTaken) log.warn('a webhook of the status page was dropped', { failureCount })
      tables.run('DELETE FROM status_posts WHERE id = ?', id)
      return
    }
    const nextMs = clock.nowMs() + waitBeforeRetryMs(failureCount)
    const sql = 'UPDATE status_posts SET attempt_count = ?, next_attempt_ms = ? WHERE id = ?'
    tables.run(sql, failureCount, nextMs, id)
  }

  #tellWaiters(): void {
    if (!this.isSettled) return
    for (const resolve of this.#waiters.splice(0)) resolve()
  }

  /** No post may end the process. */
  #guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#defect(error)
    }
  }

  #defect(error: unknown): void {
    if (this.#isClosed) return
    const message = 'a webhook of the status page failed; this is a defect of Underpin'
    this.#parts.log.error(message, { error })
  }
}
