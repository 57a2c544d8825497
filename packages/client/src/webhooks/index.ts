/** The receiver's side of webhooks: which notice is new, and what was missed while none came. */
export { CatchUp, type CatchUpOptions, type Lister } from './catch-up.ts'
export { type Getter, type HookScope, oldestDiscarded } from './discarded.ts'
export {
  type Received,
  type WebhookInbox,
  type WebhookInboxOptions,
  webhookInbox,
} from './inbox.ts'
export { type InboxStore, memoryInboxStore } from './inbox-store.ts'
export { readWebhookEvent, type WebhookEvent } from './webhook-event.ts'
