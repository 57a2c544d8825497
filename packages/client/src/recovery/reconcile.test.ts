/** Goal: a write whose reply was lost is settled by a look, or called unknown; never done twice. */
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { type CallOptions, type ClientEvent, clientCredentials, ProcoreClient } from '../index.ts'
import { likenessOfChanged, likenessOfNew } from './likeness.ts'

type Entity = Record<string, unknown>
type Handler = (call: {
  method: string
  url: URL
  body: Entity
  count: number
}) => Response | 'lost'

function setUp(handle: Handler) {
  const clock = new VirtualClock()
  const events: ClientEvent[] = []
  const calls: string[] = []
  const fetch = async (address: string, init: RequestInit) => {
    const url = new URL(address)
    if (url.pathname === '/oauth/token') {
      return Response.json({
        access_token: 'access-token-1',
        token_type: 'bearer',
        expires_in: 5_400,
      })
    }
    const method = init.method ?? 'GET'
    calls.push(`${method} ${url.pathname}`)
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {}
    await new Promise<void>((resolve) => clock.schedule(100, resolve))
    const answer = handle({ method, url, body, count: calls.length })
    if (answer !== 'lost') return answer
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
    })
  }
  const procore = new ProcoreClient({
    auth: clientCredentials({ clientId: 'app', clientSecret: 'secret-of-app' }),
    companyId: 4001,
    environment: { apiUrl: 'http://api.test', loginUrl: 'http://api.test' },
    fetch,
    clock,
    random: seededRandom(2),
    onEvent: (event) => events.push(event),
  })
  const now = () => new Date(clock.nowMs()).toISOString()
  return { clock, procore, calls, events, now }
}

const RFIS = '/rest/v1.0/projects/5001/rfis'
const create = { body: { rfi: { subject: 'Beam at axis 7', due_date: '2026-12-01' } } }

/** A server that keeps what it is sent, and loses the reply of the calls named. */
function keeping(lost: readonly number[], more: (now: string) => Entity[] = () => []) {
  const kept: Entity[] = []
  const made = setUp(({ method, url, body, count }) => {
    if (method === 'POST') {
      kept.push({ id: 100 + kept.length, created_at: made.now(), ...(body['rfi'] as Entity) })
      return lost.includes(count) ? 'lost' : Response.json(kept.at(-1), { status: 201 })
    }
    if (url.pathname === RFIS) return Response.json([...more(made.now()), ...kept])
    return Response.json({ errors: 'Not Found' }, { status: 404 })
  })
  return { ...made, kept }
}

const post = (made: ReturnType<typeof setUp>, options: CallOptions = create) =>
  made.clock.run(made.procore.post<Entity>(RFIS, options).catch((thrown) => thrown))

it('the one entity that matches is the answer', async () => {
  const made = keeping([1])
  expect(await post(made)).toMatchObject({ data: { id: 100, subject: 'Beam at axis 7' } })
  expect(made.calls).toEqual([`POST ${RFIS}`, `GET ${RFIS}`])
  expect(made.events).toContainEqual(
    expect.objectContaining({ kind: 'reconciled', applied: 'yes' }),
  )
})

it('asks only for what was created since just before the first attempt, in the same scope', async () => {
  let query = new URLSearchParams()
  const made = setUp(({ method, url }) => {
    if (method === 'POST') return 'lost'
    query = url.searchParams
    return Response.json([], { headers: { 'content-type': 'application/json' } })
  })
  const body = { company_id: 4001, vendor: { name: 'A' } }
  await made.clock.run(
    made.procore.post('/rest/v1.0/vendors', { body, deadlineMs: 5_000 }).catch(() => null),
  )
  expect(query.get('company_id')).toBe('4001')
  expect(query.get('filters[created_at]')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\.\.\.\d{4}-/)
})

it('an older entity that looks the same is not taken for it', async () => {
  const older = {
    id: 7,
    subject: 'Beam at axis 7',
    due_date: '2026-12-01',
    created_at: '2026-11-20T07:00:00Z',
  }
  const made = setUp(({ method, count }) => {
    if (method === 'GET') return Response.json([older])
    return count === 1 ? 'lost' : Response.json({ id: 8 }, { status: 201 })
  })
  expect(await post(made)).toMatchObject({ data: { id: 8 } })
  expect(made.calls.filter((call) => call.startsWith('POST'))).toHaveLength(2)
})

it('none on the server, and it is repeated after a second look', async () => {
  const made = setUp(({ method, count }) => {
    if (method === 'GET') return Response.json([])
    return count === 1 ? 'lost' : Response.json({ id: 8 }, { status: 201 })
  })
  expect(await post(made)).toMatchObject({ data: { id: 8 } })
  expect(made.calls.map((call) => call.split(' ')[0])).toEqual(['POST', 'GET', 'GET', 'POST'])
})

it('several that match: we cannot tell, and stop', async () => {
  const twin = (now: string) => [{ id: 5, created_at: now, ...create.body.rfi }]
  const made = keeping([1], twin)
  expect(await post(made)).toMatchObject({ applied: 'unknown', recovery: 'reconcile' })
  expect(made.kept).toHaveLength(1)
})

it('an entity that another call of ours has returned is not taken for it', async () => {
  const made = setUp(({ method, count }) => {
    const first = { id: 1, created_at: made.now(), ...create.body.rfi }
    if (method === 'GET') return Response.json([first])
    return count === 2 ? 'lost' : Response.json(count === 1 ? first : { id: 2 }, { status: 201 })
  })
  expect(await post(made)).toMatchObject({ data: { id: 1 } })
  expect(await post(made)).toMatchObject({ data: { id: 2 } })
})

it('while the very same request is open elsewhere, we cannot tell', async () => {
  const made = keeping([1, 2])
  const both = [1, 2].map(() => made.procore.post(RFIS, create).catch((thrown) => thrown))
  const results = await made.clock.run(Promise.all(both))
  for (const result of results) expect(result).toMatchObject({ applied: 'unknown' })
  expect(made.kept).toHaveLength(2)
  expect(await post(made)).toMatchObject({ data: { id: 102 } })
})

it.each([
  {
    name: 'the collection cannot be listed',
    get: () => Response.json({ errors: 'x' }, { status: 403 }),
  },
  { name: 'the list is no list', get: () => Response.json({ id: 1 }) },
  { name: 'entities tell no time', get: () => Response.json([{ id: 5, ...create.body.rfi }]) },
])('$name: unknown, and not repeated', async ({ get }) => {
  const made = setUp(({ method }) => (method === 'POST' ? 'lost' : get()))
  expect(await post(made)).toMatchObject({ applied: 'unknown' })
  expect(made.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1)
})

it('the caller decides: no look, an own look, or a repeat without one', async () => {
  const own = async () => ({ applied: 'yes', data: { id: 55 } }) as const
  const cases = [
    { options: { reconcile: false as const }, want: { applied: 'unknown' }, posts: 1 },
    { options: { reconcile: own }, want: { data: { id: 55 } }, posts: 1 },
    { options: { repeatable: true }, want: { data: { id: 101 } }, posts: 2 },
  ]
  for (const { options, want, posts } of cases) {
    const made = keeping([1])
    expect(await post(made, { ...create, ...options })).toMatchObject(want)
    expect(made.calls.filter((call) => call.startsWith('POST'))).toHaveLength(posts)
  }
})

it('a change is looked for in the item: there already, or still the old', async () => {
  for (const isThere of [true, false]) {
    let name = 'old'
    const made = setUp(({ method, body, count }) => {
      if (method === 'GET') return Response.json({ id: 1, name })
      if (isThere || count > 1) name = String((body['vendor'] as Entity)['name'])
      return count === 1 ? 'lost' : Response.json({ id: 1, name })
    })
    const call = made.procore.patch('/rest/v1.0/vendors/1', { body: { vendor: { name: 'new' } } })
    expect(await made.clock.run(call)).toMatchObject({ data: { name: 'new' } })
    expect(made.calls.map((each) => each.split(' ')[0])).toEqual(
      isThere ? ['PATCH', 'GET'] : ['PATCH', 'GET', 'PATCH'],
    )
  }
})

it('a removal is done when the item is gone, and repeated while it is there', async () => {
  for (const isGone of [true, false]) {
    let isThere = true
    const made = setUp(({ method, count }) => {
      if (method === 'GET') {
        return isThere
          ? Response.json({ id: 1 })
          : Response.json({ errors: 'Not Found' }, { status: 404 })
      }
      if (isGone || count > 1) isThere = false
      return count === 1 ? 'lost' : new Response(null, { status: 204 })
    })
    expect(await made.clock.run(made.procore.delete('/rest/v1.0/vendors/1'))).toMatchObject({
      data: null,
    })
    expect(made.calls).toHaveLength(isGone ? 2 : 3)
  }
})

it.each([
  { sent: { name: 'A' }, entity: { name: ' a ' }, want: 'same' },
  { sent: { amount: '4' }, entity: { amount: 4.0 }, want: 'same' },
  { sent: { name: 'A', extra: 1 }, entity: { name: 'A' }, want: 'same' },
  { sent: { name: 'A' }, entity: { name: 'B' }, want: 'different' },
  { sent: { vendor_id: 4 }, entity: { vendor_id: 5 }, want: 'different' },
  { sent: { name: 'A', private: true }, entity: { name: 'A', private: false }, want: 'unclear' },
  {
    sent: { name: 'A', due: '2026-12-01' },
    entity: { name: 'A', due: '2026-12-01T08:00:00Z' },
    want: 'unclear',
  },
  { sent: { name: 'A' }, entity: { id: 1 }, want: 'unclear' },
])('as new, $sent is $want with $entity', ({ sent, entity, want }) => {
  expect(likenessOfNew(sent, entity)).toBe(want)
})

it.each([
  { sent: { a: 1, b: { c: [1, 2] } }, entity: { a: 1, b: { c: [1, 2], d: 3 } }, want: 'same' },
  { sent: { a: null }, entity: { a: null }, want: 'same' },
  { sent: { a: null }, entity: { a: 1 }, want: 'different' },
  { sent: { a: [1] }, entity: { a: [1, 2] }, want: 'different' },
  { sent: { a: 1, hidden: 2 }, entity: { a: 1 }, want: 'unclear' },
])('as changed, $sent is $want with $entity', ({ sent, entity, want }) => {
  expect(likenessOfChanged(sent, entity)).toBe(want)
})
