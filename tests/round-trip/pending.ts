/** Failures whose surface the emulator does not have yet. The round trip fails when one of them has all its faces. */
import type { FailureId } from '@underpin/failures'

export const PENDING: readonly FailureId[] = [
  'page-not-found',
  'malformed-link',
  'platform-not-found',
  'upload-timeout-page',
  'bad-request-page',
  'server-error-page',
  'login-rejected',
  'account-locked',
  'maintenance-page',
  'permission-denied-page',
  'heavy-load-page',
  'service-unavailable-page',
  'stale-session',
]
