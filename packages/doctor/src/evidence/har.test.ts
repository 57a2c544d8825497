import { expect, it } from 'vitest'
import { readHar } from './har.ts'

const entry = (status: number, more: object = {}) => ({
  startedDateTime: '2026-11-20T08:00:00Z',
  request: { method: 'GET', url: 'https://api.procore.com/rest/v1.0/me', headers: [] },
  response: {
    status,
    headers: [{ name: 'Content-Type', value: 'application/json' }],
    content: { text: '{"errors":"no"}' },
    ...more,
  },
})
const har = (...entries: unknown[]) => ({ log: { version: '1.2', entries } })

it('keeps the exchanges that failed, in order, with their time', () => {
  const read = readHar(har(entry(200), entry(403), entry(304), entry(503)))
  expect(read).toMatchObject({
    kind: 'har',
    evidence: [
      { response: { status: 403, body: '{"errors":"no"}' }, nowMs: Date.UTC(2026, 10, 20, 8) },
      { request: { method: 'GET' }, response: { status: 503 } },
    ],
    notes: [expect.stringContaining('Of 4 exchanges 2 failed')],
  })
})

it('a request without an answer is a network error', () => {
  const lost = entry(0, { _error: 'net::ERR_CONNECTION_RESET' })
  expect(readHar(har(lost))).toMatchObject({ evidence: [{ network: { code: 'ECONNRESET' } }] })
})

it('a body in base64 is decoded, and a broken one left out', () => {
  const encoded = entry(500, { content: { text: btoa('oh no'), encoding: 'base64' } })
  const broken = entry(500, { content: { text: '%%%', encoding: 'base64' } })
  expect(readHar(har(encoded, broken))).toMatchObject({
    evidence: [{ response: { body: 'oh no' } }, { response: { body: '' } }],
  })
})

it('a HAR in which nothing failed says so, and how to record a better one', () => {
  expect(readHar(har(entry(200)))).toMatchObject({
    kind: 'unreadable',
    reason: 'no-failure',
    message: expect.stringMatching(/None of the 1 exchanges .* Record again/),
  })
})

it.each([null, 7, [], {}, { log: {} }, { log: { entries: 7 } }])('%j is no HAR', (json) => {
  expect(readHar(json)).toBeNull()
})

it('entries that are no entries are passed over', () => {
  expect(readHar(har(null, 7, {}, entry(404)))).toMatchObject({ evidence: [{}] })
})

it.each(['startedDateTime', 'request.method', 'request.url', 'response.status'])(
  'an object that has no text in the place of %s stops nothing',
  (place) => {
    const made: Record<string, unknown> = structuredClone(entry(503))
    const [first = '', second] = place.split('.')
    const odd = { toString: 1 }
    if (second === undefined) made[first] = odd
    else made[first] = { ...(made[first] as object), [second]: odd }
    expect(readHar(har(made, entry(404)))).toMatchObject({ kind: 'har' })
  },
)

it('a method that is none is shown no longer than one', () => {
  const odd = { ...entry(503), request: { method: 'X'.repeat(5_000), url: '/', headers: [] } }
  expect(readHar(har(odd))).toMatchObject({ evidence: [{ request: { method: 'X'.repeat(20) } }] })
})

it('neither does one in the place of a header', () => {
  const headers = [{ name: { toString: 1 }, value: { toString: 1 } }]
  expect(readHar(har(entry(503, { headers })))).toMatchObject({ kind: 'har' })
})
