/** The screens of the web app, as a browser gets them: each is known for what it is. */
import { expect, it } from 'vitest'
import { APP, bare, expectKnown, page, type Row, web } from '../test/answers.ts'
import { classify } from './classify.ts'

const SCREENS: readonly Row[] = [
  {
    name: 'a formatted 404',
    evidence: web(404, page('The page you were looking for does not exist')),
    want: 'page-not-found',
    also: ['malformed-link'],
    isGeneral: false,
  },
  {
    name: 'a misspelt action (the example of the page on web errors)',
    evidence: web(404, page('Lost?'), 'https://app.procore.com/87654/project/rfi/showww/123456'),
    want: 'malformed-link',
    also: ['page-not-found'],
  },
  {
    name: 'a link cut off in the action (its second example)',
    evidence: web(404, page('Lost?'), 'https://app.procore.com/87654/project/rfi/sho'),
    want: 'malformed-link',
    also: ['page-not-found'],
  },
  {
    name: 'a link with backslashes, which no server ever saw (its third example)',
    evidence: { request: { url: String.raw`https\\app.procore.com/87654/project/rfi/show` } },
    want: 'malformed-link',
  },
  {
    name: 'a link with half a scheme',
    evidence: { request: { url: 'https:/app.procore.com/87654/project/rfi/show/1' } },
    want: 'malformed-link',
  },
  {
    name: 'a link with the bracket of its sentence',
    evidence: web(404, page('Lost?'), 'https://app.procore.com/87654/project/rfi/show/123456)'),
    want: 'malformed-link',
  },
  {
    name: 'a good link to a list is no damaged one',
    evidence: web(404, page('Lost?'), 'https://app.procore.com/4001/company/home/list'),
    want: 'page-not-found',
    isGeneral: true,
  },
  {
    name: 'the unformatted 404',
    evidence: web(404, bare('The page cannot be found', '')),
    want: 'platform-not-found',
    isGeneral: false,
  },
  {
    name: 'the bare 404 of a server with nothing behind it',
    evidence: web(404, bare('404 Not Found')),
    want: 'platform-not-found',
  },
  {
    name: 'a 404 without markup',
    evidence: web(404, '404 page not found', APP, { 'content-type': 'text/plain; charset=utf-8' }),
    want: 'platform-not-found',
  },
  {
    name: 'the 408 page',
    evidence: web(408, page('Request Timeout')),
    want: 'upload-timeout-page',
    isGeneral: false,
  },
  {
    name: 'a file that is too large, by its other status',
    evidence: web(413, bare('413 Request Entity Too Large')),
    want: 'upload-timeout-page',
  },
  {
    name: 'the 422 page',
    evidence: web(422, page('Bad Request')),
    want: 'bad-request-page',
    isGeneral: false,
  },
  {
    name: 'the 500 page',
    evidence: web(500, page('Internal Server Error')),
    want: 'server-error-page',
    isGeneral: false,
  },
  {
    name: 'a 500 page with unknown words is known by its status',
    evidence: web(500, page('Hm.')),
    want: 'server-error-page',
    isGeneral: true,
  },
  ...[200, 401, 422].map((status) => ({
    name: `a rejected sign-in that is answered ${status}`,
    evidence: web(status, page('Invalid email or password.'), 'https://login.procore.com/'),
    want: 'login-rejected' as const,
    isGeneral: false,
  })),
  ...[200, 401, 403, 422].map((status) => ({
    name: `a locked account that is answered ${status}`,
    evidence: web(status, page('Your account has been locked.'), 'https://login.procore.com/'),
    want: 'account-locked' as const,
    isGeneral: false,
  })),
  {
    name: 'the maintenance page',
    evidence: web(503, page('Procore is down for scheduled maintenance')),
    want: 'maintenance-page',
    isGeneral: false,
  },
  {
    name: 'maintenance outweighs the words for 503 beside it',
    evidence: web(503, page('Service unavailable: maintenance')),
    want: 'maintenance-page',
  },
  {
    name: 'the notice of a window to come does not make a 500 a maintenance',
    evidence: web(500, page('Internal Server Error', 'Scheduled maintenance on Saturday')),
    want: 'server-error-page',
  },
  {
    name: 'the screen of a refused page, whatever its status',
    evidence: web(200, page('Permission denied, sorry')),
    want: 'permission-denied-page',
    isGeneral: false,
  },
  {
    name: 'a web 403 with unknown words',
    evidence: web(403, page('No.')),
    want: 'permission-denied-page',
    isGeneral: true,
  },
  {
    name: 'the heavy load screen, whatever its status',
    evidence: web(200, page('This website is under heavy load.')),
    want: 'heavy-load-page',
    isGeneral: false,
  },
  {
    name: 'the heavy load screen pasted as words alone',
    evidence: { response: { body: 'This website is under heavy load.' } },
    want: 'heavy-load-page',
  },
  {
    name: 'a 503 page that gives no reason',
    evidence: web(503, bare('503 Service Unavailable')),
    want: 'service-unavailable-page',
    isGeneral: false,
  },
  {
    name: 'to a person a bad gateway is the same thing',
    evidence: web(502, bare('502 Bad Gateway')),
    want: 'service-unavailable-page',
  },
  {
    name: 'a click that lands on the sign-in page',
    evidence: web(302, '', APP, { location: 'https://login.procore.com/?cookies_enabled=true' }),
    want: 'stale-session',
    isGeneral: false,
  },
  {
    name: 'a form whose session has ended',
    evidence: web(422, page('Invalid authenticity token. Log in again.')),
    want: 'stale-session',
  },
  {
    name: 'a web 401 without words',
    evidence: web(401, ''),
    want: 'stale-session',
    isGeneral: true,
  },
]

it.each(SCREENS)('$name: $want', expectKnown)

it.each([
  {
    name: 'a page that announces maintenance',
    body: page('RFIs', 'Scheduled maintenance Saturday'),
  },
  {
    name: 'a page that says Procore will be unavailable',
    body: page('RFIs', 'Procore will be unavailable for scheduled maintenance on Saturday.'),
  },
  { name: 'a sign-in page that offers help', body: page('Sign in. Forgot your password?') },
  { name: 'a page with a csrf mark', body: page('Home') },
])('$name is no failure', ({ body }) => {
  expect(classify(web(200, body))).toBeNull()
})
