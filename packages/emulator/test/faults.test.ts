/** Faults: which calls, how often, how long, and that what they say has really happened. */
import { expect, it } from 'vitest'
import { raisableFailures } from '../src/faults/raise.ts'
import { setUp } from './emulator-rig.ts'

const RFIS = '/rest/v1.0/projects/5001/rfis'

/** The statuses of `count` reads, with a fault on. */
async function statuses(fault: object, count: number, path = RFIS, afterMs = 0) {
  const { signIn, door, api, clock } = setUp({ limits: { hourly: 0, spike: 0 } })
  const { access_token } = await signIn()
  expect((await door('faults', fault)).status).toBe(201)
  clock.advance(afterMs)
  const seen: number[] = []
  for (let i = 0; i < count; i++) seen.push((await api(path, access_token)).status)
  return seen
}

it.each([
  { name: 'no match is every call', match: undefined, want: 503 },
  { name: 'the path with a star', match: { path: '/rest/v1.0/projects/*/rfis' }, want: 503 },
  { name: 'a star at the end', match: { path: '/rest/*' }, want: 503 },
  { name: 'another path', match: { path: '/rest/v1.0/projects/*/rfi' }, want: 200 },
  { name: 'a path without its end', match: { path: '/rest/v1.0/projects' }, want: 200 },
  { name: 'the method', match: { method: 'get' }, want: 503 },
  { name: 'another method', match: { method: 'POST' }, want: 200 },
  { name: 'the company of the header', match: { companyId: 4001 }, want: 503 },
  { name: 'another company', match: { companyId: 4002 }, want: 200 },
  { name: 'the client of the token', match: { clientId: 'underpin-app' }, want: 503 },
  { name: 'another client', match: { clientId: 'underpin-service' }, want: 200 },
  { name: 'all that it names must match', match: { method: 'GET', companyId: 4002 }, want: 200 },
])('a fault is for: $name', async ({ match, want }) => {
  const fault = { failure: 'heavy-load', ...(match ? { match } : {}) }
  expect(await statuses(fault, 1)).toEqual([want])
})

it.each([
  { path: '/4001/company/home/list', companyId: 4001, want: 503 },
  { path: '/4001/company/home/list', companyId: 4002, want: 303 },
  { path: '/5001/project/rfi/list', companyId: 4001, want: 503 },
  { path: '/5001/project/rfi/list', companyId: 4002, want: 303 },
  { path: '/999/project/rfi/list', companyId: 4001, want: 303 },
])('a page is of the company that its path names: $path for $companyId is $want', async (row) => {
  const { door, get } = setUp()
  await door('faults', { failure: 'heavy-load-page', match: { companyId: row.companyId } })
  expect((await get(row.path)).status).toBe(row.want)
})

it('times counts what was raised', async () => {
  expect(await statuses({ failure: 'heavy-load', times: 2 }, 4)).toEqual([503, 503, 200, 200])
})

it.each([
  { atMs: 0, want: 200 },
  { atMs: 9_999, want: 200 },
  { atMs: 10_000, want: 503 },
  { atMs: 69_999, want: 503 },
  { atMs: 70_000, want: 200 },
])('after 10 s and for 60 s: at $atMs ms it is $want', async ({ atMs, want }) => {
  const fault = { failure: 'heavy-load', afterMs: 10_000, forMs: 60_000 }
  expect(await statuses(fault, 1, RFIS, atMs)).toEqual([want])
})

it('probability is a share, and the same seed gives the same calls', async () => {
  const fault = { failure: 'server-error', probability: 0.25 }
  const first = await statuses(fault, 200)
  const share = first.filter((status) => status === 500).length / 200
  expect(share).toBeGreaterThan(0.15)
  expect(share).toBeLessThan(0.35)
  expect(await statuses(fault, 200)).toEqual(first)
})

it.each([
  { fault: { retryAfterS: 7 }, want: '7' },
  { fault: {}, want: '30' },
  { fault: { forMs: 90_500 }, want: '91' },
])('Retry-After of heavy load with $fault is $want', async ({ fault, want }) => {
  const { signIn, door, api } = setUp()
  const { access_token } = await signIn()
  await door('faults', { failure: 'heavy-load', ...fault })
  expect((await api(RFIS, access_token)).headers.get('retry-after')).toBe(want)
})

const rfi = (subject: string) => ({
  method: 'POST',
  body: JSON.stringify({ rfi: { subject, question: { body: '?' }, assignee_ids: [7001] } }),
})

it.each([
  { fault: { failure: 'response-lost' }, isApplied: true },
  { fault: { failure: 'connection-reset' }, isApplied: false },
  { fault: { failure: 'response-truncated' }, isApplied: true },
  { fault: { failure: 'server-error' }, isApplied: false },
  { fault: { failure: 'server-error', applied: true }, isApplied: true },
  { fault: { failure: 'bad-gateway' }, isApplied: false },
  { fault: { failure: 'bad-gateway', applied: true }, isApplied: true },
  { fault: { failure: 'heavy-load' }, isApplied: false },
])('after $fault the record is there: $isApplied', async ({ fault, isApplied }) => {
  const { signIn, door, api } = setUp()
  const { access_token } = await signIn()
  await door('faults', { ...fault, match: { method: 'POST' } })
  await api(RFIS, access_token, rfi('Was it applied?')).then(
    (response) => response.text().catch(String),
    String,
  )
  const list = await (await api(RFIS, access_token)).json()
  const isThere = list.some(({ subject }: { subject: string }) => subject === 'Was it applied?')
  expect(isThere).toBe(isApplied)
})

it('a lost refresh reply has really spent the token, and rotated it', async () => {
  const { signIn, door, refresh, journal } = setUp()
  const { refresh_token } = await signIn()
  await door('faults', { failure: 'refresh-reply-lost', times: 1 })
  await expect(refresh(refresh_token)).rejects.toThrow('fetch failed')
  expect((await refresh(refresh_token)).status).toBe(400)
  const [lost] = (await journal()).slice(-2)
  expect(lost).toMatchObject({ outcome: 'reset', failure: 'refresh-reply-lost', status: null })
})

it('a lost reply to another grant is not a lost refresh reply', async () => {
  const { exchange, code, door } = setUp()
  await door('faults', { failure: 'refresh-reply-lost' })
  expect((await exchange(await code())).status).toBe(200)
})

it.each([
  { failure: 'access-token-expired', isRefreshable: true },
  { failure: 'access-token-revoked', isRefreshable: false },
])('$failure is true from then on', async ({ failure, isRefreshable }) => {
  const { signIn, door, api, refresh } = setUp()
  const { access_token, refresh_token } = await signIn()
  await door('faults', { failure, times: 1 })
  expect((await api(RFIS, access_token)).status).toBe(401)
  expect((await api(RFIS, access_token)).status).toBe(401)
  expect((await refresh(refresh_token)).ok).toBe(isRefreshable)
})

it.each([
  { failure: 'rate-limit-spike', waitMs: 10_000 },
  { failure: 'rate-limit-hourly', waitMs: 3_600_000 },
])('$failure has really spent the window, which ends in its time', async ({ failure, waitMs }) => {
  const { signIn, door, api, clock } = setUp()
  const { access_token } = await signIn()
  await door('faults', { failure, times: 1 })
  const refused = await api(RFIS, access_token)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBe(waitMs / 1_000)
  expect(refused.headers.get('x-rate-limit-remaining')).toBe('0')
  clock.advance(waitMs - 1)
  expect((await api(RFIS, access_token)).status).toBe(429)
  clock.advance(1)
  expect((await api(RFIS, access_token)).status).toBe(200)
})

it.each([
  { name: 'a wait of its own', limits: {}, fault: { retryAfterS: 5 }, want: ['5', '25', '0'] },
  {
    name: 'no limit that could be spent',
    limits: { spike: 0, hourly: 0 },
    fault: {},
    want: ['10', '25', '0'],
  },
])('rate-limit-spike with $name is answered all the same', async ({ limits, fault, want }) => {
  const { signIn, door, api, clock } = setUp({ limits })
  const { access_token } = await signIn()
  await door('faults', { failure: 'rate-limit-spike', times: 1, ...fault })
  const { status, headers } = await api(RFIS, access_token)
  expect(status).toBe(429)
  const names = ['retry-after', 'x-rate-limit-limit', 'x-rate-limit-remaining']
  expect(names.map((name) => headers.get(name))).toEqual(want)
  const resetAtS = Math.ceil(clock.nowMs() / 1_000) + Number(want[0])
  expect(headers.get('x-rate-limit-reset')).toBe(String(resetAtS))
  expect((await api(RFIS, access_token)).status).toBe(200)
})

it('an item that a sync rejected was not applied, and stands among the errors', async () => {
  const { signIn, door, api } = setUp()
  const { access_token } = await signIn('admin@northside.example')
  await door('faults', { failure: 'sync-items-rejected', times: 1 })
  const updates = [{ name: 'Kept Ltd' }, { name: 'Refused Ltd', origin_id: 'r-1' }]
  const body = JSON.stringify({ company_id: 4001, updates })
  const answer = await api('/rest/v1.0/vendors/sync', access_token, { method: 'PATCH', body })
  const { entities, errors } = await answer.json()
  expect(entities).toHaveLength(1)
  expect(errors).toEqual([{ ...updates[1], errors: expect.anything() }])
  const list = await (await api('/rest/v1.0/vendors?company_id=4001', access_token)).text()
  expect([list.includes('Kept Ltd'), list.includes('Refused Ltd')]).toEqual([true, false])
})

it('silence lasts until the caller gives up', async () => {
  const { signIn, door, api } = setUp()
  const { access_token } = await signIn()
  await door('faults', { failure: 'response-lost', silent: true })
  const given = new AbortController()
  const call = api(RFIS, access_token, { signal: given.signal })
  given.abort(new Error('the caller gave up'))
  await expect(call).rejects.toThrow('the caller gave up')
})

it('silence ends by itself after the five minutes that undici waits', async () => {
  const { signIn, door, api, clock } = setUp()
  const { access_token } = await signIn()
  await door('faults', { failure: 'response-lost', silent: true })
  const startMs = clock.nowMs()
  const call = clock.run(api(RFIS, access_token))
  await expect(call).rejects.toMatchObject({ cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } })
  expect(clock.nowMs() - startMs).toBe(300_000)
})

it('the first fault that matches has the call; the others wait', async () => {
  const { signIn, door, api } = setUp()
  const { access_token } = await signIn()
  await door('faults', { failure: 'heavy-load', times: 1 })
  await door('faults', { failure: 'server-error', times: 1 })
  const seen = [await api(RFIS, access_token), await api(RFIS, access_token)]
  expect(seen.map(({ status }) => status)).toEqual([503, 500])
})

it('the start page and the control door stay up in every fault', async () => {
  const { door, get } = setUp()
  for (const failure of raisableFailures('process')) await door('faults', { failure })
  expect((await get('/')).status).toBe(200)
  expect((await door('health')).status).toBe(200)
})
