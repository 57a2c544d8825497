/**
 * How people tell it in a chat or a mail: site people, admins and developers, with what else they say beside
 * it. Before the readers were mended with them 43 of the 50 were known at once, and something was made of 2 of
 * the 10 that are no failure.
 */
import type { Row } from './labelled-case.ts'

export const CHAT_TEXTS: readonly Row[] = [
  [
    'service-unavailable-page',
    'hi all, anyone else getting a 503 when opening procore? its been like this since the toolbox talk at 7',
    'guide to error 503',
  ],
  [
    'service-unavailable-page',
    'Service Unavailable - that is all I get on the Procore home page, tried Chrome and Edge',
    'guide to error 503',
  ],
  [
    'heavy-load-page',
    'procore keeps saying this website is under heavy load when I switch between projects',
    'web error page: heavy load',
  ],
  [
    'heavy-load-page',
    'got a white page with something like "site under heavy load, try later", came right after refreshing',
    'web error page: heavy load',
  ],
  [
    'maintenance-page',
    'Logged in this morning and whole procore is replaced by a page that they are doing planned maintenance',
    'web error page: scheduled maintenance',
  ],
  [
    'maintenance-page',
    'Is Procore down for maintenance? The site just shows a maintenance notice',
    'web error page: scheduled maintenance',
  ],
  [
    'server-error-page',
    'Every time I hit save on the daily log I get the 500 page. Other pages are ok',
    'web error page: 500',
  ],
  [
    'server-error-page',
    'Screenshot says: "500 Internal Server Error" - happens to Mike and me when opening Change Events',
    'web error page: 500',
  ],
  [
    'upload-timeout-page',
    'the drawing set is 2.3 GB, after about ten minutes uploading it says 408 request timeout',
    'web error page: 408',
  ],
  [
    'upload-timeout-page',
    'trying to upload drone video to Photos, spins forever and then the page says Request Timeout',
    'web error page: 408',
  ],
  [
    'permission-denied-page',
    'my foreman clicks the link to the spec and gets permission denied, sorry',
    'web error page: permission denied',
  ],
  [
    'permission-denied-page',
    'I can see the folder but when I open the contract pdf it tells me permission denied. I am read only on Documents',
    'web error page: permission denied',
  ],
  [
    'account-locked',
    'Sandra is locked out of procore, too many wrong passwords',
    'web error page: account locked',
  ],
  [
    'account-locked',
    'it tells me my account has been locked and to contact the company admin. can someone unlock me please',
    'web error page: account locked',
  ],
  [
    'login-rejected',
    'new sub cannot get in, Procore says invalid email or password even though he just set it',
    'web error page: sign-in',
  ],
  [
    'page-not-found',
    'the link in last weeks meeting minutes opens a 404, I think someone renamed the folder',
    'web error page: 404',
  ],
  [
    'page-not-found',
    'File not found when I click the attachment in the submittal email',
    'web error page: 404',
  ],
  [
    'platform-not-found',
    'plain white page that says page cannot be found, no procore logo, happens on all of procore',
    'web error page: unformatted 404',
  ],
  [
    'bad-request-page',
    'When I submit the form in Procore a page comes up titled Bad Request with 422 on it',
    'web error page: 422',
  ],
  [
    'stale-session',
    'it logged me out again in the middle of an inspection, says your session has expired',
    'fact sheet 12',
  ],
  [
    'malformed-link',
    'https\\\\app.procore.com/87654/project/rfi/show this is the link he sent, nothing opens',
    'web error page: 404, the link itself',
  ],
  [
    'rate-limit-hourly',
    'our nightly job dies with Too Many Requests after about 3000 calls to procore',
    'error reference: 429; twins',
  ],
  [
    'rate-limit-hourly',
    'You have surpassed the max number of requests for an hour. any way to raise that?',
    'fact sheet 5; twins',
  ],
  [
    'access-token-expired',
    'the Power BI connector says "The access token is invalid" since lunch, it worked before',
    'error reference, patterns',
  ],
  [
    'access-token-expired',
    'we get 401 on every procore api call about an hour and a half after login',
    'error reference: tokens last 90 minutes',
  ],
  [
    'access-token-missing',
    'I call /rest/v1.0/me from Postman and get back {"error":"Invalid Token"}, did not set any auth yet',
    'fact sheet 6.1 E4',
  ],
  [
    'refresh-token-spent',
    'refreshing worked once, the second time with the same refresh token gives: the refresh token is invalid',
    'error reference, patterns',
  ],
  [
    'app-not-connected',
    'After the customer cleaned up App Management our integration returns App is not connected to this company',
    'error reference, patterns',
  ],
  [
    'app-not-connected',
    'error 403 from the api, errors: ["App is not connected to this company."], what does the admin need to do?',
    'error reference, patterns',
  ],
  [
    'permission-too-low',
    'service account gets 403 User does not have right permissions when it reads budget',
    'fact sheet 6.2',
  ],
  [
    'permission-too-low',
    'GET /rest/v1.0/projects/5001/submittals answers 403 forbidden for this user, admins are fine',
    'error reference: permissions',
  ],
  [
    'company-header-missing',
    'we see Missing Procore-Company-Id header in the response after moving to the new api',
    'fact sheet 3',
  ],
  [
    'oauth-invalid-client',
    'token call fails: Client authentication failed due to unknown client, no client authentication included. We use our sandbox keys in production',
    'fact sheet 1',
  ],
  [
    'oauth-code-rejected',
    'exchange of the authorization code returns invalid_grant, the code was already used I guess',
    'fact sheet 2.2',
  ],
  [
    'consent-denied',
    'user pressed Cancel on the consent screen and we got error=access_denied back on the redirect',
    'fact sheet 2.1',
  ],
  [
    'heavy-load',
    'procore api returns 503 service unavailable with retry-after: 30 for about half of our requests',
    'error reference: 503',
  ],
  [
    'server-error',
    'PATCH /rest/v1.0/projects/5001/rfis/9 gives Internal Server Error 500 with our payload, other rfis work',
    'error reference: 500',
  ],
  [
    'bad-gateway',
    'Zapier step failed: Procore returned 502 Bad Gateway, it went through when I replayed it',
    'error reference: 502',
  ],
  [
    'resource-not-found',
    'api gives 404 not found for vendor id 88123 but I can see the vendor in the web app',
    'error reference: 404',
  ],
  [
    'origin-id-taken',
    'sync of cost codes complains that origin_id has already been taken',
    'error reference: 409',
  ],
  [
    'request-timeout-batch',
    'bulk create of 5000 observations over the api ended with 408 request timeout',
    'web error page: 408, batch',
  ],
  [
    'missing-field',
    "creating an RFI through the api fails with 422: subject can't be blank",
    'fact sheet 6.1 E3',
  ],
  [
    'malformed-json',
    'procore api says 400 unexpected token in JSON, probably my trailing comma',
    'error reference: 400',
  ],
  [
    'batch-too-large',
    'POST vendors/sync with 1500 entries: maximum of 1000 updates exceeded',
    'fact sheet 8',
  ],
  [
    'upload-link-expired',
    'PUT to the upload url gives AccessDenied Request has expired, we started it two hours after creating the upload',
    'fact sheet 9',
  ],
  [
    'dns-failure',
    'on the site wifi Chrome says app.procore.com’s server IP address could not be found',
    'Chrome',
  ],
  [
    'connect-timeout',
    'This site can’t be reached, app.procore.com took too long to respond. only in the trailer',
    'Chrome',
  ],
  ['connection-reset', 'sync tool log says read ECONNRESET api.procore.com, twice today', 'Node'],
  [
    'tls-failure',
    'since IT rolled out the new firewall: Your connection is not private NET::ERR_CERT_AUTHORITY_INVALID on procore',
    'Chrome',
  ],
  [
    'network-intercepted',
    'at the hotel I only get the wifi sign in page instead of procore',
    'what networks show',
  ],
]

/** No failures, told so. */
export const CHAT_NO_FAILURES: readonly string[] = [
  'can somebody send me the link to the RFI log for tower B?',
  'Procore training is on Thursday at 2, please bring your laptop',
  'we locked the gate at 6, alarm code is 4031',
  'Procore was slow yesterday but is fine today, no error, just saying',
  'The inspector denied the pour because rebar spacing was off',
  'timeout for lunch, back at 12:30',
  'door 502 still needs its hardware, door 503 is done',
  'please submit the change order for 422 sq ft of tile',
  'I set up the new project and added everybody to the directory, all working',
  'how do I export the drawing log to excel?',
]
