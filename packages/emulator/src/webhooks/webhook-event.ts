/** One event of one hook: what changed, and where its delivery stands. */
import type { EventType } from './hook.ts'

/** What v3.0 names beside a line item: the record that it belongs to. */
export interface RelatedResource {
  readonly id: number
  readonly name: string
}

/** `queued` until it was delivered or thrown away. */
export type EventState = 'queued' | 'delivered' | 'discarded'

export interface WebhookEvent {
  /** Its place in the queue of the hook. */
  readonly row: number
  readonly hookId: number
  /** The number that v2.0 and v3.0 call it by. */
  readonly eventId: number
  readonly ulid: string
  readonly atMs: number
  readonly state: EventState
  readonly attemptCount: number
  readonly eventType: EventType
  readonly resourceName: string
  readonly resourceId: number
  readonly companyId: number
  /** Null for a change of the company. */
  readonly projectId: number | null
  /** Null when nobody acted. */
  readonly userId: number | null
  /** The client id of the app that acted; null when none did. */
  readonly clientId: string | null
  readonly related: readonly RelatedResource[]
}

export type NewEvent = Omit<WebhookEvent, 'row' | 'state' | 'attemptCount'>
