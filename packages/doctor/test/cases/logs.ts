/**
 * Excerpts of logs in the shapes that programs and servers write. Where one holds several failures the label is
 * the main one: what the others follow from, else what was met most.
 */
import type { Row } from './labelled-case.ts'

const lines = (...all: readonly string[]) => all.join('\n')

export const LOGS: readonly Row[] = [
  [
    'app-not-connected',
    lines(
      '2026-11-20T07:00:01.120Z INFO  starting sync of company 4002',
      '2026-11-20T07:00:02.004Z ERROR GET https://api.procore.com/rest/v1.0/vendors?company_id=4002 403 {"errors":["App is not connected to this company."]}',
      '2026-11-20T07:00:03.004Z ERROR GET https://api.procore.com/rest/v1.0/projects?company_id=4002 403 {"errors":["App is not connected to this company."]}',
    ),
    'fact sheet 6.2',
  ],
  [
    'rate-limit-hourly',
    lines(
      '[2026-11-20 07:00:01] WARN procore: 429 Too Many Requests, retry in 1800 s',
      '[2026-11-20 07:00:01] WARN procore: body {"error":"You have surpassed the max number of requests for an hour. Please wait until your limit resets."}',
    ),
    'fact sheet 5',
  ],
  [
    'heavy-load',
    lines(
      '10.0.0.7 - - [20/Nov/2026:07:00:01 +0000] "GET /rest/v1.0/projects HTTP/1.1" 200 5120 "-" "our-sync/2.1"',
      '10.0.0.7 - - [20/Nov/2026:07:00:02 +0000] "GET /rest/v1.0/vendors HTTP/1.1" 503 120 "-" "our-sync/2.1"',
      '10.0.0.7 - - [20/Nov/2026:07:00:04 +0000] "POST /rest/v1.0/vendors HTTP/1.1" 503 120 "-" "our-sync/2.1"',
    ),
    'error reference: 503; the combined format of web servers',
  ],
  [
    'server-error',
    lines(
      '{"level":30,"time":1795158001000,"msg":"request","req":{"method":"GET","url":"/rest/v1.0/me"},"res":{"statusCode":200}}',
      '{"level":50,"time":1795158002000,"msg":"request failed","req":{"method":"POST","url":"/rest/v1.0/projects/5001/rfis"},"res":{"statusCode":500}}',
    ),
    'error reference: 500; JSON lines of pino',
  ],
  [
    'connection-refused',
    lines(
      '2026-11-20 07:00:01,120 - sync - ERROR - Traceback (most recent call last):',
      '  File "/app/sync.py", line 40, in run',
      '    r = requests.get(url)',
      "requests.exceptions.ConnectionError: HTTPConnectionPool(host='localhost', port=4010): Max retries exceeded with url: /rest/v1.0/me (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object>: Failed to establish a new connection: [Errno 111] Connection refused'))",
    ),
    'Python',
  ],
  [
    'dns-failure',
    lines(
      'Nov 20 07:00:01 host sync[812]: TypeError: fetch failed',
      'Nov 20 07:00:01 host sync[812]:     at node:internal/deps/undici/undici:13392:13 {',
      'Nov 20 07:00:01 host sync[812]:   [cause]: Error: getaddrinfo ENOTFOUND api.procore.com',
    ),
    'Node, through syslog',
  ],
  [
    'access-token-expired',
    lines(
      '07:00:01.120 [worker-1] ERROR c.e.ProcoreClient - GET /rest/v1.0/me -> 401',
      '07:00:01.121 [worker-1] ERROR c.e.ProcoreClient - {"errors":"The access token is invalid"}',
      '\tat com.example.ProcoreClient.get(ProcoreClient.java:88)',
      '\tat com.example.Sync.run(Sync.java:20)',
    ),
    'fact sheet 6.2; Java; twins',
  ],
  [
    'refresh-token-spent',
    lines(
      '2026-11-20T07:00:00Z ERROR POST https://login.procore.com/oauth/token 400 {"error":"invalid_grant","error_description":"The provided authorization grant is invalid, expired, revoked"}',
      '2026-11-20T07:00:01Z ERROR GET https://api.procore.com/rest/v1.0/me 401 {"errors":"The access token is invalid"}',
      '2026-11-20T07:00:02Z ERROR GET https://api.procore.com/rest/v1.0/me 401 {"errors":"The access token is invalid"}',
    ),
    'the main one: the 401s follow from the refresh that was refused; twins',
  ],
  [
    'maintenance',
    lines(
      'I, [2026-11-20T07:00:01.120 #812]  INFO -- : Procore sync started',
      'E, [2026-11-20T07:00:02.120 #812] ERROR -- : Procore::ServerError 503 {"message":"Down for scheduled maintenance"}',
    ),
    'error reference: 503; the logger of Ruby',
  ],
  [
    'missing-field',
    lines(
      'AxiosError: Request failed with status code 400',
      '    at settle (/app/node_modules/axios/lib/core/settle.js:19:12) {',
      "  code: 'ERR_BAD_REQUEST',",
      '  response: {',
      '    status: 400,',
      '    data: { errors: { subject: [ "can\'t be blank" ] } }',
      '  }',
      '}',
    ),
    'fact sheet 6.1 E3; axios, as Node prints it',
  ],
  [
    'tls-failure',
    lines(
      '2026/11/20 07:00:01 sync.go:40: Get "https://api.procore.com/rest/v1.0/me": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    ),
    'Go',
  ],
  [
    'connect-timeout',
    lines(
      'fail: Sync.Worker[0]',
      '      System.Threading.Tasks.TaskCanceledException: A connection attempt failed because the connected party did not properly respond after a period of time (api.procore.com:443)',
      '         at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync()',
    ),
    '.NET',
  ],
  [
    'bad-gateway',
    lines(
      'level=error ts=2026-11-20T07:00:01Z method=GET path=/rest/v1.0/projects status=502 duration=1.2s',
      'level=error ts=2026-11-20T07:00:09Z method=GET path=/rest/v1.0/projects status=502 duration=1.1s',
    ),
    'error reference: 502; logfmt',
  ],
  [
    'permission-too-low',
    lines(
      '2026-11-20 07:00:01 WARNING procore POST /rest/v1.0/projects/5001/rfis 403 User does not have right permissions',
    ),
    'fact sheet 6.2; twins',
  ],
  [
    'sync-items-rejected',
    lines(
      '{"ts":"2026-11-20T07:00:01Z","method":"PATCH","url":"https://api.procore.com/rest/v1.0/vendors/sync","status":200,"body":{"entities":[{"id":1}],"errors":[{"origin_id":"a","errors":{"name":["can\'t be blank"]}}]}}',
    ),
    'fact sheet 8',
  ],
  [
    'response-lost',
    lines(
      '2026-11-20T07:00:01Z DEBUG POST https://api.procore.com/rest/v1.0/vendors',
      '2026-11-20T07:00:31Z ERROR POST https://api.procore.com/rest/v1.0/vendors failed: read ECONNRESET',
    ),
    'a write, and no answer came; twins',
  ],
  [
    'company-header-missing',
    lines(
      '2026-11-20T07:00:01Z ERROR GET /rest/v1.0/projects 400 "Missing Procore-Company-Id header!"',
    ),
    'fact sheet 3',
  ],
  [
    'upload-link-expired',
    lines(
      '[07:00:01] uploading pour.jpg',
      '[07:00:02] ERROR POST https://s3.amazonaws.com/procore 403 <Error><Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.</Message></Error>',
    ),
    'fact sheet 9',
  ],
  [
    'origin-id-taken',
    lines(
      'ERROR 2026-11-20 07:00:01 POST /rest/v1.0/vendors -> 422 {"errors":{"origin_id":["has already been taken"]}}',
    ),
    'error reference: 409; fact sheet 6.2',
  ],
  [
    'heavy-load',
    lines(
      '2026-11-20T07:00:01Z WARN  retry 1 of 5 after 503 from api.procore.com (Retry-After: 20)',
      '2026-11-20T07:00:21Z WARN  retry 2 of 5 after 503 from api.procore.com (Retry-After: 40)',
      '2026-11-20T07:01:01Z ERROR giving up: 503 Service Unavailable',
    ),
    'error reference: 503; a program that retries',
  ],
  [
    'oauth-invalid-client',
    lines(
      'Nov 20 07:00:01 app oauth2: POST /oauth/token HTTP/1.1 401 {"error":"invalid_client","error_description":"Client authentication failed due to unknown client"}',
    ),
    'fact sheet 2.2',
  ],
]
