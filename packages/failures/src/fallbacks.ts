/**
 * Statuses that no mode is general for, and the mode that is closest. Data, with the reason: a status
 * that Procore does not document must still end in something a client can act on.
 */
import type { FailureId } from './failure-id.ts'
import type { Surface } from './failure-mode.ts'

export interface Fallback {
  readonly surface: Surface
  /** First and last status, both included. */
  readonly statuses: readonly [number, number]
  readonly id: FailureId
  readonly why: string
}

/** Read from top to bottom: the first that fits holds. */
export const FALLBACKS: readonly Fallback[] = [
  api(405, 'route-unknown', 'the route does not take this method'),
  api(407, 'network-intercepted', 'only a proxy on the way asks for a proxy sign-in'),
  api(410, 'upload-expired', 'the only thing that is known to be gone is an upload'),
  api(414, 'invalid-value', 'the address is too long: too much is asked in the query'),
  api(415, 'unsupported-content-type', 'HTTP’s own status for a body type that is not taken'),
  api(421, 'server-error', 'a balancer sent the call to the wrong server'),
  api(423, 'record-locked', 'HTTP’s own status for a locked resource'),
  api(425, 'heavy-load', 'the server asks to come again later'),
  api(428, 'state-conflict', 'the server wants to know which state the change starts from'),
  api(412, 'state-conflict', 'the state that the change starts from is not there any more'),
  api(431, 'invalid-value', 'the headers are too large'),
  api(451, 'permission-too-low', 'refused for legal reasons: no repeat helps'),
  api(501, 'route-unknown', 'the server does not know the method'),
  api(504, 'bad-gateway', 'a balancer waited in vain for the server behind it'),
  api(511, 'network-intercepted', 'the network itself asks for a sign-in'),
  between(
    'api',
    402,
    418,
    'business-rule',
    'a refusal of the request that Procore does not document',
  ),
  between('api', 400, 499, 'invalid-value', 'the server found the request at fault'),
  between('api', 520, 530, 'bad-gateway', 'statuses of an edge that got no answer from behind it'),
  between('api', 500, 999, 'server-error', 'the server found itself at fault, or knows no HTTP'),
  between('oauth', 401, 401, 'oauth-invalid-client', 'the sign-in server did not accept the app'),
  between('oauth', 403, 403, 'oauth-grant-not-allowed', 'the app may not do this'),
  between('oauth', 400, 499, 'oauth-request-malformed', 'the sign-in server refused the request'),
  between('oauth', 500, 999, 'server-error', 'the sign-in server found itself at fault'),
  between('storage', 403, 403, 'upload-link-expired', 'storage hosts refuse a spent link so'),
  between('storage', 404, 410, 'upload-expired', 'what the link pointed to is gone'),
  between('storage', 400, 499, 'upload-digest-mismatch', 'the storage host refused the bytes'),
  between('storage', 500, 999, 'server-error', 'the storage host found itself at fault'),
  between('webhook', 300, 999, 'webhook-delivery-failing', 'only 2xx counts as delivered'),
  between('web', 401, 401, 'stale-session', 'the sign-in of the browser is not known any more'),
  between('web', 403, 403, 'permission-denied-page', 'the page is not for this user'),
  between('web', 408, 413, 'upload-timeout-page', 'too slow or too large'),
  between('web', 423, 423, 'account-locked', 'HTTP’s own status for something locked'),
  between('web', 429, 429, 'heavy-load-page', 'the site turns requests away'),
  between('web', 404, 414, 'page-not-found', 'the address leads nowhere'),
  between('web', 400, 499, 'bad-request-page', 'the site found the request at fault'),
  between('web', 502, 504, 'service-unavailable-page', 'the site is not to be reached for now'),
  between('web', 500, 999, 'server-error-page', 'the site found itself at fault'),
]

export function fallbackFor(surface: Surface, status: number): Fallback | null {
  const isFit = ({ surface: its, statuses: [first, last] }: Fallback) =>
    its === surface && status >= first && status <= last
  return FALLBACKS.find(isFit) ?? null
}

function api(status: number, id: FailureId, why: string): Fallback {
  return between('api', status, status, id, why)
}

function between(
  surface: Surface,
  first: number,
  last: number,
  id: FailureId,
  why: string,
): Fallback {
  return { surface, statuses: [first, last], id, why }
}
