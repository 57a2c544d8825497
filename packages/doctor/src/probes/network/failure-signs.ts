/** What a failure that a host answers with is a sign of. */
import type { ExchangeResponse } from '@underpin/exchange'
import type { FailureId } from '@underpin/failures'
import type { Sign } from '../../report/sign.ts'

export type AskedHost = 'api' | 'login' | 'app'

/** What happened, of whichever host. */
type Kind =
  | 'maintenance'
  | 'heavy-load'
  | 'unavailable'
  | 'server-error'
  | 'bad-gateway'
  | 'rate-limit'

const KIND_OF: Readonly<Partial<Record<FailureId, Kind>>> = {
  maintenance: 'maintenance',
  'maintenance-page': 'maintenance',
  'heavy-load': 'heavy-load',
  'heavy-load-page': 'heavy-load',
  'regional-outage': 'unavailable',
  'service-unavailable-page': 'unavailable',
  'server-error': 'server-error',
  'server-error-page': 'server-error',
  'platform-not-found': 'unavailable',
  'bad-gateway': 'bad-gateway',
  'rate-limit-hourly': 'rate-limit',
  'rate-limit-spike': 'rate-limit',
}

const SIGN_OF: Readonly<Record<AskedHost, Readonly<Record<Kind, Sign>>>> = {
  api: {
    maintenance: 'api-maintenance',
    'heavy-load': 'api-heavy-load',
    unavailable: 'api-unavailable',
    'server-error': 'api-server-error',
    'bad-gateway': 'api-bad-gateway',
    'rate-limit': 'held-back',
  },
  login: {
    maintenance: 'login-maintenance',
    'heavy-load': 'login-unavailable',
    unavailable: 'login-unavailable',
    'server-error': 'login-unavailable',
    'bad-gateway': 'login-unavailable',
    'rate-limit': 'held-back',
  },
  app: {
    maintenance: 'app-maintenance',
    'heavy-load': 'app-heavy-load',
    unavailable: 'app-unavailable',
    'server-error': 'app-server-error',
    'bad-gateway': 'app-unavailable',
    'rate-limit': 'held-back',
  },
}

export const HEALTHY_SIGNS: Readonly<Record<AskedHost, Sign>> = {
  api: 'api-healthy',
  login: 'login-healthy',
  app: 'app-healthy',
}

/** Empty: the answer is unusual, and speaks for no failure of the host or of the way to it. */
export function failureSigns(
  host: AskedHost,
  failure: FailureId | null,
  { status, headers }: Pick<ExchangeResponse, 'status' | 'headers'>,
): readonly Sign[] {
  // RFC 9110, section 15.5.8: only a proxy asks so.
  if (status === 407) return ['proxy-refuses']
  const kind = failure === null ? undefined : KIND_OF[failure]
  if (kind !== undefined) return [SIGN_OF[host][kind]]
  if (failure === 'network-intercepted' || failure === 'non-json-error-body') {
    return ['answer-not-procores']
  }
  if (status >= 500) return [SIGN_OF[host].unavailable]
  if (host !== 'api') return []
  // The API gives nobody data, or an empty success, without signing in; and it refuses in JSON.
  const isPage = headers['content-type']?.includes('html') === true
  return status < 400 || isPage ? ['answer-not-procores'] : []
}
