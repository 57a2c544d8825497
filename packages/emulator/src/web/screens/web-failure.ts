/**
 * What a person at the browser meets where a caller of the API is refused: the same cause, as one of the
 * catalogue's web failures. Source: fact sheet section 12 and the seed about web errors.
 */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'

/** Who may not see a file is told so here, where the API says that it is not there (the seed's own case). */
const WEB_FAILURES: Partial<Readonly<Record<FailureId, FailureId>>> = {
  'permission-too-low': 'permission-denied-page',
  'project-out-of-scope': 'permission-denied-page',
  'tool-disabled': 'permission-denied-page',
  'resource-hidden': 'permission-denied-page',
  'app-not-connected': 'permission-denied-page',
  'access-token-missing': 'stale-session',
  'access-token-expired': 'stale-session',
  'access-token-revoked': 'stale-session',
  'resource-not-found': 'page-not-found',
  'route-unknown': 'page-not-found',
  'upload-timeout': 'upload-timeout-page',
  'request-timeout-batch': 'upload-timeout-page',
  'server-error': 'server-error-page',
  'bad-gateway': 'service-unavailable-page',
  'regional-outage': 'service-unavailable-page',
  'heavy-load': 'heavy-load-page',
  maintenance: 'maintenance-page',
}

const OF_WEB: ReadonlySet<FailureId> = new Set(FAILURE_IDS.web)
/** The same for everybody: programs as well as people meet the network, and the token endpoint's words are no page. */
const OF_NO_SURFACE: ReadonlySet<FailureId> = new Set([
  ...FAILURE_IDS.network,
  ...FAILURE_IDS.oauth,
])

/** Null for what is no screen. Everything that is not known was wrong with what the browser sent. */
export function webFailure(failure: FailureId): FailureId | null {
  if (OF_NO_SURFACE.has(failure)) return null
  if (OF_WEB.has(failure)) return failure
  return WEB_FAILURES[failure] ?? 'bad-request-page'
}
