import { describe, expect, it } from 'vitest'
import { CATALOGUE } from './catalogue/index.ts'
import { classify, createClassifier, type Evidence } from './classify.ts'
import type { FailureId } from './failure-id.ts'
import { networkError } from './testing/network-error.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 16)
const RFIS = 'https://api.procore.com/rest/v1.0/projects/5001/rfis'
const TOKEN = 'https://login.procore.com/oauth/token'
const BEARER = { authorization: 'Bearer [access token 1]', 'procore-company-id': '4001' }

interface Row {
  readonly name: string
  readonly evidence: Evidence
  readonly want: FailureId
  /** The whole set, when it is more than the wanted one. */
  readonly among?: readonly FailureId[]
  readonly isGeneral?: boolean
}

const get = (
  status: number,
  body: string,
  headers: Record<string, string> = {},
  more: Partial<Evidence> = {},
): Evidence => ({
  request: { method: 'GET', url: RFIS, headers: BEARER },
  response: { status, body, headers },
  nowMs: NOW_MS,
  ...more,
})

const token = (status: number, body: string, sent: string): Evidence => ({
  request: { method: 'POST', url: TOKEN, body: sent },
  response: { status, body, headers: {} },
})

const broken = (method: string, code: string, more: Partial<Evidence> = {}): Evidence => ({
  request: { method, url: RFIS, headers: BEARER },
  network: networkError(code),
  ...more,
})

const INVALID_GRANT = '{"error":"invalid_grant","error_description":"The grant is invalid."}'
const PAGE = '<html><head><title>Welcome to HotelNet</title></head><body>Hi</body></html>'
const LIMITED = '{"error":"You have surpassed the max number of requests for an hour."}'
const resetIn = (s: number, limit: number) => ({
  'x-rate-limit-limit': String(limit),
  'x-rate-limit-remaining': '0',
  'x-rate-limit-reset': String(NOW_MS / 1_000 + s),
})

const ROWS: readonly Row[] = [
  {
    name: 'the app was disconnected',
    evidence: get(403, '{"errors":["App is not connected to this company."]}'),
    want: 'app-not-connected',
  },
  {
    name: 'the documented text is known without its full stop, and pasted alone',
    evidence: { response: { body: 'App is not connected to this company' } },
    want: 'app-not-connected',
  },
  {
    name: 'an old token is an expired one',
    evidence: get(401, '{"errors":"The access token is invalid"}', {}, { tokenAgeMs: 5_400_000 }),
    want: 'access-token-expired',
  },
  {
    name: 'a young token is not expired, whatever the answer says',
    evidence: get(401, '{"errors":"The access token is invalid"}', {}, { tokenAgeMs: 60_000 }),
    want: 'access-token-revoked',
    among: ['access-token-revoked', 'wrong-environment-token'],
  },
  {
    name: 'a token of unknown age leaves three possibilities',
    evidence: get(401, '{"errors":"The access token is invalid"}'),
    want: 'access-token-expired',
    among: ['access-token-expired', 'access-token-revoked', 'wrong-environment-token'],
  },
  {
    name: 'no bearer was sent',
    evidence: {
      request: { method: 'GET', url: RFIS, headers: { 'procore-company-id': '4001' } },
      response: { status: 401, body: '{"error":"Invalid Token"}' },
    },
    want: 'access-token-missing',
  },
  {
    name: 'the refresh token was refused',
    evidence: token(400, INVALID_GRANT, 'grant_type=refresh_token&refresh_token=x'),
    want: 'refresh-token-spent',
  },
  {
    name: 'the code was refused, in a JSON body',
    evidence: token(401, INVALID_GRANT, '{"grant_type":"authorization_code","code":"x"}'),
    want: 'oauth-code-rejected',
  },
  {
    name: 'and in a multipart body',
    evidence: token(
      400,
      INVALID_GRANT,
      '--x\r\ncontent-disposition: form-data; name="grant_type"\r\n\r\nauthorization_code\r\n--x--',
    ),
    want: 'oauth-code-rejected',
  },
  {
    name: 'a refused grant of unknown kind leaves both',
    evidence: { response: { status: 400, body: INVALID_GRANT } },
    want: 'refresh-token-spent',
    among: ['refresh-token-spent', 'oauth-code-rejected'],
  },
  {
    name: 'a refresh without an answer may have spent the token',
    evidence: {
      request: { method: 'POST', url: TOKEN, body: 'grant_type=refresh_token&refresh_token=x' },
      network: networkError('ECONNRESET'),
    },
    want: 'refresh-reply-lost',
  },
  {
    name: 'so may one that the balancer gave up on',
    evidence: token(502, '<html><h1>502 Bad Gateway</h1></html>', 'grant_type=refresh_token'),
    want: 'refresh-reply-lost',
  },
  {
    name: 'a refresh that never left has spent nothing',
    evidence: {
      request: { method: 'POST', url: TOKEN, body: 'grant_type=refresh_token' },
      network: networkError('ENOTFOUND', 'resolve'),
    },
    want: 'dns-failure',
  },
  {
    name: 'a reset seconds away is the spike limit',
    evidence: get(429, LIMITED, resetIn(7, 25)),
    want: 'rate-limit-spike',
  },
  {
    name: 'a reset minutes away is the hourly limit',
    evidence: get(429, LIMITED, resetIn(1_800, 3_600)),
    want: 'rate-limit-hourly',
  },
  {
    name: 'the last seconds of an hour are told by the size of the limit',
    evidence: get(429, LIMITED, resetIn(4, 3_600)),
    want: 'rate-limit-hourly',
  },
  {
    name: 'a limit without headers leaves both',
    evidence: get(429, LIMITED),
    want: 'rate-limit-hourly',
    among: ['rate-limit-hourly', 'rate-limit-spike'],
  },
  { name: 'a name was not found', evidence: broken('GET', 'ENOTFOUND'), want: 'dns-failure' },
  { name: 'refused', evidence: broken('POST', 'ECONNREFUSED'), want: 'connection-refused' },
  {
    name: 'nobody took the connection',
    evidence: broken('POST', 'UND_ERR_CONNECT_TIMEOUT'),
    want: 'connect-timeout',
  },
  { name: 'certificate', evidence: broken('GET', 'CERT_HAS_EXPIRED'), want: 'tls-failure' },
  {
    name: 'a reset of a read is a reset',
    evidence: broken('GET', 'ECONNRESET'),
    want: 'connection-reset',
  },
  {
    name: 'a read that waited in vain has lost nothing',
    evidence: broken('GET', 'UND_ERR_HEADERS_TIMEOUT'),
    want: 'connection-reset',
  },
  {
    name: 'a reset of a write may be a lost reply',
    evidence: broken('POST', 'ECONNRESET'),
    want: 'response-lost',
    among: ['response-lost', 'connection-reset'],
  },
  {
    name: 'a read that failed without a code broke somewhere',
    evidence: broken('GET', ''),
    want: 'connection-reset',
  },
  {
    name: 'an answer was cut',
    evidence: { ...get(200, '[{"id":1},{"i'), response: { status: 200, isTruncated: true } },
    want: 'response-truncated',
  },
  {
    name: 'JSON that ends early was cut, though nobody noticed',
    evidence: get(200, '[{"id":1},{"i', { 'content-type': 'application/json' }),
    want: 'response-truncated',
  },
  {
    name: 'a page in place of data is from somebody else',
    evidence: get(200, PAGE, { 'content-type': 'text/html' }),
    want: 'network-intercepted',
  },
  {
    name: 'so is a redirect to a strange host',
    evidence: get(302, '', { location: 'http://portal.hotel.example/login' }),
    want: 'network-intercepted',
  },
  {
    name: 'and 511',
    evidence: get(511, PAGE),
    want: 'network-intercepted',
    isGeneral: true,
  },
  {
    name: 'an error page of unknown make',
    evidence: get(403, '<html><h1>Request blocked</h1></html>'),
    want: 'non-json-error-body',
  },
  {
    name: 'a 502 is a page as a matter of course',
    evidence: get(502, '<html><h1>502 Bad Gateway</h1></html>'),
    want: 'bad-gateway',
  },
  {
    name: 'a cut error page is still a 502',
    evidence: { ...get(502, ''), response: { status: 502, body: '<html', isTruncated: true } },
    want: 'bad-gateway',
    isGeneral: true,
  },
  {
    name: 'a sync that rejects items',
    evidence: {
      request: { method: 'PATCH', url: 'https://api.procore.com/rest/v1.0/vendors/sync' },
      response: {
        status: 200,
        body: '{"entities":[],"errors":[{"id":1,"errors":{"id":["Entity with this ID not found"]}}]}',
      },
    },
    want: 'sync-items-rejected',
  },
  {
    name: 'a date that came back empty',
    evidence: {
      request: {
        method: 'POST',
        url: RFIS,
        body: '{"rfi":{"subject":"x","due_date":"20/11/2026"}}',
      },
      response: { status: 201, body: '{"id":1,"subject":"x","due_date":null}' },
    },
    want: 'date-silently-dropped',
  },
]

describe('knowing a failure', () => {
  it.each(ROWS)('$name', ({ evidence, want, among = [want], isGeneral = false }) => {
    const found = classify(evidence)
    expect(found?.failure).toBe(want)
    expect(found?.candidates.map(({ id }) => id).toSorted()).toEqual([...among].toSorted())
    expect(found?.isGeneral).toBe(isGeneral)
    expect(found?.question === null).toBe(among.length === 1)
  })

  it.each([
    { name: 'a plain success', evidence: get(200, '[{"id":1}]') },
    {
      name: 'a redirect to a file',
      evidence: get(302, '', { location: 'https://x.s3.amazonaws.com/f' }),
    },
    {
      name: 'a redirect to a signed address of another cloud',
      evidence: get(302, '', { location: 'https://files.example/f?X-Amz-Signature=00' }),
    },
    {
      name: 'words of failure in a record',
      evidence: get(200, '{"title":"App is not connected to this company."}'),
    },
    {
      name: 'a sync that took everything',
      evidence: get(200, '{"entities":[{"id":1}],"errors":[]}'),
    },
    { name: 'no evidence', evidence: {} },
    {
      name: 'a date that was never sent',
      evidence: {
        request: { method: 'POST', url: RFIS, body: '{"rfi":{"subject":"x","due_date":null}}' },
        response: { status: 201, body: '{"id":1,"due_date":null}' },
      },
    },
  ])('$name is no failure', ({ evidence }) => {
    expect(classify(evidence)).toBeNull()
  })

  it.each<[number, FailureId]>([
    [400, 'invalid-value'],
    [401, 'access-token-expired'],
    [403, 'permission-too-low'],
    [404, 'resource-not-found'],
    [405, 'route-unknown'],
    [415, 'unsupported-content-type'],
    [418, 'business-rule'],
    [422, 'business-rule'],
    [423, 'record-locked'],
    [429, 'rate-limit-hourly'],
    [500, 'server-error'],
    [503, 'heavy-load'],
    [504, 'bad-gateway'],
    [511, 'network-intercepted'],
    [599, 'server-error'],
  ])('%i with an unknown body is the general %s, and says so', (status, want) => {
    const found = classify(get(status, '{"zork":true}'))
    expect(found).toMatchObject({ failure: want, isGeneral: true })
  })

  it('asks where a bare status was seen', () => {
    const found = classify({ response: { status: 503 } })
    expect(found?.failure).toBe('heavy-load')
    expect(found?.question).toContain('browser')
  })

  it('takes words in an answer that went well for content, unless a signature names the status', () => {
    const [mode] = CATALOGUE
    if (mode === undefined) throw new Error('The catalogue is empty.')
    const from = mode.from
    const spoken = createClassifier([{ ...mode, signatures: [{ text: /zork/, from }] }])
    const named = createClassifier([
      { ...mode, signatures: [{ text: /zork/, statuses: [200], from }] },
    ])
    expect(spoken(get(200, '{"title":"zork"}'))).toBeNull()
    expect(spoken(get(500, '{"title":"zork"}'))?.failure).toBe(mode.id)
    expect(named(get(200, '{"title":"zork"}'))?.failure).toBe(mode.id)
  })

  it('reads headers whatever the case of their names', () => {
    const found = classify(get(503, '', { 'Retry-After': '7' }))
    expect(found?.waitMs).toBe(7_000)
  })
})

describe('what happened to the request', () => {
  it('a read has changed nothing, whatever failed', () => {
    expect(classify(get(500, '{}'))).toMatchObject({ applied: 'no', recovery: 'backoff' })
  })

  it('a write that may have happened is looked for before it is repeated', () => {
    const evidence = { ...get(500, '{}'), request: { method: 'POST', url: RFIS } }
    expect(classify(evidence)).toMatchObject({ applied: 'unknown', recovery: 'reconcile' })
  })

  it('a write that does no harm twice is repeated without looking', () => {
    expect(classify(broken('PATCH', 'ECONNRESET'), 'yes')).toMatchObject({
      applied: 'unknown',
      recovery: 'backoff',
    })
  })

  it('a success whose body was cut was applied', () => {
    const evidence: Evidence = {
      request: { method: 'POST', url: RFIS },
      response: { status: 201, body: '{"id":', isTruncated: true },
    }
    expect(classify(evidence)).toMatchObject({ applied: 'yes', recovery: 'reconcile' })
  })

  it('a connection that never came about has applied nothing', () => {
    expect(classify(broken('POST', 'ECONNREFUSED'))).toMatchObject({
      applied: 'no',
      recovery: 'backoff',
    })
  })
})
