/**
 * Tells subscribers what the status page posts: each of them once of each post, and only of components
 * that they chose. It compares what is shown with what was told, so that a restart, a clock that jumps or
 * a process that ended in between neither loses a notice nor repeats one. It listens, and holds a timer,
 * only while there is a subscriber.
 */
import type { Clock, Log } from '@underpin/ports'
import type { Outbox } from '../../mail/outbox.ts'
import type { ComponentStatus } from '../component-status.ts'
import { COMPONENTS } from '../components.ts'
import type { StatusBoard } from '../status-board.ts'
import type { StatusView } from '../statuspage-json.ts'
import { type Notice, nextReminderMs, noticesOf } from './notice.ts'
import { noticeWords } from './notice-words.ts'
import { isFor, type Subscription } from './subscription.ts'
import type { SubscriptionStore } from './subscription-store.ts'
import type { SubscriptionTables } from './subscription-tables.ts'
import { type ComponentChange, componentPayload, noticePayload } from './webhook-payload.ts'
import type { WebhookPosts } from './webhook-posts.ts'

/** Names of notices kept beyond those that the page still shows. A guess. */
const TOLD_SPARE = 1_000
/** Rounds of telling in one go: what falls due while the last one is told. A guess. */
const ROUNDS_MAX = 100

export interface NotifierParts {
  readonly clock: Clock
  readonly log: Log
  readonly board: StatusBoard
  readonly outbox: Outbox
  readonly tables: SubscriptionTables
  readonly store: SubscriptionStore
  readonly posts: WebhookPosts
  /** Where a subscription is changed and ended. */
  readonly manageUrl: (subscription: Subscription) => string
}

export class Notifier {
  readonly #parts: NotifierParts
  #told: Set<string> | null = null
  #isTelling = false
  #endListening: (() => void) | null = null
  #cancelTimer: (() => void) | null = null

  constructor(parts: NotifierParts) {
    this.#parts = parts
  }

  /**
   * Tells what was posted and not told. Call it before anybody is added: they hear what comes after. To
   * look at the board may itself make it post what falls due, and so call this again: that is taken up
   * by the next round, as nothing may be told twice.
   */
  catchUp(): void {
    if (this.#isTelling) return
    this.#isTelling = true
    try {
      for (let round = 0; round < ROUNDS_MAX && this.#tellFresh(); round++);
    } finally {
      this.#isTelling = false
    }
    this.#arm()
  }

  /** Begins or ends listening, by whether there is anybody to tell. */
  attend(): void {
    const isWanted = this.#parts.store.count > 0
    if (isWanted && this.#endListening === null) {
      this.#endListening = this.#parts.board.listen(() => this.catchUp())
    }
    if (isWanted) this.#arm()
    else this.#rest()
  }

  /** What is stored was replaced: nothing of it is remembered. */
  reload(): void {
    this.#told = null
    this.#rest()
    if (this.#parts.store.count === 0) return
    this.attend()
    this.catchUp()
  }

  /** Leaves no timer. */
  close(): void {
    this.#rest()
  }

  #rest(): void {
    this.#endListening?.()
    this.#endListening = null
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }

  #arm(): void {
    const { board, clock, store } = this.#parts
    this.#cancelTimer?.()
    this.#cancelTimer = null
    if (this.#endListening === null || store.count === 0) return
    const nowMs = clock.nowMs()
    const dueMs = nextReminderMs(board.maintenances, nowMs)
    if (dueMs === null) return
    this.#cancelTimer = clock.schedule(dueMs - nowMs, () => {
      this.#cancelTimer = null
      try {
        this.catchUp()
      } catch (error) {
        this.#parts.log.error('a reminder failed; this is a defect of Underpin', { error })
      }
    })
  }

  /** @returns whether there was anything to tell. */
  #tellFresh(): boolean {
    const { board, clock } = this.#parts
    const changes = this.#changes()
    const { incidents, maintenances } = board
    const notices = noticesOf(incidents, maintenances, clock.nowMs())
    const told = this.#toldKeys()
    const fresh = notices.filter(({ key }) => !told.has(key))
    if (told.size > notices.length + TOLD_SPARE) this.#forget(notices)
    if (fresh.length === 0 && changes.length === 0) return false
    this.#tell(fresh, changes)
    return true
  }

  #tell(notices: readonly Notice[], changes: readonly ComponentChange[]): void {
    const { tables, store, posts } = this.#parts
    const subscriptions = store.all()
    tables.transaction(() => {
      for (const { key } of notices) tables.run('INSERT OR IGNORE INTO status_told VALUES (?)', key)
      const put = 'INSERT OR REPLACE INTO status_shown VALUES (?, ?)'
      for (const { component, to } of changes) tables.run(put, component.name, to)
      for (const each of subscriptions)
        if (each.way === 'webhook') this.#post(each, notices, changes)
    })
    for (const { key } of notices) this.#toldKeys().add(key)
    // After the transaction: a message that is on its way cannot be taken back.
    for (const notice of notices) {
      for (const each of subscriptions) if (isFor(each, notice.names)) this.#write(each, notice)
    }
    posts.wake()
  }

  #write(subscription: Subscription, notice: Notice): void {
    const { outbox, manageUrl } = this.#parts
    const { way, address: to, origin } = subscription
    if (way === 'webhook') return
    const manage = manageUrl(subscription)
    const { subject, text, sms } = noticeWords(notice, { page: `${origin}/`, manage })
    const kind = `status-${notice.kind}`
    if (way === 'sms') outbox.sms({ kind, to, text: sms })
    else outbox.send({ kind, to, subject, text, headers: unsubscribeHeaders(manage) })
  }

  #post(each: Subscription, notices: readonly Notice[], changes: readonly ComponentChange[]): void {
    const { board, clock, posts, manageUrl } = this.#parts
    const { id, address, origin } = each
    const view: StatusView = { board, nowMs: clock.nowMs(), url: origin }
    const manage = manageUrl(each)
    for (const notice of notices) {
      if (isFor(each, notice.names)) posts.add(id, address, noticePayload(view, notice, manage))
    }
    for (const change of changes) {
      const isWanted = isFor(each, [change.component.name])
      if (isWanted) posts.add(id, address, componentPayload(view, change, manage))
    }
  }

  #changes(): ComponentChange[] {
    const { board, clock, tables } = this.#parts
    const rows = tables.all('SELECT component, status FROM status_shown')
    const shown = new Map(rows.map((row) => [row['component'], row['status'] as ComponentStatus]))
    return COMPONENTS.flatMap((component) => {
      const from = shown.get(component.name) ?? 'operational'
      const to = board.statusOf(component.name)
      return from === to ? [] : [{ component, from, to, atMs: clock.nowMs() }]
    })
  }

  #toldKeys(): Set<string> {
    const all = () => this.#parts.tables.all('SELECT key FROM status_told')
    this.#told ??= new Set(all().map((row) => String(row['key'])))
    return this.#told
  }

  /** What the page no longer shows is never told again. */
  #forget(shown: readonly Notice[]): void {
    const { tables } = this.#parts
    const live = new Set(shown.map(({ key }) => key))
    tables.transaction(() => {
      for (const key of this.#toldKeys()) {
        if (!live.has(key)) tables.run('DELETE FROM status_told WHERE key = ?', key)
      }
    })
    this.#told = live
  }
}

/** One click ends it, from the mail program itself (RFC 8058). */
export function unsubscribeHeaders(url: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}
