/** Goal: in an outage we add at most a tenth to the load, lose nothing, and come back without a stampede. */
import { sleep } from '@underpin/ports'
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { FakeProcore, type Fault } from '../test/fake-procore.ts'
import { type ClientEvent, type ClientOptions, clientCredentials, ProcoreClient } from './index.ts'

const MINUTE_MS = 60_000

function setUp(options: Partial<ClientOptions> = {}) {
  const clock = new VirtualClock()
  const fake = new FakeProcore({ clock })
  const events: ClientEvent[] = []
  const procore = new ProcoreClient({
    auth: clientCredentials({ clientId: 'app', clientSecret: 'secret-of-app' }),
    companyId: 4001,
    environment: { apiUrl: 'http://api.test', loginUrl: 'http://login.test' },
    fetch: fake.fetch,
    clock,
    random: seededRandom(5),
    onEvent: (event) => events.push(event),
    ...options,
  })
  return { clock, fake, procore, events }
}

it.each<{ name: string; fault: Fault }>([
  {
    name: 'heavy load that names a wait',
    fault: { kind: 'status', status: 503, headers: { 'retry-after': '60' } },
  },
  {
    name: 'heavy load that names no wait to speak of',
    fault: { kind: 'status', status: 503, headers: { 'retry-after': '0' } },
  },
  {
    name: 'heavy load that goes on asking for five seconds',
    fault: { kind: 'status', status: 503, headers: { 'retry-after': '5' } },
  },
  { name: 'heavy load that names none', fault: { kind: 'status', status: 503 } },
  { name: 'a balancer without a server', fault: { kind: 'html' } },
  { name: 'a closed port', fault: { kind: 'refused' } },
  { name: 'lines that break', fault: { kind: 'reset' } },
])(
  '30 minutes of $name: nothing is lost, and at most 1.1 requests a success',
  async ({ fault }) => {
    const { clock, fake, procore } = setUp({ deadlineMs: Number.POSITIVE_INFINITY })
    const startMs = clock.nowMs()
    const isDown = () => {
      const atMs = clock.nowMs() - startMs
      return atMs > 5 * MINUTE_MS && atMs < 35 * MINUTE_MS
    }
    fake.faultOf = (_, path) => (isDown() && path !== '/oauth/token' ? fault : null)
    let done = 0
    const jobs = Array.from({ length: 900 }, async (_, at) => {
      await sleep(clock, at * 4_000)
      await procore.get('/rest/v1.0/vendors')
      done += 1
    })
    await clock.run(Promise.all(jobs))
    const tookMs = clock.nowMs() - startMs
    expect(done).toBe(900)
    expect(fake.calls.length / done).toBeLessThanOrEqual(1.1)
    // The last job begins an hour in; the backlog is gone by then.
    expect(tookMs).toBeLessThan(61 * MINUTE_MS)
    expect(clock.pendingCount).toBe(0)
  },
)

it('resumes with a ramp: 1, then 2, and never double at once', async () => {
  const { clock, fake, procore } = setUp({ deadlineMs: Number.POSITIVE_INFINITY })
  await clock.run(procore.get('/rest/v1.0/vendors'))
  const untilMs = clock.nowMs() + 30_000
  const fault: Fault = { kind: 'status', status: 503, headers: { 'retry-after': '30' } }
  fake.faultOf = () => (clock.nowMs() < untilMs ? fault : null)
  const jobs = Array.from({ length: 100 }, () => procore.get('/rest/v1.0/vendors'))
  await clock.run(Promise.all(jobs))
  const after = fake.arrivals.filter((atMs) => atMs >= untilMs)
  const waves = new Map<number, number>()
  for (const atMs of after) waves.set(atMs, (waves.get(atMs) ?? 0) + 1)
  expect([...waves.values()].slice(0, 4)).toEqual([1, 2, 4, 8])
})

it('sends nothing while the server says wait, and never cuts the wait short', async () => {
  const { clock, fake, procore } = setUp({ deadlineMs: Number.POSITIVE_INFINITY })
  const untilMs = clock.nowMs() + 7_200_000
  const fault: Fault = { kind: 'status', status: 503, headers: { 'retry-after': '7200' } }
  fake.faultOf = (_, path) => (clock.nowMs() < untilMs && path !== '/oauth/token' ? fault : null)
  await clock.run(Promise.all(Array.from({ length: 9 }, () => procore.get('/rest/v1.0/vendors'))))
  const refused = fake.statuses.filter((status) => status === 503)
  expect(refused).toHaveLength(1)
})

it('a wait beyond the deadline is an answer at once', async () => {
  const { clock, fake, procore } = setUp({ deadlineMs: 60_000 })
  const fault: Fault = { kind: 'status', status: 503, headers: { 'retry-after': '7200' } }
  fake.faultOf = (_, path) => (path === '/oauth/token' ? null : fault)
  const startMs = clock.nowMs()
  const want = { recovery: 'hold-until-recovered', applied: 'no', retryAtMs: expect.any(Number) }
  await expect(clock.run(procore.get('/rest/v1.0/vendors'))).rejects.toMatchObject(want)
  await expect(clock.run(procore.post('/rest/v1.0/vendors', { body: {} }))).rejects.toMatchObject(
    want,
  )
  expect(clock.nowMs() - startMs).toBeLessThan(1_000)
  expect(fake.calls).toHaveLength(2)
  expect(clock.pendingCount).toBe(0)
})

it('an hourly limit that resets after the deadline is told at once, with the time', async () => {
  const { clock, fake, procore } = setUp({ deadlineMs: 60_000 })
  const resetS = Math.floor(clock.nowMs() / 1_000) + 1_800
  const headers = {
    'retry-after': '1700',
    'x-rate-limit-limit': '3600',
    'x-rate-limit-remaining': '0',
    'x-rate-limit-reset': String(resetS),
  }
  fake.faultOf = (_, path) =>
    path === '/oauth/token' ? null : { kind: 'status', status: 429, headers }
  for (let round = 0; round < 3; round++) {
    const error = await clock.run(procore.get('/rest/v1.0/vendors').catch((thrown) => thrown))
    expect(error).toMatchObject({ failure: 'rate-limit-hourly', recovery: 'wait-for-header' })
    expect(error.retryAtMs).toBeGreaterThanOrEqual(resetS * 1_000)
  }
  expect(fake.calls).toHaveLength(2)
})

it('one request that the server trips over is tried a few times, and holds nobody else', async () => {
  const { clock, fake, procore } = setUp()
  fake.faultOf = (_, path) => (path.endsWith('/poison') ? { kind: 'status', status: 500 } : null)
  const others = Array.from({ length: 40 }, async (_, at) => {
    await sleep(clock, at * 500)
    await procore.get('/rest/v1.0/vendors')
  })
  const poison = procore.get('/rest/v1.0/poison')
  const [outcome] = await clock.run(Promise.allSettled([poison, ...others]))
  expect(outcome).toMatchObject({ reason: { failure: 'server-error', status: 500 } })
  expect(fake.calls.filter((call) => call.endsWith('poison'))).toHaveLength(5)
})

it.each([400, 404, 406, 409, 410, 413, 422])('%d is never repeated unchanged', async (status) => {
  const { clock, fake, procore } = setUp()
  fake.faultOf = (_, path) => (path === '/oauth/token' ? null : { kind: 'status', status })
  const body = { vendor: { name: 'A' } }
  await expect(clock.run(procore.post('/rest/v1.0/vendors', { body }))).rejects.toMatchObject({
    status,
  })
  expect(fake.calls).toHaveLength(2)
})

it('a disconnected company fails fast, but for one probe at long intervals; others are served', async () => {
  const { clock, fake, procore, events } = setUp()
  const inner = fake.fetch
  let isConnected = false
  const fetch: typeof inner = async (url, init) => {
    const { 'procore-company-id': company } = init.headers as Record<string, string>
    if (company !== '4002' || isConnected) return inner(url, init)
    fake.calls.push('disconnected')
    const body = JSON.stringify({ errors: ['App is not connected to this company.'] })
    return new Response(body, { status: 403, headers: { 'content-type': 'application/json' } })
  }
  const other = setUp({ fetch, clock, onEvent: (event) => events.push(event) }).procore
  const call = () => other.get('/rest/v1.0/vendors', { companyId: 4002 })
  const stopped = { failure: 'app-not-connected', recovery: 'stop-company', company: '4002' }
  await expect(clock.run(call())).rejects.toMatchObject({ ...stopped, sinceMs: null })
  for (let at = 0; at < 20; at++) {
    const error = await clock.run(call().catch((thrown) => thrown))
    expect(error).toMatchObject({ ...stopped, attempts: [], sinceMs: expect.any(Number) })
  }
  expect(fake.calls.filter((each) => each === 'disconnected')).toHaveLength(1)
  await clock.run(other.get('/rest/v1.0/vendors', { companyId: 4001 }))
  await clock.pass(5 * MINUTE_MS)
  await expect(clock.run(call())).rejects.toMatchObject(stopped)
  expect(fake.calls.filter((each) => each === 'disconnected')).toHaveLength(2)
  isConnected = true
  await clock.pass(5 * MINUTE_MS)
  await clock.run(call())
  await clock.run(call())
  expect(events.map(({ kind }) => kind)).toContain('company-resumed')
  void procore
})

it('a listener that throws does not fail the call', async () => {
  const { clock, procore } = setUp({
    onEvent: () => {
      throw new Error('from the listener')
    },
  })
  await expect(clock.run(procore.get('/rest/v1.0/vendors'))).resolves.toMatchObject({ data: [] })
})
