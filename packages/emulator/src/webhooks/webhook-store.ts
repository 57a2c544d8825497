/** Everything that is stored of webhooks: hooks with their triggers, queues, and delivery records. */
import type { Database } from '../state/database.ts'
import { DeliveryRecords } from './delivery-records.ts'
import { EventQueue } from './event-queue.ts'
import { HookStore } from './hook-store.ts'
import { WebhookTables } from './webhook-tables.ts'

export class WebhookStore {
  readonly tables: WebhookTables
  readonly hooks: HookStore
  readonly queue: EventQueue
  readonly records: DeliveryRecords

  constructor(database: Database) {
    this.tables = new WebhookTables(database)
    this.hooks = new HookStore(this.tables)
    this.queue = new EventQueue(this.tables)
    this.records = new DeliveryRecords(this.tables)
  }
}
