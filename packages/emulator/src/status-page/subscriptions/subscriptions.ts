/**
 * The subscriptions of the status page. Nobody is told anything before they have shown that the address
 * is theirs: by a link in a mail, or a code in a text. Asking never tells whether an address is
 * subscribed: every request is treated alike, and only its confirmation looks.
 */
import type { Clock, Log, Random } from '@underpin/ports'
import type { Outbox } from '../../mail/outbox.ts'
import type { Database } from '../../state/database.ts'
import type { Destinations } from '../../webhooks/destination.ts'
import type { StatusBoard } from '../status-board.ts'
import { Notifier, unsubscribeHeaders } from './notifier.ts'
import { SubscriptionSecrets } from './secrets.ts'
import type { Recipient, Subscription, SubscriptionRequest } from './subscription.ts'
import { SubscriptionStore } from './subscription-store.ts'
import { SubscriptionTables } from './subscription-tables.ts'
import { WebhookPosts } from './webhook-posts.ts'

const HOUR_MS = 3_600_000
/** A link waits in a mailbox for so long. A guess. */
export const LINK_LIVES_MS = 24 * HOUR_MS
/** A code is typed in at once. A guess. */
export const CODE_LIVES_MS = HOUR_MS / 6
/** Wrong codes taken for one text. A guess: with the bound below, some 15 of a million in an hour. */
export const CODE_TRIES_MAX = 5
/** Confirmations sent to one address or number in an hour. A guess. */
export const SENT_AN_HOUR_MAX = 3

export interface SubscriptionParts {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly database: Database
  readonly board: StatusBoard
  readonly outbox: Outbox
  readonly deliver: typeof fetch
  readonly destinations: Destinations
}

export type Confirmed =
  | { readonly kind: 'confirmed'; readonly subscription: Subscription }
  /** The link or the code is none, was used, or has expired. */
  | { readonly kind: 'dead' }
  | { readonly kind: 'wrong-code'; readonly triesLeft: number }
  /** No room for another subscription. */
  | { readonly kind: 'full' }

export class Subscriptions {
  readonly #parts: SubscriptionParts
  readonly #tables: SubscriptionTables
  readonly #secrets: SubscriptionSecrets
  readonly #store: SubscriptionStore
  readonly #notifier: Notifier
  readonly #posts: WebhookPosts
  #isAboutToLoad = false
  #isClosed = false

  constructor(parts: SubscriptionParts) {
    this.#parts = parts
    const { clock, log, board, outbox, deliver, destinations, database, random } = parts
    const tables = new SubscriptionTables(database)
    this.#tables = tables
    this.#secrets = new SubscriptionSecrets(tables, random)
    this.#store = new SubscriptionStore(tables)
    this.#posts = new WebhookPosts({ clock, log, tables, deliver, destinations })
    this.#notifier = new Notifier({
      ...{ clock, log, board, outbox, tables, store: this.#store, posts: this.#posts },
      manageUrl: (subscription) => this.manageUrl(subscription),
    })
    database.onReplaced(() => this.#loadSoon())
    if (tables.areThere) this.#loadSoon()
  }

  /** No webhook is on its way. */
  get posts(): WebhookPosts {
    return this.#posts
  }

  /**
   * Sends a link or a code, unless the address had too many of late.
   *
   * @returns what a form names the request by; the same whatever became of it
   */
  request(recipient: Recipient): string {
    const nowMs = this.#parts.clock.nowMs()
    const handle = this.#secrets.newToken()
    const isSms = recipient.way === 'sms'
    const secret = isSms ? this.#secrets.newCode() : this.#secrets.newToken()
    const mayBeSent = this.#store.sentSince(recipient, nowMs - HOUR_MS) < SENT_AN_HOUR_MAX
    const hash = isSms ? this.#secrets.codeHash(handle, secret) : this.#secrets.tokenHash(secret)
    this.#store.addRequest({
      ...{ ...recipient, handle, secretHash: mayBeSent ? hash : null, atMs: nowMs },
      expiresAtMs: nowMs + (isSms ? CODE_LIVES_MS : LINK_LIVES_MS),
      triesLeft: CODE_TRIES_MAX,
    })
    if (mayBeSent && isSms) this.#sendCode(recipient, secret)
    if (mayBeSent && !isSms) this.#sendLink(recipient, secret)
    return handle
  }

  /** What a link of a mail would confirm; null when it is dead. */
  requestOf(token: string): SubscriptionRequest | null {
    if (!this.#tables.areThere) return null
    const request = this.#store.requestOf(this.#secrets.tokenHash(token))
    return request !== null && this.#isAlive(request) ? request : null
  }

  /** The link works once. */
  confirm(token: string): Confirmed {
    const request = this.requestOf(token)
    return request === null ? { kind: 'dead' } : this.#subscribe(request)
  }

  /** Somebody wants nothing of what was asked for in their name. */
  refuse(token: string): void {
    const request = this.requestOf(token)
    if (request !== null) this.#store.spend(request)
  }

  confirmByCode(handle: string, code: string): Confirmed {
    const found = this.#tables.areThere ? this.#store.requestByHandle(handle) : null
    if (found === null || !this.#isAlive(found.request) || found.request.triesLeft <= 0) {
      return { kind: 'dead' }
    }
    const { request, codeHash } = found
    // Counted first: tries at the same time share the same few.
    this.#store.countTry(request)
    const isRight = codeHash !== null && this.#secrets.isCode(codeHash, handle, code)
    if (isRight) return this.#subscribe(request)
    const triesLeft = request.triesLeft - 1
    return triesLeft > 0 ? { kind: 'wrong-code', triesLeft } : { kind: 'dead' }
  }

  /** The subscription that a link manages; null when it has ended, or the link is none. */
  managed(token: string): Subscription | null {
    if (!this.#tables.areThere) return null
    const id = this.#secrets.managedId(token)
    return id === null ? null : this.#store.find(id)
  }

  manageUrl({ id, origin }: Subscription): string {
    return `${origin}/subscribe/manage/${this.#secrets.manageToken(id)}`
  }

  choose({ id }: Subscription, components: readonly string[] | null): void {
    this.#notifier.catchUp()
    this.#store.choose(id, components)
  }

  /** May be asked twice: one click and another. */
  end({ id }: Subscription): void {
    this.#store.remove(id)
    this.#notifier.attend()
  }

  /** Leaves no timer and nothing on the way. */
  close(): void {
    this.#isClosed = true
    this.#notifier.close()
    this.#posts.close()
  }

  #subscribe(request: SubscriptionRequest): Confirmed {
    // What was posted until now is for those who were there.
    this.#notifier.catchUp()
    const subscription = this.#store.put(request)
    if (subscription === null) return { kind: 'full' }
    this.#store.spend(request)
    this.#notifier.attend()
    return { kind: 'confirmed', subscription }
  }

  #isAlive({ expiresAtMs }: SubscriptionRequest): boolean {
    return this.#parts.clock.nowMs() < expiresAtMs
  }

  #sendLink({ way, mail, address, origin }: Recipient, token: string): void {
    const url = `${origin}/subscribe/confirm/${token}`
    const what = way === 'webhook' ? `that notices are posted to ${address}` : 'notices by mail'
    this.#parts.outbox.send({
      kind: 'status-confirmation',
      to: mail,
      subject: 'Confirm your subscription to the status page',
      text: `Somebody asked the status page at ${origin}/ for ${what}. To confirm it, open

${url}

within 24 hours. It works once. If it was not you, there is nothing to do: you are told nothing.
`,
      headers: unsubscribeHeaders(url),
    })
  }

  #sendCode({ address, origin }: Recipient, code: string): void {
    const minutes = CODE_LIVES_MS / 60_000
    this.#parts.outbox.sms({
      kind: 'status-code',
      to: address,
      text: `${code} is your code for the status page at ${origin}/. It works for ${minutes} minutes. If you did not ask for it, do nothing.`,
    })
  }

  /** In the turn after this one: a clock that is put back together with the data is, by then. */
  #loadSoon(): void {
    if (this.#isAboutToLoad || this.#isClosed) return
    this.#isAboutToLoad = true
    queueMicrotask(() => {
      this.#isAboutToLoad = false
      if (this.#isClosed) return
      try {
        this.#posts.drop()
        this.#notifier.reload()
        this.#posts.wake()
      } catch (error) {
        const message = 'subscriptions could not be taken up again; this is a defect of Underpin'
        this.#parts.log.error(message, { error })
      }
    })
  }
}
