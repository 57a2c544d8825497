/**
 * Which failures bring others along: a refresh token that is spent, and then every call answered 401. Whoever
 * looks at the last error alone mends the wrong thing. Data, with the reason of each row.
 */
import type { FailureId } from '@underpin/failures'

export interface FollowOn {
  readonly cause: FailureId
  readonly brings: readonly FailureId[]
  /** Why, as a clause that can stand after "because". */
  readonly because: string
}

const REJECTED_TOKEN: readonly FailureId[] = [
  'access-token-missing',
  'access-token-expired',
  'access-token-revoked',
  'wrong-environment-token',
]

const NOT_ALLOWED: readonly FailureId[] = [
  'permission-too-low',
  'project-out-of-scope',
  'resource-hidden',
  'resource-not-found',
]

const BROKEN_CONNECTION: readonly FailureId[] = [
  'connect-timeout',
  'connection-reset',
  'response-lost',
  'response-truncated',
]

const UNAVAILABLE_API: readonly FailureId[] = [
  'heavy-load',
  'bad-gateway',
  'server-error',
  'connect-timeout',
  'connection-reset',
  'response-lost',
  'request-timeout-batch',
]

const UNAVAILABLE_WEB: readonly FailureId[] = [
  'heavy-load-page',
  'service-unavailable-page',
  'server-error-page',
  'platform-not-found',
  'stale-session',
]

/** Nearest to the root first: the first row that fits is the one that is named. */
export const FOLLOW_ONS: readonly FollowOn[] = [
  follow('dns-failure', BROKEN_CONNECTION, 'a name that is not found stops every call'),
  follow('tls-failure', BROKEN_CONNECTION, 'without a secure connection nothing is sent'),
  follow(
    'network-intercepted',
    ['tls-failure', 'non-json-error-body', 'stale-session', ...BROKEN_CONNECTION],
    'what stands in between answers in Procore’s place',
  ),
  follow(
    'maintenance',
    [...UNAVAILABLE_API, ...UNAVAILABLE_WEB],
    'in a maintenance parts close one after another',
  ),
  follow('maintenance-page', UNAVAILABLE_WEB, 'in a maintenance parts close one after another'),
  follow(
    'regional-outage',
    [...UNAVAILABLE_API, ...UNAVAILABLE_WEB],
    'an outage shows itself in several ways',
  ),
  follow(
    'oauth-invalid-client',
    [...REJECTED_TOKEN, 'stale-session'],
    'without its credentials an app gets no token',
  ),
  follow('oauth-code-rejected', REJECTED_TOKEN, 'no token came of the sign-in'),
  follow('consent-denied', REJECTED_TOKEN, 'no token came of the sign-in'),
  follow('refresh-reply-lost', ['refresh-token-spent', ...REJECTED_TOKEN], 'no new token arrived'),
  follow('refresh-token-spent', REJECTED_TOKEN, 'the token could not be renewed'),
  follow('oauth-request-malformed', REJECTED_TOKEN, 'no token was given out'),
  follow('oauth-grant-not-allowed', REJECTED_TOKEN, 'no token was given out'),
  follow('access-token-expired', ['access-token-missing'], 'clients drop a token that was refused'),
  follow('app-not-connected', NOT_ALLOWED, 'an app that is not connected reaches nothing there'),
  follow('company-header-missing', NOT_ALLOWED, 'without the company nothing of it is found'),
  follow('tool-disabled', NOT_ALLOWED, 'nothing of a tool that is off is found'),
  follow('project-out-of-scope', NOT_ALLOWED, 'nothing of that project is found'),
  follow('account-locked', ['login-rejected', 'stale-session'], 'no sign-in works while it lasts'),
  follow('login-rejected', ['stale-session'], 'nobody is signed in'),
  follow(
    'stale-session',
    ['access-token-missing', 'permission-denied-page'],
    'the browser is not signed in any more',
  ),
  follow('heavy-load', ['bad-gateway', 'connect-timeout', 'response-lost'], 'the load does both'),
  follow('upload-timeout', ['upload-expired'], 'an upload that takes too long ends so'),
  follow('upload-link-expired', ['upload-expired'], 'what did not arrive cannot be completed'),
  follow('response-lost', ['duplicate-record', 'origin-id-taken'], 'the first try had worked'),
]

/** The row by which `failure` follows from one of `others`; null when it stands for itself. */
export function followOn(failure: FailureId, others: ReadonlySet<FailureId>): FollowOn | null {
  const fits = ({ cause, brings }: FollowOn) => others.has(cause) && brings.includes(failure)
  return FOLLOW_ONS.find((row) => row.cause !== failure && fits(row)) ?? null
}

function follow(cause: FailureId, brings: readonly FailureId[], because: string): FollowOn {
  return { cause, brings: brings.filter((id) => id !== cause), because }
}
