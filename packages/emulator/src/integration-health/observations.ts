/**
 * The seven observations of Integration Health, as data. Which there are is documented (fact sheet
 * section 13). From which share of a day's calls on one counts as a warning or as critical is not: these
 * shares are ours.
 */
import type { FailureId } from '@underpin/failures'
import type { ActivityRow } from './activity-row.ts'
import { isDeprecated } from './deprecated-routes.ts'

export type ObservationId =
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'unauthorized'
  | 'company-header-missing'
  | 'deprecated-endpoint'
  | 'private-endpoint'

export interface Observation {
  readonly id: ObservationId
  readonly title: string
  /** Shares of an app's calls of one day, in percent. Ours. */
  readonly warningPercent: number
  readonly criticalPercent: number
  /** Which failures of the catalogue stand behind it, the commonest first, where no call says which. */
  readonly failures: readonly [FailureId, ...FailureId[]]
  /** It can be told only where the failure of a call is known: an official report does not say it. */
  readonly needsFailure: boolean
  counts(row: ActivityRow): boolean
}

/** Fewer calls of one day are no emergency, whatever their share: somebody tried something. Ours. */
export const CRITICAL_COUNT_MIN = 5

export const OBSERVATIONS: readonly Observation[] = [
  {
    id: 'forbidden',
    title: '403 Forbidden responses',
    warningPercent: 1,
    criticalPercent: 5,
    failures: ['permission-too-low', 'app-not-connected', 'tool-disabled', 'project-out-of-scope'],
    needsFailure: false,
    counts: ({ status }) => status === 403,
  },
  {
    id: 'not-found',
    title: '404 Not Found responses',
    warningPercent: 2,
    criticalPercent: 10,
    failures: ['resource-not-found', 'resource-hidden'],
    needsFailure: false,
    counts: ({ status }) => status === 404,
  },
  {
    id: 'rate-limited',
    title: '429 rate limit responses',
    warningPercent: 0.5,
    criticalPercent: 5,
    failures: ['rate-limit-hourly', 'rate-limit-spike'],
    needsFailure: false,
    counts: ({ status }) => status === 429,
  },
  {
    id: 'unauthorized',
    title: '401 Unauthorized responses',
    // An access token lives 90 minutes: one refusal an expiry, in the middle of some hundred calls, is usual.
    warningPercent: 1,
    criticalPercent: 5,
    failures: ['access-token-expired', 'access-token-revoked', 'access-token-missing'],
    needsFailure: false,
    counts: ({ status }) => status === 401,
  },
  {
    id: 'company-header-missing',
    title: 'Missing Procore-Company-Id header',
    warningPercent: 0,
    criticalPercent: 5,
    failures: ['company-header-missing'],
    needsFailure: true,
    counts: ({ failure }) => failure === 'company-header-missing',
  },
  {
    id: 'deprecated-endpoint',
    title: 'Deprecated endpoint usage',
    warningPercent: 0,
    criticalPercent: 25,
    // What it becomes when it ends.
    failures: ['route-unknown'],
    needsFailure: false,
    counts: ({ method, route }) => isDeprecated(method, route),
  },
  {
    id: 'private-endpoint',
    title: 'Private endpoint usage',
    warningPercent: 0,
    criticalPercent: 25,
    failures: ['route-unknown'],
    needsFailure: true,
    counts: ({ failure, method, route }) =>
      failure === 'route-unknown' && !isDeprecated(method, route),
  },
]
