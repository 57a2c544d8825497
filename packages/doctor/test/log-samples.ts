/** What programs write of a failed call, in the shapes of their loggers; each with what it means. */
import type { FailureId } from '@underpin/failures'

export interface LogSample {
  readonly name: string
  readonly text: string
  readonly failure: FailureId
  readonly count?: number
  /** Method and route of the most frequent place. */
  readonly place?: string
  /** First and last, ISO 8601. */
  readonly firstAt?: string
  readonly lastAt?: string
}

const RFIS = 'https://api.procore.com/rest/v1.0/projects/5001/rfis'
const BODY = '{"errors":["App is not connected to this company."]}'

export const LOG_SAMPLES: readonly LogSample[] = [
  {
    name: 'pino with an axios error',
    text: [
      '{"level":30,"time":1795161600000,"pid":7,"hostname":"web-1","msg":"sync starts"}',
      `{"level":50,"time":1795161601000,"pid":7,"hostname":"web-1","err":{"type":"AxiosError","message":"Request failed with status code 403","code":"ERR_BAD_REQUEST","config":{"method":"get","url":"${RFIS}"},"response":{"status":403,"data":${BODY}}},"msg":"sync failed"}`,
      `{"level":50,"time":1795161661000,"pid":7,"hostname":"web-1","err":{"type":"AxiosError","message":"Request failed with status code 403","code":"ERR_BAD_REQUEST","config":{"method":"get","url":"${RFIS}"},"response":{"status":403,"data":${BODY}}},"msg":"sync failed"}`,
    ].join('\n'),
    failure: 'app-not-connected',
    count: 2,
    place: 'GET /rest/v1.0/projects/{id}/rfis',
    firstAt: '2026-11-20T08:00:01.000Z',
    lastAt: '2026-11-20T08:01:01.000Z',
  },
  {
    name: 'pino-http, one record',
    text: `{"level":50,"time":1795161601000,"req":{"method":"POST","url":"/rest/v1.0/projects/1/rfis","headers":{"host":"api.procore.com"}},"res":{"statusCode":503,"headers":{"retry-after":"30"}},"msg":"request errored"}`,
    failure: 'heavy-load',
    place: 'POST /rest/v1.0/projects/{id}/rfis',
  },
  {
    name: 'winston',
    text: [
      '{"level":"info","message":"token ok","timestamp":"2026-11-20T08:00:00.000Z"}',
      `{"level":"error","message":"Procore said no","timestamp":"2026-11-20T08:00:01.000Z","statusCode":401,"method":"GET","url":"https://api.procore.com/rest/v1.0/me","responseBody":"{\\"errors\\":\\"The access token is invalid\\"}"}`,
    ].join('\n'),
    failure: 'access-token-expired',
    count: 1,
    place: 'GET /rest/v1.0/me',
    firstAt: '2026-11-20T08:00:01.000Z',
  },
  {
    name: 'bunyan',
    text: `{"name":"sync","hostname":"h","pid":1,"level":50,"err":{"message":"getaddrinfo ENOTFOUND api.procore.com","name":"Error","stack":"Error: getaddrinfo ENOTFOUND api.procore.com\\n    at GetAddrInfoReqWrap.onlookup","code":"ENOTFOUND"},"msg":"no luck","time":"2026-11-20T08:00:01.000Z","v":0}`,
    failure: 'dns-failure',
  },
  {
    name: 'structlog',
    text: `{"event": "procore call failed", "level": "error", "timestamp": "2026-11-20T08:00:01Z", "status_code": 429, "http_method": "GET", "url": "${RFIS}", "response_headers": {"X-Rate-Limit-Limit": "3600", "X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": "1795164000"}, "body": "{\\"errors\\": \\"Rate limit\\"}"}`,
    failure: 'rate-limit-hourly',
  },
  {
    name: 'ECS',
    text: [
      `{"@timestamp":"2026-11-20T08:00:01.000Z","log":{"level":"error"},"message":"call failed","http":{"request":{"method":"POST"},"response":{"status_code":502,"body":{"content":"<html><h1>502 Bad Gateway</h1></html>"}}},"url":{"full":"${RFIS}"}}`,
      '{"@timestamp":"2026-11-20T08:00:02.000Z","log.level":"info","message":"done"}',
    ].join('\n'),
    failure: 'bad-gateway',
    place: 'POST /rest/v1.0/projects/{id}/rfis',
  },
  {
    name: 'Cloud Logging export',
    text: JSON.stringify([
      {
        severity: 'ERROR',
        timestamp: '2026-11-20T08:00:01.5Z',
        httpRequest: { requestMethod: 'GET', requestUrl: RFIS, status: 500 },
        textPayload: 'upstream failed',
      },
      { severity: 'INFO', timestamp: '2026-11-20T08:00:02Z', textPayload: 'fine' },
    ]),
    failure: 'server-error',
    place: 'GET /rest/v1.0/projects/{id}/rfis',
  },
  {
    name: 'a JSON line in a container’s JSON line',
    text: `{"log":"{\\"level\\":\\"error\\",\\"msg\\":\\"failed\\",\\"status\\":403,\\"url\\":\\"${RFIS}\\",\\"body\\":{\\"errors\\":[\\"App is not connected to this company.\\"]}}\\n","stream":"stderr","time":"2026-11-20T08:00:01.123456789Z"}\n{"log":"ok\\n","stream":"stdout","time":"2026-11-20T08:00:02.1Z"}`,
    failure: 'app-not-connected',
  },
  {
    name: 'logfmt',
    text: [
      `time=2026-11-20T08:00:00Z level=info msg="starting"`,
      `time=2026-11-20T08:00:01Z level=error msg="call failed" method=GET url=${RFIS} status=403 body="{\\"errors\\":[\\"App is not connected to this company.\\"]}"`,
    ].join('\n'),
    failure: 'app-not-connected',
    count: 1,
    place: 'GET /rest/v1.0/projects/{id}/rfis',
    firstAt: '2026-11-20T08:00:01.000Z',
  },
  {
    name: 'Heroku’s router',
    text: `2026-11-20T08:00:01.123456+00:00 heroku[router]: at=info method=GET path="/rest/v1.0/me" host=api.procore.com request_id=0b54f5ee fwd="1.2.3.4" dyno=web.1 connect=0ms service=12ms status=503 bytes=20 protocol=https`,
    failure: 'heavy-load',
    place: 'GET /rest/v1.0/me',
    firstAt: '2026-11-20T08:00:01.123Z',
  },
  {
    name: 'an Apache access log of a proxy',
    text: [
      '10.0.0.1 - - [20/Nov/2026:09:00:00 +0100] "GET /rest/v1.0/projects/1/rfis HTTP/1.1" 200 512 "-" "ruby"',
      '10.0.0.1 - - [20/Nov/2026:09:00:01 +0100] "GET /rest/v1.0/projects/1/rfis HTTP/1.1" 429 51 "-" "ruby"',
      '10.0.0.1 - - [20/Nov/2026:09:00:02 +0100] "GET /rest/v1.0/projects/2/rfis HTTP/1.1" 429 51 "-" "ruby"',
    ].join('\n'),
    failure: 'rate-limit-hourly',
    count: 2,
    place: 'GET /rest/v1.0/projects/{id}/rfis',
    firstAt: '2026-11-20T08:00:01.000Z',
    lastAt: '2026-11-20T08:00:02.000Z',
  },
  {
    name: 'nginx’s error log',
    text: '2026/11/20 08:00:01 [error] 7#7: *1 upstream timed out (110: Connection timed out) while connecting to upstream, client: 10.0.0.1, server: p, request: "GET /rest/v1.0/me HTTP/1.1", upstream: "https://1.2.3.4:443/rest/v1.0/me", host: "api.procore.com"',
    failure: 'connect-timeout',
  },
  {
    name: 'Python logging with a requests traceback',
    text: [
      '2026-11-20 08:00:00,120 - sync - INFO - starting',
      '2026-11-20 08:00:01,123 - sync - ERROR - sync failed',
      'Traceback (most recent call last):',
      '  File "/app/sync.py", line 12, in run',
      '    response.raise_for_status()',
      '  File "/usr/lib/python3/site-packages/requests/models.py", line 1021, in raise_for_status',
      '    raise HTTPError(http_error_msg, response=self)',
      `requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: ${RFIS}`,
    ].join('\n'),
    failure: 'access-token-expired',
    count: 1,
    firstAt: '2026-11-20T08:00:01.123Z',
  },
  {
    name: 'urllib3 with retries spent',
    text: [
      'Traceback (most recent call last):',
      '  File "sync.py", line 3, in <module>',
      "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.procore.com', port=443): Max retries exceeded with url: /rest/v1.0/me (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new connection: [Errno -2] Name or service not known'))",
    ].join('\n'),
    failure: 'dns-failure',
    place: 'null /rest/v1.0/me',
  },
  {
    name: 'urllib3’s own debug lines',
    text: [
      'DEBUG:urllib3.connectionpool:Starting new HTTPS connection (1): api.procore.com:443',
      'DEBUG:urllib3.connectionpool:https://api.procore.com:443 "GET /rest/v1.0/companies HTTP/1.1" 200 47',
      'DEBUG:urllib3.connectionpool:https://api.procore.com:443 "GET /rest/v1.0/projects/5/rfis HTTP/1.1" 403 52',
    ].join('\n'),
    failure: 'permission-too-low',
    place: 'GET /rest/v1.0/projects/{id}/rfis',
  },
  {
    name: 'httpx',
    text: `2026-11-20 08:00:01 INFO httpx HTTP Request: PATCH ${RFIS}/77 "HTTP/1.1 409 Conflict"`,
    failure: 'state-conflict',
    place: 'PATCH /rest/v1.0/projects/{id}/rfis/{id}',
  },
  {
    name: 'a Python dictionary, printed',
    text: `[2026-11-20 08:00:01] ERROR: bad answer 403 from GET ${RFIS}: {'errors': ['App is not connected to this company.']}`,
    failure: 'app-not-connected',
    place: 'GET /rest/v1.0/projects/{id}/rfis',
  },
  {
    name: 'Node: an axios error, inspected',
    text: `AxiosError: Request failed with status code 403
    at settle (/app/node_modules/axios/lib/core/settle.js:19:12)
    at IncomingMessage.handleStreamEnd (/app/node_modules/axios/lib/adapters/http.js:599:11) {
  code: 'ERR_BAD_REQUEST',
  config: {
    transitional: { silentJSONParsing: true },
    headers: Object [AxiosHeaders] { Authorization: 'Bearer s3cr3t-s3cr3t-s3cr3t' },
    method: 'get',
    url: '${RFIS}',
    data: undefined
  },
  request: <ref *1> ClientRequest { _events: [Object: null prototype] { abort: [Function (anonymous)] }, path: '/rest' },
  response: {
    status: 403,
    statusText: 'Forbidden',
    headers: Object [AxiosHeaders] { 'content-type': 'application/json' },
    data: { errors: [ 'App is not connected to this company.' ] }
  }
}`,
    failure: 'app-not-connected',
    count: 1,
    place: 'GET /rest/v1.0/projects/{id}/rfis',
  },
  {
    name: 'Node: fetch failed, with its cause',
    text: `TypeError: fetch failed
    at node:internal/deps/undici/undici:13502:13
    at async sync (file:///app/sync.js:4:20) {
  [cause]: Error: getaddrinfo ENOTFOUND api.procore.com
      at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:122:26) {
    errno: -3008,
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname: 'api.procore.com'
  }
}`,
    failure: 'dns-failure',
    count: 1,
  },
  {
    name: 'Ruby: Faraday’s logger',
    text: `I, [2026-11-20T08:00:00.100000 #42]  INFO -- request: POST ${RFIS}
I, [2026-11-20T08:00:00.100001 #42]  INFO -- request: Authorization: "Bearer s3cr3t-s3cr3t-s3cr3t"
I, [2026-11-20T08:00:01.100000 #42]  INFO -- response: Status 403
I, [2026-11-20T08:00:01.100001 #42]  INFO -- response: content-type: "application/json"
I, [2026-11-20T08:00:01.100002 #42]  INFO -- response: ${BODY}`,
    failure: 'app-not-connected',
    count: 1,
    place: 'POST /rest/v1.0/projects/{id}/rfis',
    firstAt: '2026-11-20T08:00:01.100Z',
  },
  {
    name: 'Ruby: RestClient',
    text: `/usr/lib/ruby/gems/rest-client/abstract_response.rb:249:in 'exception_with_response': 503 Service Unavailable (RestClient::ServiceUnavailable)
	from /usr/lib/ruby/gems/rest-client/abstract_response.rb:129:in 'return!'
	from sync.rb:12:in '<main>'`,
    failure: 'heavy-load',
  },
  {
    name: 'Ruby: Procore’s own gem',
    text: `E, [2026-11-20T08:00:01.100000 #42] ERROR -- : Procore::ForbiddenError: App is not connected to this company.
E, [2026-11-20T08:00:02.100000 #42] ERROR -- : Procore::ForbiddenError: App is not connected to this company.`,
    failure: 'app-not-connected',
    count: 2,
  },
  {
    name: 'Java: Spring’s RestTemplate',
    text: `2026-11-20T08:00:01.123Z ERROR 1 --- [nio-8080-exec-1] c.e.sync.SyncJob : sync failed

org.springframework.web.client.HttpClientErrorException$Forbidden: 403 Forbidden: "{"errors":["App is not connected to this company."]}"
	at org.springframework.web.client.HttpClientErrorException.create(HttpClientErrorException.java:109)
	at c.e.sync.SyncJob.run(SyncJob.java:20)`,
    failure: 'app-not-connected',
    count: 1,
    firstAt: '2026-11-20T08:00:01.123Z',
  },
  {
    name: 'Java: OkHttp’s interceptor',
    text: `11-20 08:00:00.900  1234  1250 D OkHttp  : --> POST ${RFIS}
11-20 08:00:00.901  1234  1250 D OkHttp  : --> END POST (12-byte body)
11-20 08:00:01.000  1234  1250 D OkHttp  : <-- 422 Unprocessable Entity ${RFIS} (99ms)
11-20 08:00:01.001  1234  1250 D OkHttp  : content-type: application/json
11-20 08:00:01.002  1234  1250 D OkHttp  : {"errors":{"origin_id":["has already been taken"]}}
11-20 08:00:01.003  1234  1250 D OkHttp  : <-- END HTTP (52-byte body)`,
    failure: 'origin-id-taken',
    count: 1,
  },
  {
    name: 'Java: an unknown host',
    text: `08:00:01.123 [main] ERROR c.e.App - call failed
java.net.UnknownHostException: api.procore.com
	at java.base/java.net.InetAddress.getAllByName(InetAddress.java:801)`,
    failure: 'dns-failure',
  },
  {
    name: 'Java: Feign',
    text: `2026-11-20 08:00:01 ERROR [main] feign.FeignException$Unauthorized: [401 Unauthorized] during [GET] to [https://api.procore.com/rest/v1.0/me] [Procore#me()]: [{"errors":"The access token is invalid"}]`,
    failure: 'access-token-expired',
    place: 'GET /rest/v1.0/me',
  },
  {
    name: '.NET: HttpClient’s log',
    text: `info: System.Net.Http.HttpClient.Procore.ClientHandler[100]
      Sending HTTP request GET ${RFIS}
info: System.Net.Http.HttpClient.Procore.ClientHandler[101]
      Received HTTP response headers after 120.3ms - 503`,
    failure: 'heavy-load',
    place: 'GET /rest/v1.0/projects/{id}/rfis',
  },
  {
    name: '.NET: an exception',
    text: `Unhandled exception. System.Net.Http.HttpRequestException: Response status code does not indicate success: 403 (Forbidden).
   at System.Net.Http.HttpResponseMessage.EnsureSuccessStatusCode()
   at Sync.Main() in /src/Sync.cs:line 12`,
    failure: 'permission-too-low',
  },
  {
    name: 'PHP: Guzzle in Monolog',
    text: `[2026-11-20 08:00:01] production.ERROR: Client error: \`GET https://api.procore.com/rest/v1.0/me\` resulted in a \`401 Unauthorized\` response:
{"errors":"The access token is invalid"}
 {"exception":"[object] (GuzzleHttp\\\\Exception\\\\ClientException(code: 401))"}`,
    failure: 'access-token-expired',
    count: 1,
    place: 'GET /rest/v1.0/me',
  },
  {
    name: 'PHP: Guzzle and curl',
    text: `[2026-11-20 08:00:01] production.ERROR: cURL error 60: SSL certificate problem: unable to get local issuer certificate (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://api.procore.com/rest/v1.0/me`,
    failure: 'tls-failure',
    place: 'null /rest/v1.0/me',
  },
  {
    name: 'Go',
    text: `2026/11/20 08:00:01 sync: Get "https://api.procore.com/rest/v1.0/me": dial tcp 1.2.3.4:443: connect: connection refused`,
    failure: 'connection-refused',
    place: 'null /rest/v1.0/me',
  },
  {
    name: 'syslog',
    text: `Nov 20 08:00:01 web-1 sync[77]: procore answered 503 for GET ${RFIS}
Nov 20 08:00:31 web-1 sync[77]: procore answered 503 for GET ${RFIS}`,
    failure: 'heavy-load',
    count: 2,
    place: 'GET /rest/v1.0/projects/{id}/rfis',
  },
  {
    name: 'GitHub Actions with what curl printed',
    text: `2026-11-20T08:00:00.1234567Z ##[group]Run curl -si https://api.procore.com/rest/v1.0/me
2026-11-20T08:00:01.1234567Z HTTP/2 403
2026-11-20T08:00:01.1234568Z content-type: application/json
2026-11-20T08:00:01.1234569Z
2026-11-20T08:00:01.1234570Z ${BODY}
2026-11-20T08:00:01.2234567Z ##[error]Process completed with exit code 22.`,
    failure: 'app-not-connected',
    count: 1,
    firstAt: '2026-11-20T08:00:01.123Z',
  },
  {
    name: 'docker compose',
    text: `web-1   | 2026-11-20T08:00:01Z ERROR POST ${RFIS} -> 500 {"error":"An unexpected error occurred on the server."}
web-1   | 2026-11-20T08:00:02Z INFO next`,
    failure: 'server-error',
    count: 1,
    place: 'POST /rest/v1.0/projects/{id}/rfis',
  },
  {
    name: 'Kubernetes',
    text: `2026-11-20T08:00:01.123456789Z stderr F ERROR call failed: status=413 PATCH https://api.procore.com/rest/v1.0/projects/1/rfis/sync`,
    failure: 'batch-too-large',
    place: 'PATCH /rest/v1.0/projects/{id}/rfis/sync',
  },
  {
    name: 'short access lines without times',
    text: `GET /rest/v1.0/me 200 12.3 ms - 47
GET /rest/v1.0/projects/1/rfis 403 12.3 ms - 47
GET /rest/v1.0/projects/2/rfis 403 10.1 ms - 47`,
    failure: 'permission-too-low',
    count: 2,
  },
  {
    name: 'a refresh token that is spent, and what follows',
    text: [
      '2026-11-20T08:00:00Z WARN GET https://api.procore.com/rest/v1.0/me 401 {"errors":"The access token is invalid"}',
      '2026-11-20T08:00:01Z ERROR POST https://login.procore.com/oauth/token 401 {"error":"invalid_grant","error_description":"The provided authorization grant is invalid, expired, revoked"} grant_type=refresh_token',
      '2026-11-20T08:00:02Z WARN GET https://api.procore.com/rest/v1.0/me 401 {"errors":"The access token is invalid"}',
      '2026-11-20T08:00:03Z WARN GET https://api.procore.com/rest/v1.0/me 401 {"errors":"The access token is invalid"}',
    ].join('\n'),
    failure: 'refresh-token-spent',
  },
]
