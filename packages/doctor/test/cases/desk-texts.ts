/**
 * The last lot of what people write, after the readers had been mended with all before it: 26 of the 30 were
 * known at once, and something was made of 1 of the 5 that are no failure.
 */
import type { Row } from './labelled-case.ts'

export const DESK_TEXTS: readonly Row[] = [
  [
    'service-unavailable-page',
    'cannot reach the daily log, chrome shows HTTP ERROR 503 on app.procore.com',
    'guide to error 503',
  ],
  [
    'heavy-load-page',
    'procore told me the site is overloaded, I refreshed a few times and got in',
    'web error page: heavy load',
  ],
  [
    'server-error-page',
    'clicking Export on the observations list ends on a page that says we are sorry, something went wrong (500)',
    'web error page: 500',
  ],
  [
    'maintenance-page',
    'The platform is currently undergoing scheduled maintenance, it says, when I try to get to my project',
    'web error page: scheduled maintenance',
  ],
  [
    'permission-denied-page',
    'Our new PE opens the prime contract and it says he is not allowed to see this page',
    'web error page: permission denied',
  ],
  [
    'account-locked',
    'Tried my old password, now Procore has me locked out of my account',
    'web error page: account locked',
  ],
  [
    'login-rejected',
    'Procore does not accept my password since the reset',
    'web error page: sign-in',
  ],
  [
    'page-not-found',
    'the QR code on the drawing leads to page not found in procore',
    'web error page: 404',
  ],
  [
    'upload-timeout-page',
    'Cannot upload the point cloud, browser shows 408 after a while, file is 6 GB',
    'web error page: 408',
  ],
  [
    'stale-session',
    'Session expired. Please sign in. This pops up every ten minutes',
    'fact sheet 12',
  ],
  [
    'app-not-connected',
    'Sage connector error: the app is not connected to this company',
    'error reference, patterns',
  ],
  [
    'access-token-expired',
    'Got a 401 unauthorized from the projects endpoint, the token is two hours old',
    'error reference: 401',
  ],
  [
    'refresh-token-spent',
    'invalid refresh token when our cron renews the login',
    'error reference, patterns',
  ],
  [
    'rate-limit-hourly',
    'We are being rate limited by procore, how long do we have to wait?',
    'error reference: 429; twins',
  ],
  [
    'permission-too-low',
    '403 when our service account lists change orders via the API',
    'error reference: 403',
  ],
  [
    'company-header-missing',
    'response body: Missing Procore-Company-Id header! what does that mean',
    'fact sheet 3',
  ],
  ['oauth-code-rejected', 'authorization code expired before we exchanged it', 'fact sheet 2.2'],
  [
    'heavy-load',
    'The API was shedding load again, 503 with Retry-After of 45 seconds',
    'error reference: 503',
  ],
  ['bad-gateway', 'nginx 502 bad gateway from api.procore.com', 'error reference: 502'],
  [
    'server-error',
    'The API responded Internal Server Error to our webhook creation call',
    'error reference: 500',
  ],
  [
    'missing-field',
    'API complains that the parameter rfi is missing, status 400',
    'error reference: 400',
  ],
  [
    'unknown-field',
    '406 from the API, I think we use a field that does not exist',
    'error reference: 406',
  ],
  [
    'duplicate-record',
    '409 conflict when we create the same cost code twice via API',
    'error reference: 409',
  ],
  [
    'record-locked',
    '422 cannot edit, the commitment is locked by the ERP integration',
    'fact sheet 6.2',
  ],
  [
    'tls-failure',
    'Outlook on the laptop fine but procore shows a certificate warning on the jobsite network',
    'what browsers show',
  ],
  ['connect-timeout', 'ping is fine, but api.procore.com: connect ETIMEDOUT 34.1.2.3:443', 'Node'],
  [
    'connection-reset',
    'the browser says The connection was reset when opening procore at the plant',
    'Firefox',
  ],
  ['dns-failure', 'DNS_PROBE_FINISHED_NXDOMAIN for login.procore.com', 'Chrome'],
  [
    'webhook-delivery-failing',
    'webhooks have not been arriving at our endpoint since the weekend',
    'fact sheet 10',
  ],
  [
    'response-lost',
    'we posted an RFI and got no response, but the RFI was there later',
    'fact sheet 6.2',
  ],
]

/** No failures, written so. */
export const DESK_NO_FAILURES: readonly string[] = [
  'The crane was too busy on Monday.',
  'Is a permit required for the night shift?',
  'the duplicate keys are in my desk',
  'RFI 503 was answered by the architect',
  'new phone number ends in 429',
]
