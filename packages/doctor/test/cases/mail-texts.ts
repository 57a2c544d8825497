/**
 * A further lot of what people write, in mails and tickets, after the readers had been mended with all before
 * it: 26 of the 30 were known at once.
 */
import type { Row } from './labelled-case.ts'

export const MAIL_TEXTS: readonly Row[] = [
  [
    'service-unavailable-page',
    'Good morning, the whole field team sees "Error 503" in the browser since about 6:40, we cannot do our daily logs. Please advise.',
    'guide to error 503',
  ],
  [
    'service-unavailable-page',
    'Procore is giving us 503s across the office, my phone on LTE has it as well',
    'guide to error 503, step 5',
  ],
  [
    'heavy-load-page',
    'Message on the screen reads: This web site is under heavy load (queue full), trying again in 5 seconds helped',
    'web error page: heavy load',
  ],
  [
    'server-error-page',
    'Opening the budget gives an internal server error page. Incognito is the same. Project 118 only.',
    'web error page: 500',
  ],
  [
    'server-error-page',
    'an unexpected error occurred (500), thats what I see when I print the submittal log',
    'web error page: 500',
  ],
  [
    'maintenance-page',
    'Just a heads up that Procore is in maintenance tonight and our site engineers only see the maintenance screen now',
    'web error page: scheduled maintenance',
  ],
  [
    'page-not-found',
    'Hi, the bookmark to our project home stopped working, now I get a 404 File not found page',
    'web error page: 404',
  ],
  [
    'permission-denied-page',
    'The architect reports "Permission denied, sorry" on the punch item link, he could open it in March',
    'web error page: permission denied',
  ],
  [
    'account-locked',
    'Could you unlock Pete? He mistyped his password 3 times this morning and now his account is locked',
    'web error page: account locked',
  ],
  [
    'login-rejected',
    'My login does not work anymore, it claims the password is wrong, but I copied it from the password manager',
    'web error page: sign-in',
  ],
  [
    'stale-session',
    'Each time I come back from lunch I have to sign in again because the session has timed out',
    'fact sheet 12',
  ],
  [
    'upload-timeout-page',
    'uploading the 900 MB BIM model stops at 80 % and then a page with 408 comes up',
    'web error page: 408',
  ],
  [
    'bad-request-page',
    'I tried to add a vendor in Procore and got "422 - Bad Request". Firefox works, Edge does not',
    'web error page: 422',
  ],
  [
    'app-not-connected',
    'Our connector stopped for one client: {"errors":["App is not connected to this company."]}. Did somebody uninstall it?',
    'error reference, patterns',
  ],
  [
    'access-token-expired',
    'The nightly export died half way with 401 "The access token is invalid". It runs for two hours.',
    'error reference: tokens last 90 minutes',
  ],
  [
    'refresh-token-spent',
    'Two of our workers refreshed at the same moment and one of them got "The refresh token is invalid"',
    'error reference, patterns',
  ],
  [
    'rate-limit-hourly',
    'Since we added the dashboards we keep hitting 429s from Procore around the full hour',
    'error reference: 429; twins',
  ],
  [
    'permission-too-low',
    'Our DMSA reads RFIs fine but gets a 403 on commitments from the API',
    'error reference: 403',
  ],
  [
    'company-header-missing',
    'We forgot the Procore-Company-Id header, is that why the api answers 400 with Missing Procore-Company-Id header!?',
    'fact sheet 3',
  ],
  [
    'oauth-invalid-client',
    'After rotating the secret /oauth/token replies invalid_client for every request',
    'fact sheet 2.2',
  ],
  [
    'heavy-load',
    'About 5 % of our API calls fail with a 503 between 8 and 9 am Central, retrying works',
    'error reference: 503',
  ],
  [
    'bad-gateway',
    'Occasionally a 502 comes back from the api, maybe one in a thousand calls',
    'error reference: 502',
  ],
  [
    'server-error',
    'POST /rest/v1.0/projects/5001/punch_items -> 500, body is just {"errors":"Internal Server Error"}',
    'error reference: 500',
  ],
  [
    'duplicate-record',
    'creating a vendor through the API gives 409, name already exists',
    'error reference: 409',
  ],
  [
    'business-rule',
    '422 from the api when closing the RFI: status transition not allowed from draft',
    'error reference: 422',
  ],
  [
    'resource-not-found',
    'GET on the project with id 99871 returns 404 through the API since the admins archived something',
    'error reference: 404',
  ],
  [
    'request-timeout-batch',
    'The API call that pulls all line items of all projects at once ends in a 408',
    'error reference; web error page: 408',
  ],
  [
    'tls-failure',
    'python requests against api.procore.com: SSLError certificate verify failed, only on the build server behind Zscaler',
    'Python',
  ],
  [
    'dns-failure',
    'curl: (6) Could not resolve host: api.procore.com, happens in the container but not on the host',
    'curl',
  ],
  [
    'connection-refused',
    'job log says connect ECONNREFUSED when it calls procore, started at 02:15',
    'Node',
  ],
]

/** No failures, written so. */
export const MAIL_NO_FAILURES: readonly string[] = [
  'Please find attached the revised schedule, the milestone dates changed slightly.',
  'The fire door on level 4 was locked so the inspection could not be finished.',
  'We moved the laydown area, see the new drawing.',
  'The sub rejected our back charge and wants to talk on Friday.',
  'Who has access to the safety folder? I would like to add two people.',
]
