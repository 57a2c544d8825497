/**
 * Server errors, uploads and webhooks, as they come from balancers, storage hosts and delivery
 * records: each is known for what it is, or its neighbours are named with it.
 */
import { expect, it } from 'vitest'
import { api, bare, delivery, expectKnown, type Row, s3, storage } from '../test/answers.ts'
import { writeBody } from './body-shapes.ts'
import { apiServerErrorModes } from './catalogue/api-server-errors.ts'
import { storageModes } from './catalogue/storage.ts'
import { webModes } from './catalogue/web.ts'
import { webhookModes } from './catalogue/webhook.ts'
import { classify } from './classify.ts'

const ULID = '01J8ZC3Y6T5V4W3X2R1Q0P9N8M'
const OTHER_ULID = '01J8ZC3Y6T5V4W3X2R1Q0P9N8K'

const SERVER_ERRORS: readonly Row[] = [
  {
    name: 'the answer of a framework to 500',
    evidence: api(500, '{"status":500,"error":"Internal Server Error"}'),
    want: 'server-error',
    isGeneral: false,
  },
  {
    name: 'a v2 error object with 500',
    evidence: api(500, '{"error":{"code":"500","message":"Something went wrong","details":[]}}'),
    want: 'server-error',
    isGeneral: false,
  },
  {
    name: '500 without a word is known by its status, and that is said',
    evidence: api(500, ''),
    want: 'server-error',
    isGeneral: true,
  },
  {
    name: 'the page of a balancer for 502',
    evidence: api(502, bare('502 Bad Gateway')),
    want: 'bad-gateway',
    isGeneral: false,
  },
  {
    name: 'a balancer that waited in vain',
    evidence: api(504, bare('504 Gateway Time-out')),
    want: 'bad-gateway',
    isGeneral: false,
  },
  {
    name: 'a bare 502 is known by its status',
    evidence: api(502, ''),
    want: 'bad-gateway',
    isGeneral: true,
  },
  {
    name: 'Retry-After makes an empty 503 a matter of load',
    evidence: api(503, '', { 'retry-after': '30' }),
    want: 'heavy-load',
    isGeneral: false,
  },
  {
    name: 'Retry-After as a date does so too',
    evidence: api(503, '', { 'Retry-After': 'Fri, 20 Nov 2026 17:00:00 GMT' }),
    want: 'heavy-load',
    isGeneral: false,
  },
  {
    name: 'a bare 503 with no Retry-After is a guess',
    evidence: api(503, ''),
    want: 'heavy-load',
    isGeneral: true,
  },
  {
    name: 'the words for load need no header',
    evidence: api(503, '{"error":"The server is overloaded"}'),
    want: 'heavy-load',
    isGeneral: false,
  },
  {
    name: 'an edge page with Retry-After is still load: an outage knows no end',
    evidence: api(503, bare('503 Service Temporarily Unavailable'), { 'retry-after': '20' }),
    want: 'heavy-load',
    also: ['regional-outage'],
  },
  {
    name: 'maintenance that is named outweighs its Retry-After',
    evidence: api(503, '{"error":"Service unavailable: scheduled maintenance"}', {
      'retry-after': '3600',
    }),
    want: 'maintenance',
    isGeneral: false,
  },
  {
    name: 'maintenance named in an edge page outweighs the page',
    evidence: api(503, bare('Service unavailable: maintenance')),
    want: 'maintenance',
  },
  {
    name: 'the page of an edge with nothing behind it',
    evidence: api(503, bare('503 Service Temporarily Unavailable')),
    want: 'regional-outage',
    isGeneral: false,
  },
  {
    name: 'the words of a mesh with nothing behind it',
    evidence: api(503, 'no healthy upstream', { 'content-type': 'text/plain' }),
    want: 'regional-outage',
    isGeneral: false,
  },
]

const UPLOADS: readonly Row[] = [
  {
    name: 'a post policy past its hour',
    evidence: storage(403, s3('AccessDenied', 'Invalid according to Policy: Policy expired.')),
    want: 'upload-link-expired',
    isGeneral: false,
  },
  {
    name: 'a signed part link past its end',
    evidence: storage(403, s3('AccessDenied', 'Request has expired'), 'PUT'),
    want: 'upload-link-expired',
    isGeneral: false,
  },
  {
    name: 'a storage 403 without words is a guess',
    evidence: storage(403, ''),
    want: 'upload-link-expired',
    isGeneral: true,
  },
  {
    name: 'a checksum header that the bytes do not fit',
    evidence: storage(400, s3('XAmzContentSHA256Mismatch', 'The provided header does not match.')),
    want: 'upload-digest-mismatch',
    isGeneral: false,
  },
  {
    name: 'an MD5 that the bytes do not fit',
    evidence: storage(400, s3('BadDigest', 'The Content-MD5 you specified did not match.'), 'PUT'),
    want: 'upload-digest-mismatch',
    isGeneral: false,
  },
  {
    name: 'a part below the least size',
    evidence: storage(400, s3('EntityTooSmall', 'Your proposed upload is smaller than allowed')),
    want: 'upload-digest-mismatch',
    isGeneral: false,
  },
  {
    name: 'wrong ETags on completing',
    evidence: {
      request: {
        method: 'PATCH',
        url: 'https://api.procore.com/rest/v1.1/projects/5001/uploads/01HV6G',
      },
      response: { status: 422, body: '{"errors":{"segments":["etag does not match"]}}' },
    },
    want: 'upload-digest-mismatch',
    isGeneral: false,
  },
  {
    name: 'S3 gives up waiting with 400',
    evidence: storage(400, s3('RequestTimeout', 'Your socket connection was idle too long'), 'PUT'),
    want: 'upload-timeout',
    isGeneral: false,
  },
  {
    name: '408 on a call that carries a file',
    evidence: {
      request: { method: 'POST', url: 'https://api.procore.com/rest/v1.0/files?project_id=5001' },
      response: { status: 408, body: '{"errors":"Request Timeout"}' },
    },
    want: 'upload-timeout',
  },
  {
    name: '410 on completing an upload',
    evidence: {
      request: {
        method: 'PATCH',
        url: 'https://api.procore.com/rest/v1.1/companies/4001/uploads/01HV6G',
      },
      response: { status: 410, body: '' },
    },
    want: 'upload-expired',
    isGeneral: false,
  },
  {
    name: 'a storage host is overloaded as the API is',
    evidence: storage(503, s3('SlowDown', 'Overload: reduce your request rate.'), 'PUT'),
    want: 'heavy-load',
  },
]

const DELIVERIES: readonly Row[] = [
  {
    name: 'a delivery that was refused',
    evidence: delivery({ event_id: ULID, outcome: 'failed', response_status: 500 }),
    want: 'webhook-delivery-failing',
  },
  {
    name: 'a delivery that will be repeated',
    evidence: delivery({ event_id: ULID, outcome: 'retried', response_error: 'timeout' }),
    want: 'webhook-delivery-failing',
  },
  {
    name: 'a delivery that was given up',
    evidence: delivery([{ event_id: ULID, outcome: 'discarded' }]),
    want: 'webhook-discarded',
  },
  {
    name: 'a list of deliveries, which is itself answered 200',
    evidence: {
      surface: 'webhook',
      response: {
        status: 200,
        body: JSON.stringify([{ outcome: 'ok' }, { outcome: 'discarded' }]),
      },
    },
    want: 'webhook-discarded',
  },
  {
    name: 'a list of v2.0 whose event is tried again',
    evidence: delivery({ data: [{ status: 'delivered' }, { status: 'retrying' }] }),
    want: 'webhook-delivery-failing',
  },
  {
    name: 'a list of v2.0 whose event was given up',
    evidence: delivery({ data: [{ status: 'discarded' }] }),
    want: 'webhook-discarded',
  },
  {
    name: 'the tries of an event before it was given up',
    evidence: delivery([
      { event_id: ULID, outcome: 'retried', response_error: 'timeout' },
      { event_id: ULID, outcome: 'retried', response_error: 'timeout' },
      { event_id: ULID, outcome: 'discarded' },
    ]),
    want: 'webhook-discarded',
  },
  {
    name: 'several tries of one event are no duplicates, as none arrived',
    evidence: delivery([
      { event_id: ULID, outcome: 'retried' },
      { event_id: ULID, outcome: 'failed' },
    ]),
    want: 'webhook-delivery-failing',
  },
  {
    name: 'the list of deliveries, known by its address',
    evidence: {
      request: {
        method: 'GET',
        url: 'https://api.procore.com/rest/v1.0/webhooks/hooks/12/deliveries?project_id=5001',
      },
      response: { status: 200, body: JSON.stringify([{ outcome: 'failed' }]) },
    },
    want: 'webhook-delivery-failing',
  },
  {
    name: 'an error of that very call, which is one of the API',
    evidence: {
      request: {
        method: 'GET',
        url: 'https://api.procore.com/rest/v1.0/webhooks/hooks/12/deliveries?project_id=5001',
      },
      response: { status: 401, body: JSON.stringify({ error: 'Invalid Token' }) },
    },
    want: 'access-token-missing',
  },
  {
    name: 'one event twice',
    evidence: delivery([
      { event_id: ULID, outcome: 'ok' },
      { event_id: OTHER_ULID, outcome: 'ok' },
      { event_id: ULID, outcome: 'ok' },
    ]),
    want: 'webhook-duplicate',
  },
]

it.each([...SERVER_ERRORS, ...UPLOADS, ...DELIVERIES])('$name: $want', expectKnown)

it('one event that a delivery names twice is no duplicate', () => {
  const record = { event_id: ULID, event: { ulid: ULID }, outcome: 'ok' }
  expect(classify(delivery([record]))?.failure).not.toBe('webhook-duplicate')
})

const RAISED = [...apiServerErrorModes, ...storageModes, ...webModes].flatMap((mode) =>
  mode.wire === null ? [] : [{ id: mode.id, mode, wire: mode.wire }],
)

it.each(RAISED)('$id is known by what is sent for it', ({ id, mode, wire }) => {
  const { body, contentType } = writeBody(wire.shape, wire)
  const found = classify({
    surface: mode.surface,
    response: { status: wire.status, body, headers: { 'content-type': contentType } },
  })
  const possible = [id, ...(mode.twins?.ids ?? [])]
  expect(possible).toContain(found?.failure)
  expect(found?.candidates.map((candidate) => candidate.id)).toContain(id)
  expect(found?.isGeneral).toBe(false)
})

it('a write that Procore shed was not applied; one that broke half-way is unknown', () => {
  const post = (status: number, body: string) => classify(api(status, body, {}, 'POST'))
  expect(post(503, '{"error":"heavy load"}')).toMatchObject({
    applied: 'no',
    recovery: 'hold-until-recovered',
  })
  expect(post(502, bare('502 Bad Gateway'))).toMatchObject({
    applied: 'unknown',
    recovery: 'reconcile',
  })
  expect(post(503, bare('503 Service Temporarily Unavailable'))).toMatchObject({
    applied: 'unknown',
    recovery: 'reconcile',
  })
})

it('a mode of ours that has no wire is a matter of webhooks', () => {
  expect(RAISED).toHaveLength(22)
  expect(webhookModes.every(({ wire, status }) => wire === null && status === null)).toBe(true)
})
