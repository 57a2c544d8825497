/** One operation at work: what was asked, for which scope, and everything that it may use. */
import type { Call, Caller } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { Links } from '../state/links.ts'
import type { PageCache } from '../state/page-cache.ts'
import type { Records } from '../state/records.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'
import type { Changes } from './changes.ts'
import type { IdempotencyTokens } from './idempotency.ts'
import type { Query } from './query.ts'
import type { Resources } from './resources.ts'
import type { Route } from './route-table.ts'

/** Everything of one emulator that the engine works with. */
export interface EngineParts {
  readonly platform: Platform
  readonly records: Records
  readonly links: Links
  readonly pages: PageCache
  readonly resources: Resources
  readonly changes: Changes
  readonly idempotency: IdempotencyTokens
  /** Hooks, their queues and what became of their deliveries. */
  readonly webhooks: WebhookStore
}

/** What it takes to write a record: a call's work has it, and so has the making of a world. */
export interface Writing extends EngineParts {
  /** The directory user who acts: the caller, or the app's service user in this company; 0 for nobody. */
  readonly userId: number
  /** The app that acts; null when none does: the making of a world, a page. */
  readonly clientId: string | null
  /** The company of the scope. 0 only on routes that are for no company. */
  readonly companyId: number
  /** 0 when the scope is no project. */
  readonly projectId: number
  /** The record that this one hangs below; 0 when there is none. */
  readonly parentId: number
  /** The whole body of the call, scope keys and all; empty when there is none. */
  readonly body: Readonly<Record<string, unknown>>
  /** Whether `run_configurable_validations` was asked for. */
  readonly runsValidations: boolean
  readonly nowMs: number
  /** Told of each malformed date that was stored as null, by the key in the write. */
  readonly dateDropped: (key: string) => void
}

/** A call whose scope is known: what finding a record takes, and no more. */
export interface Located extends Omit<Writing, 'nowMs' | 'dateDropped'> {
  readonly route: Route
  /** From the path, as they came. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: Query
  readonly caller: Caller
}

export interface Work extends Located, Writing {
  readonly call: Call
}
