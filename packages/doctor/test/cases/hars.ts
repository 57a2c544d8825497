/** HAR files: what a browser or a proxy recorded while it went wrong. */
import { harOf } from './har-of.ts'
import type { Row } from './labelled-case.ts'

const APP = 'https://app.procore.com'
const API = 'https://api.procore.com/rest/v1.0'
const JSON_TYPE = { 'content-type': 'application/json' }
const HTML = { 'content-type': 'text/html; charset=utf-8' }
const BEARER = { authorization: 'Bearer x', 'procore-company-id': '4001' }
const page = (text: string) =>
  `<!doctype html><html><head><title>Procore</title></head><body><h1>${text}</h1></body></html>`
const fine = {
  url: `${APP}/4001/company/home/list`,
  status: 200,
  headers: HTML,
  body: page('Home'),
}

export const HARS: readonly Row[] = [
  [
    'heavy-load-page',
    harOf([
      fine,
      {
        url: fine.url,
        status: 503,
        headers: HTML,
        body: page('This website is under heavy load.'),
      },
    ]),
    'web error page',
  ],
  [
    'permission-denied-page',
    harOf([
      {
        url: `${APP}/5001/project/documents/9`,
        status: 403,
        headers: HTML,
        body: page('Permission denied, sorry'),
      },
      fine,
    ]),
    'web error page',
  ],
  [
    'malformed-link',
    harOf([
      {
        url: `${APP}/87654/project/rfi/sho`,
        status: 404,
        headers: HTML,
        body: page('File not found'),
      },
    ]),
    'web error page: the link of its example',
  ],
  [
    'page-not-found',
    harOf([
      {
        url: `${APP}/87654/project/rfi/show/123456`,
        status: 404,
        headers: HTML,
        body: page('The page was moved, renamed or deleted'),
      },
    ]),
    'web error page: 404; the link is whole',
  ],
  [
    'server-error-page',
    harOf([
      {
        url: `${APP}/5001/project/rfi/list`,
        status: 500,
        headers: HTML,
        body: page('Internal Server Error'),
      },
    ]),
    'web error page: 500',
  ],
  [
    'service-unavailable-page',
    harOf([
      {
        url: `${APP}/5001/project/rfi/list`,
        status: 503,
        headers: HTML,
        body: page('Service Unavailable'),
      },
    ]),
    'guide to error 503',
  ],
  [
    'maintenance-page',
    harOf([
      {
        url: `${APP}/5001/project/rfi/list`,
        status: 503,
        headers: HTML,
        body: page('Scheduled maintenance is in progress'),
      },
    ]),
    'web error page: scheduled maintenance',
  ],
  [
    'bad-request-page',
    harOf([
      {
        method: 'POST',
        url: `${APP}/5001/project/rfi/create`,
        status: 422,
        headers: HTML,
        body: page('Bad Request'),
      },
    ]),
    'web error page: 422',
  ],
  [
    'upload-timeout-page',
    harOf([
      {
        method: 'POST',
        url: `${APP}/5001/project/documents/upload`,
        status: 408,
        headers: HTML,
        body: page('Request Timeout'),
      },
    ]),
    'web error page: 408',
  ],
  [
    'stale-session',
    harOf([
      {
        url: `${APP}/5001/project/rfi/list`,
        status: 401,
        headers: HTML,
        body: page('Your session has expired'),
      },
    ]),
    'fact sheet 12: idle session timeout',
  ],
  [
    'app-not-connected',
    harOf([
      { url: `${API}/me`, status: 200, headers: JSON_TYPE, body: '{"id":1}' },
      {
        url: `${API}/vendors?company_id=4002`,
        status: 403,
        sentHeaders: BEARER,
        headers: JSON_TYPE,
        body: '{"errors":["App is not connected to this company."]}',
      },
    ]),
    'fact sheet 6.2',
  ],
  [
    'response-lost',
    harOf([
      {
        method: 'POST',
        url: `${API}/vendors`,
        status: 0,
        sent: '{}',
        error: 'net::ERR_EMPTY_RESPONSE',
      },
    ]),
    'a write, and no answer came',
  ],
  [
    'connection-reset',
    harOf([{ url: `${API}/vendors`, status: 0, error: 'net::ERR_CONNECTION_RESET' }]),
    'a read, and no answer came',
  ],
  [
    'dns-failure',
    harOf([{ url: `${APP}/`, status: 0, error: 'net::ERR_NAME_NOT_RESOLVED' }]),
    'Chrome’s name for it',
  ],
  [
    'tls-failure',
    harOf([{ url: `${APP}/`, status: 0, error: 'net::ERR_CERT_AUTHORITY_INVALID' }]),
    'Chrome’s name for it',
  ],
  [
    'connect-timeout',
    harOf([{ url: `${APP}/`, status: 0, error: 'net::ERR_CONNECTION_TIMED_OUT' }]),
    'Chrome’s name for it',
  ],
  [
    'refresh-reply-lost',
    harOf([
      {
        method: 'POST',
        url: 'https://login.procore.com/oauth/token',
        status: 0,
        sent: 'grant_type=refresh_token&refresh_token=x',
        error: 'net::ERR_CONNECTION_RESET',
      },
    ]),
    'fact sheet 2.2: the answer to a refresh was lost',
  ],
  [
    'malformed-json',
    harOf([
      {
        method: 'POST',
        url: `${API}/projects/1/rfis`,
        status: 400,
        sentHeaders: { ...BEARER, ...JSON_TYPE },
        sent: '{"rfi": {',
        headers: JSON_TYPE,
        body: '{"errors":"Bad Request"}',
      },
    ]),
    'error reference: 400, and what was sent is no JSON',
  ],
  [
    'date-silently-dropped',
    harOf([
      {
        method: 'POST',
        url: `${API}/projects/1/rfis`,
        status: 201,
        sentHeaders: { ...BEARER, ...JSON_TYPE },
        sent: '{"rfi":{"subject":"x","due_date":"next tuesday"}}',
        headers: JSON_TYPE,
        body: '{"id":1,"subject":"x","due_date":null}',
      },
    ]),
    'fact sheet 3: stored as null',
  ],
  [
    'sync-items-rejected',
    harOf([
      {
        method: 'PATCH',
        url: `${API}/vendors/sync`,
        status: 200,
        sentHeaders: { ...BEARER, ...JSON_TYPE },
        sent: '{"company_id":1,"updates":[{"id":9}]}',
        headers: JSON_TYPE,
        body: '{"entities":[],"errors":[{"id":9,"errors":{"id":["Entity with this ID not found"]}}]}',
      },
    ]),
    'fact sheet 8: 200 with errors',
  ],
  [
    'upload-link-expired',
    harOf([
      {
        method: 'POST',
        url: 'https://s3.amazonaws.com/procore-uploads',
        status: 403,
        headers: { 'content-type': 'application/xml' },
        body: '<Error><Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.</Message></Error>',
      },
    ]),
    'fact sheet 6.2',
  ],
]
