/** Builds what all calls of one client share, from the options that the client was made with. */
import { silentLog, systemClock, systemRandom } from '@underpin/ports'
import { Keeper } from './auth/keeper.ts'
import { memoryStore } from './auth/token-store.ts'
import { addressesOf } from './environment.ts'
import { guarded } from './events.ts'
import type { Judgement } from './judgement.ts'
import { type ClientOptions, companyHeader, DEFAULTS } from './options.ts'
import { Gate } from './pacing/gate.ts'
import { Pacer } from './pacing/pacer.ts'
import { ServerClock } from './pacing/server-clock.ts'
import { Health } from './recovery/health.ts'
import { RetryBudget } from './recovery/retry-budget.ts'
import { StoppedCompanies } from './recovery/stopped-companies.ts'
import { Writes } from './recovery/writes.ts'
import type { Road } from './road.ts'
import { Secrets } from './secrets.ts'

/** How long traffic counts for the retry budget. A guess. */
export const BUDGET_WINDOW_MS = 60_000

/** @throws {TypeError | RangeError} when an option is outside of what is documented for it. */
export function makeRoad(options: ClientOptions): Road {
  const { clock = systemClock, random = systemRandom, log = silentLog } = options
  const { apiUrl, loginUrl } = addressesOf(options.environment ?? 'production')
  const retry = { ...DEFAULTS.retry, ...options.retry }
  const secrets = new Secrets()
  const tell = guarded(options.onEvent, (thrown) => {
    log.error('an event listener threw', { error: secrets.redact(String(thrown)) })
  })
  // Looked up at each call: tests and tracing tools replace the platform's.
  const fetch = options.fetch ?? ((url: string, init: RequestInit) => globalThis.fetch(url, init))
  const wire = { fetch, clock }
  const serverClock = new ServerClock(clock)
  const health = new Health<Judgement>(random)
  const explain = options.explain ?? null
  const { auth, store = memoryStore() } = options
  const keeper = new Keeper({ auth, store, loginUrl, wire, clock, random, secrets, explain, tell })
  return {
    surface: 'api',
    apiUrl,
    apiOrigin: new URL(apiUrl).origin,
    company: companyHeader(options.companyId),
    deadlineMs: options.deadlineMs ?? DEFAULTS.deadlineMs,
    attemptTimeoutMs: options.attemptTimeoutMs ?? DEFAULTS.attemptTimeoutMs,
    bodyBytesMax: options.bodyBytesMax ?? DEFAULTS.bodyBytesMax,
    retry,
    clock,
    random,
    log,
    wire,
    secrets,
    serverClock,
    keeper,
    gate: new Gate(clock, new Pacer(serverClock), health),
    budget: new RetryBudget({
      percent: retry.budgetPercent,
      reserve: retry.budgetReserve,
      windowMs: BUDGET_WINDOW_MS,
    }),
    companies: new StoppedCompanies(),
    writes: new Writes(),
    tell,
    explain,
    lastGoodAtMs: Number.NEGATIVE_INFINITY,
    storage: null,
  }
}
