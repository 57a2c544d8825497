/** Bodies, outputs and HARs that were written after the readers had been made good with the others. */
import { harOf } from './har-of.ts'
import { printed, printedJson, type Row } from './labelled-case.ts'

const API = 'https://api.procore.com/rest/v1.0'
const JSON_TYPE = { 'content-type': 'application/json' }
const BEARER = { authorization: 'Bearer x', 'procore-company-id': '4001' }
const HTML = { 'content-type': 'text/html' }

export const LATER_ANSWERS: readonly Row[] = [
  ['app-not-connected', '{"message":"App is not connected to this company."}', 'text in E6'],
  ['access-token-expired', '{"code":"401","message":"The access token expired"}', '6.1 E7'],
  ['permission-too-low', '{"code":403,"message":"You are not authorized"}', '6.1 E7'],
  [
    'server-error',
    '{"error":"Internal Server Error","status":500}',
    'error reference: 500, a program’s JSON',
  ],
  ['heavy-load', '{"status":"503","error":"Service Unavailable"}', 'error reference: 503'],
  ['duplicate-record', '{"errors":{"name":["has already been taken"]}}', 'error reference: 409'],
  [
    'unknown-field',
    '{"status":406,"body":{"errors":{"foo":["unknown attribute"]}}}',
    'reference: 406',
  ],
  ['access-token-missing', '{"httpStatus":401,"data":{"error":"Invalid Token"}}', '6.1 E4'],
  [
    'batch-too-large',
    '{"statusCode":413,"body":"{\\"errors\\":\\"Payload too large\\"}"}',
    '6.2: 413',
  ],
  [
    'project-out-of-scope',
    '{"status":403,"body":{"errors":["Project is not permitted for this app"]}}',
    '7: permitted projects',
  ],
  [
    'rate-limit-spike',
    printedJson(
      '429 Too Many Requests',
      { error: 'Rate limit' },
      {
        'x-rate-limit-limit': '100',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': '1795212005',
        date: 'Fri, 20 Nov 2026 22:00:00 GMT',
      },
    ),
    'fact sheet 5, W8: 100 per 10 s',
  ],
  [
    'rate-limit-hourly',
    printed(
      '429',
      { 'x-rate-limit-limit': '600', 'x-rate-limit-remaining': '0', 'retry-after': '2400' },
      'You have surpassed the max number of requests for an hour.',
    ),
    'fact sheet 5: 600 an hour, plain text',
  ],
  [
    'maintenance',
    printedJson(
      '503 Service Unavailable',
      { errors: 'Scheduled maintenance in progress' },
      { 'retry-after': '5400' },
    ),
    'error reference: 503, maintenance',
  ],
  ['heavy-load', printed('503', { 'retry-after': '12' }, ''), 'fact sheet 5: Retry-After alone'],
  [
    'bad-gateway',
    printed(
      '502 Bad Gateway',
      { server: 'awselb/2.0', ...HTML },
      '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>',
    ),
    'error reference: 502, a balancer',
  ],
  [
    'upload-timeout',
    `> PUT /fas/api/v5/files/1 HTTP/2\n> Host: us02.procore.com\n>\n${printed('408', {}, '')}`,
    'fact sheet 1: storage path; 9',
  ],
  [
    'upload-digest-mismatch',
    printed(
      '400',
      { 'content-type': 'application/xml' },
      '<Error><Code>EntityTooSmall</Code><Message>Your proposed upload is smaller than the minimum allowed size</Message></Error>',
    ),
    'fact sheet 9: parts of 5 MiB',
  ],
  [
    'origin-id-taken',
    printedJson('422', { errors: { origin_id: ['must be unique within the company'] } }),
    'fact sheet 8: unique within the company',
  ],
  [
    'state-conflict',
    `> PATCH /rest/v1.0/files/77?project_id=1 HTTP/2\n> Host: api.procore.com\n>\n${printed('409', {}, '')}`,
    'fact sheet 6.2: PATCH files',
  ],
  [
    'stale-session',
    printed('302 Found', { location: 'https://login.procore.com/login?cookies_enabled=true' }, ''),
    'fact sheet 12',
  ],
  [
    'consent-denied',
    printed('302', { location: 'https://app.example/cb?error=access_denied' }, ''),
    'fact sheet 2.1',
  ],
  [
    'non-json-error-body',
    `> POST /rest/v1.0/files HTTP/2\n> Host: api.procore.com\n>\n${printed('403', HTML, '<html><title>Access Denied</title><p>Web application firewall</p></html>')}`,
    'fact sheet 6.1 E9',
  ],
  [
    'resource-not-found',
    `> GET /rest/v1.0/projects/5001/rfis/1 HTTP/2\n> Host: api.procore.com\n> Authorization: Bearer x\n> Procore-Company-Id: 4001\n>\n${printedJson('404', { message: 'RFI not found' })}`,
    'fact sheet 6.2',
  ],
  [
    'refresh-token-spent',
    harOf([
      {
        method: 'POST',
        url: 'https://login.procore.com/oauth/token',
        status: 400,
        sent: 'grant_type=refresh_token',
        headers: JSON_TYPE,
        body: '{"error":"invalid_grant"}',
      },
      {
        url: `${API}/me`,
        status: 401,
        sentHeaders: BEARER,
        headers: JSON_TYPE,
        body: '{"errors":"The access token is invalid"}',
      },
      {
        url: `${API}/me`,
        status: 401,
        sentHeaders: BEARER,
        headers: JSON_TYPE,
        body: '{"errors":"The access token is invalid"}',
      },
    ]),
    'the main one of several: the refresh failed first, and the 401s follow from it',
  ],
  [
    'app-not-connected',
    harOf([
      ...Array.from({ length: 9 }, (_, at) => ({
        url: `${API}/projects/${at}/rfis`,
        status: 403,
        sentHeaders: BEARER,
        headers: JSON_TYPE,
        body: '{"errors":["App is not connected to this company."]}',
      })),
      { url: `${API}/me`, status: 200, headers: JSON_TYPE, body: '{}' },
    ]),
    'nine refusals of one kind',
  ],
  [
    'heavy-load',
    harOf([
      {
        url: `${API}/a`,
        status: 503,
        headers: { ...JSON_TYPE, 'retry-after': '9' },
        body: '{"error":"heavy load"}',
      },
      {
        url: `${API}/b`,
        status: 503,
        headers: { ...JSON_TYPE, 'retry-after': '9' },
        body: '{"error":"heavy load"}',
      },
      { url: 'https://cdn.example/x.js', status: 404, headers: HTML, body: 'no' },
    ]),
    'the main one: the other is of another service',
  ],
  [
    'response-lost',
    harOf([
      {
        method: 'PATCH',
        url: `${API}/vendors/5`,
        status: 0,
        sent: '{}',
        error: 'net::ERR_CONNECTION_CLOSED',
      },
    ]),
    'a write, and no answer came',
  ],
  [
    'connection-reset',
    harOf([{ url: `${API}/vendors`, status: 0, error: 'net::ERR_EMPTY_RESPONSE' }]),
    'a read, and no answer came',
  ],
  [
    'webhook-discarded',
    harOf([
      {
        url: `${API}/webhooks/hooks/9/deliveries?project_id=1`,
        status: 200,
        headers: JSON_TYPE,
        body: '[{"event_id":"01JD7Q4W9X2K3M5N6P7R8S9T0V","outcome":"discarded"}]',
      },
    ]),
    'fact sheet 10: deliveries',
  ],
]
