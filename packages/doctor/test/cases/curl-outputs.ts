/** What `curl -i` and `curl -v` print, for the answers of the fact sheet. */
import { printed, printedJson, type Row } from './labelled-case.ts'

const HTML = { 'content-type': 'text/html' }
const nginx = (words: string) =>
  `<html>\r\n<head><title>${words}</title></head>\r\n<body>\r\n<center><h1>${words}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>`
const asked = (line: string, headers: readonly string[] = []) =>
  [`> ${line} HTTP/2`, '> Host: api.procore.com', ...headers.map((each) => `> ${each}`), '>'].join(
    '\n',
  )
const BEARER = ['Authorization: Bearer abc', 'Procore-Company-Id: 4001']

export const CURL_OUTPUTS: readonly Row[] = [
  [
    'app-not-connected',
    printedJson('403', { errors: ['App is not connected to this company.'] }),
    'fact sheet 6.2',
  ],
  [
    'access-token-expired',
    printedJson(
      '401',
      { errors: 'The access token is invalid' },
      { 'www-authenticate': 'Bearer realm="Doorkeeper", error="invalid_token"' },
    ),
    'fact sheet 6.2; twins',
  ],
  [
    'access-token-expired',
    printed(
      '401',
      {
        'www-authenticate':
          'Bearer realm="x", error="invalid_token", error_description="The access token expired"',
      },
      '',
    ),
    'fact sheet 2.2',
  ],
  ['access-token-missing', printedJson('401', { error: 'Invalid Token' }), 'fact sheet 6.2'],
  [
    'rate-limit-hourly',
    printedJson(
      '429',
      { error: 'You have surpassed the max number of requests for an hour.' },
      {
        'x-rate-limit-limit': '3600',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': '1795213800',
        'retry-after': '1800',
        date: 'Fri, 20 Nov 2026 22:00:00 GMT',
      },
    ),
    'fact sheet 5: hundreds of requests',
  ],
  [
    'rate-limit-spike',
    printedJson(
      '429',
      { error: 'You have surpassed the max number of requests for an hour.' },
      {
        'x-rate-limit-limit': '25',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': '1795212008',
        'retry-after': '8',
        date: 'Fri, 20 Nov 2026 22:00:00 GMT',
      },
    ),
    'fact sheet 5: 25 in ten seconds',
  ],
  [
    'heavy-load',
    printedJson('503', { error: 'This service is under heavy load' }, { 'retry-after': '20' }),
    'fact sheet 5: shedding',
  ],
  [
    'heavy-load',
    printedJson('503', { message: 'Service Unavailable' }, { 'retry-after': '30' }),
    'fact sheet 5: 503 heavy load with Retry-After',
  ],
  [
    'maintenance',
    printedJson('503', { message: 'Down for scheduled maintenance' }, { 'retry-after': '3600' }),
    'fact sheet 6.2: 503 maintenance',
  ],
  [
    'regional-outage',
    `${asked('GET /rest/v1.0/me', BEARER)}\n${printed('503', HTML, nginx('503 Service Temporarily Unavailable'))}`,
    'guide to error 503: regional cloud outage; the page of a balancer',
  ],
  ['bad-gateway', printed('502 Bad Gateway', HTML, nginx('502 Bad Gateway')), 'fact sheet 6.1 E9'],
  ['bad-gateway', printed('504', HTML, nginx('504 Gateway Time-out')), 'fact sheet 6.2'],
  [
    'server-error',
    printedJson('500', { error: 'Internal Server Error' }),
    'error reference: 500, of the API',
  ],
  [
    'server-error',
    `${asked('POST /rest/v1.0/vendors', BEARER)}\n${printedJson('500', {})}`,
    'error reference: 500',
  ],
  ['unknown-field', printedJson('406', { errors: { colour: ['is no field'] } }), 'reference: 406'],
  [
    'unsupported-content-type',
    printedJson('406', { errors: 'Unsupported content type text/plain' }),
    'error reference: 406',
  ],
  ['batch-too-large', printedJson('413', { errors: 'Request entity too large' }), 'sheet 6.2: 413'],
  ['request-timeout-batch', printedJson('408', { errors: 'Request Timeout' }), 'sheet 6.2: 408'],
  ['upload-expired', printedJson('410', { errors: 'Upload expired' }), 'fact sheet 6.2: 410'],
  [
    'upload-expired',
    `${asked('PATCH /rest/v1.1/projects/5001/uploads/01JD7Q4W9X2K3M5N6P7R8S9T0V', BEARER)}\n${printed('410', {}, '')}`,
    'fact sheet 6.2: 410',
  ],
  [
    'missing-field',
    `${asked('POST /rest/v1.0/projects/1/rfis', BEARER)}\n${printedJson('400', { errors: { subject: ["can't be blank"] } })}`,
    'fact sheet 6.2: 400',
  ],
  [
    'invalid-value',
    `${asked('GET /rest/v1.0/projects/1/daily_logs', BEARER)}\n${printedJson('400', { errors: 'filters[start_date] must be a range' })}`,
    'fact sheet 4, W6',
  ],
  [
    'record-locked',
    printedJson('422', { errors: { base: ['Contract is locked by ERP'] } }),
    'fact sheet 6.2: 422 locked ERP record',
  ],
  [
    'business-rule',
    printedJson('422', { errors: { status: ['invalid transition from closed to draft'] } }),
    'error reference: 422',
  ],
  [
    'company-header-missing',
    `${asked('GET /rest/v1.0/projects', ['Authorization: Bearer abc'])}\n${printedJson('404', { errors: 'Not Found' })}`,
    'fact sheet 3: seen as 404, no header sent',
  ],
  [
    'access-token-missing',
    `${asked('GET /rest/v1.0/me', ['Accept: */*'])}\n${printedJson('401', {})}`,
    'error reference: 401, missing',
  ],
  [
    'resource-not-found',
    `${asked('GET /rest/v1.0/projects/undefined/rfis', BEARER)}\n${printedJson('404', { errors: 'Not Found' })}`,
    'fact sheet 6.2: unknown id; the id was never filled in',
  ],
  [
    'route-unknown',
    `${asked('GET /v1.0/projects', BEARER)}\n${printedJson('404', { errors: 'Not Found' })}`,
    'fact sheet 3: every path begins with /rest/v{n}',
  ],
  [
    'network-intercepted',
    `${asked('GET /rest/v1.0/me', BEARER)}\n${printed('200', HTML, '<html><title>Hotel WiFi</title><form>Sign in</form></html>')}`,
    'a page with 200 where the API answers JSON: fact sheet 3',
  ],
  [
    'network-intercepted',
    `${asked('GET /rest/v1.0/me', BEARER)}\n${printed('302', { location: 'http://portal.guest.example/login' }, '')}`,
    'a redirect to a host that is not of Procore: fact sheet 1',
  ],
  [
    'non-json-error-body',
    `${asked('GET /rest/v1.0/me', BEARER)}\n${printed('403', HTML, '<html><body><h1>Request blocked</h1>Incident 77</body></html>')}`,
    'fact sheet 6.1 E9: a firewall answers with a page',
  ],
  [
    'response-truncated',
    `${printedJson('200', [{ id: 1 }]).slice(0, -4)}\ncurl: (18) transfer closed with 1200 bytes remaining to read`,
    'curl says that the body was cut',
  ],
  [
    'consent-denied',
    printed(
      '302',
      { location: 'http://localhost/?error=access_denied&error_description=denied&state=x' },
      '',
    ),
    'fact sheet 2.1',
  ],
  [
    'sync-items-rejected',
    printedJson('200', {
      entities: [],
      errors: [{ origin_id: 'a', errors: { name: ["can't be blank"] } }],
    }),
    'fact sheet 8',
  ],
  [
    'server-error',
    `${printedJson('200', [{ id: 1 }])}\n${printedJson('200', [])}\n${printedJson('500', { error: 'x' })}`,
    'three calls, of which the last failed',
  ],
]
