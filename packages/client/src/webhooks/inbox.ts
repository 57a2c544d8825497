/**
 * Says of each delivery whether it is to be handled. Procore delivers again whenever it is not sure that
 * the first arrived, and tells an app of its own changes too: both would do the work twice.
 */
import { type InboxStore, memoryInboxStore } from './inbox-store.ts'
import { readWebhookEvent, type WebhookEvent } from './webhook-event.ts'

/** Events remembered: those of the twelve hours in which Procore repeats, at two a second. A guess. */
const REMEMBERED_MAX = 100_000

export interface WebhookInboxOptions {
  /** What causes a change is told in v2.0 and v3.0 only: of v4.0 nothing is taken for an echo. */
  readonly own?: {
    /** As `source_application_id` has it. */
    readonly applicationId?: string | number
    /** Of a user that nobody but this app works as: a service account. */
    readonly userId?: string | number
  }
  /** Default: in memory, which forgets with the process. */
  readonly store?: InboxStore
  /** Events that the memory holds. Default 100,000. Another store has a bound of its own. */
  readonly max?: number
}

export type Received =
  | { readonly kind: 'new' | 'duplicate' | 'echo'; readonly event: WebhookEvent }
  /** No event of Procore's: answer 400, or look who sends it. */
  | { readonly kind: 'unreadable' }

export interface WebhookInbox {
  /**
   * Call it with the parsed body of each delivery. Answer 2xx whatever it says, within five seconds, and
   * handle what is new.
   */
  receive(payload: unknown): Promise<Received>
  /**
   * A new event could not be handled, and the delivery was or will be answered with an error: delivered
   * again, it is new again.
   */
  release(event: WebhookEvent): Promise<void>
}

export function webhookInbox(options: WebhookInboxOptions = {}): WebhookInbox {
  const { own = {}, max = REMEMBERED_MAX, store = memoryInboxStore(max) } = options
  const applicationId = own.applicationId === undefined ? null : String(own.applicationId)
  const userId = own.userId === undefined ? null : String(own.userId)
  const isOwn = ({ sourceApplicationId, sourceUserId }: WebhookEvent) =>
    (applicationId !== null && sourceApplicationId === applicationId) ||
    (userId !== null && sourceUserId === userId)
  return {
    receive: async (payload) => {
      const event = readWebhookEvent(payload)
      if (event === null) return { kind: 'unreadable' }
      // Not remembered: it takes no place from what has to be.
      if (isOwn(event)) return { kind: 'echo', event }
      return { kind: (await store.add(event.key)) ? 'new' : 'duplicate', event }
    },
    release: async ({ key }) => {
      await store.remove(key)
    },
  }
}
