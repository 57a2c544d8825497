/** The engine of one emulator: its resources, their routes, and the tables behind them. */
import type { Caller } from '../call.ts'
import type { Platform } from '../platform.ts'
import { Links } from '../state/links.ts'
import { PageCache } from '../state/page-cache.ts'
import { Records } from '../state/records.ts'
import { WebhookStore } from '../webhooks/webhook-store.ts'
import { Changes } from './changes.ts'
import { IdempotencyTokens } from './idempotency.ts'
import type { Resource } from './resource.ts'
import { Resources } from './resources.ts'
import { RouteTable } from './route-table.ts'
import type { EngineParts } from './work.ts'

export class Engine {
  readonly parts: EngineParts
  readonly routes: RouteTable

  /** @throws when two resources have one name, or two routes answer the same request. */
  constructor(platform: Platform, all: readonly Resource[]) {
    const { resources, routes } = compiled(all)
    this.routes = routes
    this.parts = {
      platform,
      resources,
      records: new Records(platform.database),
      links: new Links(platform.database),
      pages: new PageCache(),
      changes: new Changes(),
      idempotency: new IdempotencyTokens(platform.database),
      webhooks: new WebhookStore(platform.database),
    }
  }

  /** The directory user who acts for a caller in a company; null when there is none. */
  actingUser(caller: Caller, companyId: number | null): number | null {
    const { directory } = this.parts.platform
    if (!caller.isService) return caller.userId
    if (companyId === null) return directory.anyServiceUser(caller.clientId)?.id ?? null
    return directory.serviceUser(caller.clientId, companyId)?.id ?? null
  }
}

interface Compiled {
  readonly resources: Resources
  readonly routes: RouteTable
}

/** Resources are constants, and their routes hold no state: every emulator of a process shares them. */
const COMPILED = new WeakMap<readonly Resource[], Compiled>()

function compiled(all: readonly Resource[]): Compiled {
  let known = COMPILED.get(all)
  if (!known) {
    known = { resources: new Resources(all), routes: new RouteTable(all) }
    COMPILED.set(all, known)
  }
  return known
}
