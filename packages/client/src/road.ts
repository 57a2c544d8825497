/** What all calls of one client share on their way: nothing of it is global, so clients do not meddle. */
import type { Clock, Log, Random } from '@underpin/ports'
import type { TokenSource } from './auth/keeper.ts'
import type { Tell } from './events.ts'
import type { Judgement } from './judgement.ts'
import type { DEFAULTS } from './options.ts'
import type { Gate } from './pacing/gate.ts'
import type { ServerClock } from './pacing/server-clock.ts'
import type { Explain } from './raise.ts'
import type { RetryBudget } from './recovery/retry-budget.ts'
import type { StoppedCompanies } from './recovery/stopped-companies.ts'
import type { Writes } from './recovery/writes.ts'
import type { Secrets } from './secrets.ts'
import type { Wire } from './transport.ts'

export interface Road {
  /** Who answers: the API, or the host that files are sent to. Each has a road of its own. */
  readonly surface: 'api' | 'storage'
  readonly apiUrl: string
  readonly apiOrigin: string
  /** The company that calls are for unless they name another. */
  readonly company: string | null
  readonly deadlineMs: number
  readonly attemptTimeoutMs: number
  readonly bodyBytesMax: number
  readonly retry: { readonly [Name in keyof (typeof DEFAULTS)['retry']]: number }
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly wire: Wire
  readonly secrets: Secrets
  readonly serverClock: ServerClock
  readonly keeper: TokenSource
  readonly gate: Gate<Judgement>
  readonly budget: RetryBudget
  readonly companies: StoppedCompanies
  readonly writes: Writes
  readonly tell: Tell
  readonly explain: Explain | null
  /** Monotonic time of the last answer that showed the server up. */
  lastGoodAtMs: number
  /** The road to the storage host; null until a file is uploaded. */
  storage: Road | null
}
