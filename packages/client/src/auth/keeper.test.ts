/** Goal: no single-use token is presented twice, and no caller is kept from a token that can be had. */
import { sleep } from '@underpin/ports'
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { FakeProcore, type Fault } from '../../test/fake-procore.ts'
import {
  authorizationUrl,
  type ClientEvent,
  clientCredentials,
  memoryStore,
  ProcoreClient,
  readRedirect,
  refreshToken,
  type TokenStore,
} from '../index.ts'

const MINUTE_MS = 60_000

function setUp(store: TokenStore = memoryStore()) {
  const clock = new VirtualClock()
  const fake = new FakeProcore({ clock })
  const events: ClientEvent[] = []
  let seed = 0
  const client = (auth = user()) =>
    new ProcoreClient({
      auth,
      companyId: 4001,
      environment: { apiUrl: 'http://api.test', loginUrl: 'http://login.test' },
      fetch: fake.fetch,
      clock,
      random: seededRandom(++seed),
      store,
      onEvent: (event) => events.push(event),
    })
  const refreshes = () => fake.calls.filter((call) => call === 'POST /oauth/token').length
  return { clock, fake, client, store, events, refreshes }
}

const user = (token = 'refresh-token-0') =>
  refreshToken({ clientId: 'app', clientSecret: 'secret-of-app', refreshToken: token })

const onToken = (fault: Fault, times = 1) => {
  let left = times
  return (_: number, path: string) => (path === '/oauth/token' && left-- > 0 ? fault : null)
}

it('fetches one token for any number of callers', async () => {
  const { clock, client, refreshes } = setUp()
  const procore = client()
  await clock.run(Promise.all(Array.from({ length: 50 }, () => procore.get('/rest/v1.0/vendors'))))
  expect(refreshes()).toBe(1)
})

it('renews before the token expires, once, and stores the pair before it is used', async () => {
  const store = memoryStore()
  const { clock, client, fake, refreshes } = setUp(store)
  const procore = client()
  await clock.run(procore.get('/rest/v1.0/vendors'))
  await clock.pass(89 * MINUTE_MS)
  await clock.run(Promise.all(Array.from({ length: 9 }, () => procore.get('/rest/v1.0/vendors'))))
  expect(refreshes()).toBe(2)
  expect(fake.statuses).not.toContain(401)
  expect(fake.presented).toEqual(['refresh-token-0', 'refresh-token-1'])
})

it('processes that share a store present each token once between them', async () => {
  const { clock, client, fake } = setUp()
  const processes = Array.from({ length: 8 }, () => client())
  const work = processes.map(async (procore) => {
    for (let round = 0; round < 6; round++) {
      await procore.get('/rest/v1.0/vendors')
      await sleep(clock, 40 * MINUTE_MS)
    }
  })
  await clock.run(Promise.all(work))
  expect(new Set(fake.presented).size).toBe(fake.presented.length)
  expect(fake.presented.length).toBeLessThanOrEqual(4)
})

it('records the intent before the call, and the new pair before its use', async () => {
  const writes: string[] = []
  const inner = memoryStore()
  const { clock, client, fake } = setUp({
    read: inner.read,
    write: async (key, grant, version) => {
      writes.push(`${grant.status} after ${fake.calls.length} calls`)
      return inner.write(key, grant, version)
    },
  })
  await clock.run(client().get('/rest/v1.0/vendors'))
  expect(writes).toEqual(['presenting after 1 calls', 'ready after 2 calls'])
})

it('a mark that a dead process left is a truthful unknown: the token is not presented again', async () => {
  const { clock, client, fake, store } = setUp()
  const before = {
    status: 'ready',
    seed: null,
    accessToken: null,
    accessExpiresAtMs: 0,
    obtainedAtMs: 0,
    refreshToken: 'refresh-token-0',
  } as const
  const mark = {
    status: 'presenting',
    sinceMs: clock.nowMs(),
    by: 'dead',
    before,
    seed: null,
  } as const
  await store.write('http://login.test app default', mark, 0)
  const storeOnly = refreshToken({ clientId: 'app', clientSecret: 'secret-of-app' })
  await expect(clock.run(client(storeOnly).get('/rest/v1.0/vendors'))).rejects.toMatchObject({
    failure: 'refresh-reply-lost',
    recovery: 'reauthenticate',
    applied: 'no',
    sinceMs: expect.any(Number),
  })
  expect(fake.presented).toEqual([])
})

it('after a lost reply nobody presents the token again, in this process or the next', async () => {
  const { clock, client, fake, events } = setUp()
  fake.faultOf = onToken({ kind: 'applied-then-reset' })
  for (const procore of [client(), client()]) {
    await expect(clock.run(procore.get('/rest/v1.0/vendors'))).rejects.toMatchObject({
      failure: 'refresh-reply-lost',
      recovery: 'reauthenticate',
    })
  }
  expect(fake.presented).toEqual(['refresh-token-0'])
  expect(events.filter(({ kind }) => kind === 'grant-lost')).toHaveLength(1)
})

it('a person who has signed in anew is served, though the stored grant is lost', async () => {
  const { clock, client, fake } = setUp()
  fake.faultOf = onToken({ kind: 'applied-then-reset' })
  await expect(clock.run(client().get('/rest/v1.0/vendors'))).rejects.toThrow('refresh-reply-lost')
  const { data } = await clock.run(client(user('refresh-token-1')).get('/rest/v1.0/vendors'))
  expect(data).toEqual([])
})

it('a refresh that was refused at the door was not presented, and is tried again', async () => {
  const { clock, client, fake } = setUp()
  fake.faultOf = onToken({ kind: 'refused' }, 2)
  const { data } = await clock.run(client().get('/rest/v1.0/vendors'))
  expect(data).toEqual([])
  expect(fake.presented).toEqual(['refresh-token-0'])
})

it.each([
  { name: 'shed', status: 503, failure: 'refresh-reply-lost' },
  { name: 'limited', status: 429, failure: 'refresh-reply-lost' },
  { name: 'refused for the app', status: 401, failure: 'oauth-invalid-client' },
])('a refresh that was $name has shown its token, which is not shown again', async (row) => {
  const { clock, client, fake, store } = setUp()
  fake.faultOf = onToken({ kind: 'status', status: row.status, headers: { 'retry-after': '7' } })
  const procore = client()
  const want = { failure: row.failure, recovery: 'reauthenticate', applied: 'no' }
  await expect(clock.run(procore.get('/rest/v1.0/vendors'))).rejects.toMatchObject(want)
  await expect(clock.run(procore.get('/rest/v1.0/vendors'))).rejects.toMatchObject(want)
  expect(fake.calls.filter((call) => call === 'POST /oauth/token')).toHaveLength(1)
  const stored = await store.read('http://login.test app default')
  expect(stored?.grant).toMatchObject({ status: 'lost', failure: row.failure })
})

it('while the sign-in server is down, the refresh token is not spent on finding out', async () => {
  const { clock, client, fake } = setUp()
  const untilMs = clock.nowMs() + 40_000
  const fault = { kind: 'status', status: 503, headers: { 'retry-after': '40' } } as const
  fake.faultOf = () => (clock.nowMs() < untilMs ? fault : null)
  await clock.run(client().get('/rest/v1.0/vendors'))
  expect(fake.presented).toEqual(['refresh-token-0'])
  expect(fake.calls.slice(0, 3)).toEqual([
    'HEAD /oauth/authorize',
    'HEAD /oauth/authorize',
    'POST /oauth/token',
  ])
})

it('while the sign-in server says wait, nobody asks it again, and a token that lives is used', async () => {
  const { clock, client, fake } = setUp()
  const procore = client()
  await clock.run(procore.get('/rest/v1.0/vendors'))
  await clock.pass(89 * MINUTE_MS)
  const before = fake.calls.length
  const fault = { kind: 'status', status: 503, headers: { 'retry-after': '3000' } } as const
  fake.faultOf = (_, path) => (path.startsWith('/oauth/') ? fault : null)
  for (let at = 0; at < 20; at++) {
    await clock.run(procore.get('/rest/v1.0/vendors').catch(() => null))
    await clock.pass(6_000)
  }
  const asked = fake.calls.slice(before).filter((call) => call.includes('/oauth/'))
  expect(asked).toEqual(['HEAD /oauth/authorize'])
})

it('a spent token is an end, unless a sibling has put a newer one into the store', async () => {
  const { clock, client, fake } = setUp()
  const procore = client(user('refresh-token-old'))
  await expect(clock.run(procore.get('/rest/v1.0/vendors'))).rejects.toMatchObject({
    failure: 'refresh-token-spent',
    recovery: 'reauthenticate',
  })
  expect(fake.presented).toEqual(['refresh-token-old'])
})

it('a lost reply does not matter for client credentials: they are simply asked again', async () => {
  const { clock, client, fake, refreshes } = setUp()
  fake.faultOf = onToken({ kind: 'truncated' }, 2)
  const procore = client(clientCredentials({ clientId: 'app', clientSecret: 'secret-of-app' }))
  await clock.run(procore.get('/rest/v1.0/vendors'))
  expect(refreshes()).toBe(3)
})

it('a reply without a token in it is never stored and never sent', async () => {
  const { clock, client, fake, store } = setUp()
  const inner = fake.fetch
  const bare = { ...fake, fetch: inner }
  const replies = ['{}', '{"access_token":""}', '{"access_token":"a b"}', 'null', '[]', '<html>']
  for (const reply of replies) {
    const procore = new ProcoreClient({
      auth: user(`refresh-for-${reply.length}-${reply.slice(0, 9)}`),
      environment: {
        apiUrl: 'http://api.test',
        loginUrl: `http://login-${replies.indexOf(reply)}.test`,
      },
      clock,
      random: seededRandom(1),
      store,
      fetch: async (url, init) => {
        if (init.method === 'HEAD') return new Response(null)
        expect(url).toContain('/oauth/token')
        const headers = { 'content-type': 'application/json' }
        return url.includes('login') ? new Response(reply, { headers }) : bare.fetch(url, init)
      },
    })
    await expect(clock.run(procore.get('/rest/v1.0/me'))).rejects.toMatchObject({
      failure: 'refresh-reply-lost',
    })
  }
  void client
})

it('keeps working with a token that still lives while the sign-in server is down', async () => {
  const { clock, client, fake } = setUp()
  const procore = client()
  await clock.run(procore.get('/rest/v1.0/vendors'))
  fake.faultOf = onToken({ kind: 'refused' }, 1_000)
  await clock.pass(89 * MINUTE_MS)
  await clock.run(procore.get('/rest/v1.0/vendors'))
  expect(fake.statuses.at(-1)).toBe(200)
})

it('five parallel 401s make one refresh, and a second 401 is told', async () => {
  const { clock, client, fake, refreshes } = setUp()
  const procore = client()
  await clock.run(procore.get('/rest/v1.0/vendors'))
  fake.faultOf = (count, path) =>
    path !== '/oauth/token' && count <= 7 ? { kind: 'status', status: 401 } : null
  await clock.run(Promise.all(Array.from({ length: 5 }, () => procore.get('/rest/v1.0/vendors'))))
  expect(refreshes()).toBe(2)
  fake.faultOf = (_, path) => (path !== '/oauth/token' ? { kind: 'status', status: 401 } : null)
  const before = refreshes()
  await expect(clock.run(procore.get('/rest/v1.0/vendors'))).rejects.toMatchObject({ status: 401 })
  expect(refreshes()).toBe(before + 1)
})

it('a second token that is refused at once is not used by the next call either', async () => {
  const { clock, client, fake } = setUp()
  const procore = client()
  await clock.run(procore.get('/rest/v1.0/vendors'))
  let refusals = 2
  fake.faultOf = (_, path) =>
    path === '/rest/v1.0/vendors' && refusals-- > 0 ? { kind: 'status', status: 401 } : null
  await expect(clock.run(procore.get('/rest/v1.0/vendors'))).rejects.toMatchObject({ status: 401 })
  await clock.run(procore.get('/rest/v1.0/vendors'))
  expect(fake.presented).toEqual(['refresh-token-0', 'refresh-token-1', 'refresh-token-2'])
})

it('the sign-in page gets a state that cannot be guessed', () => {
  const { url, state } = authorizationUrl({ clientId: 'app', redirectUri: 'http://localhost' })
  expect(state).toMatch(/^[0-9a-f]{32}$/)
  expect(new URL(url).searchParams.get('state')).toBe(state)
})

it('the address that a person comes back to gives the code, or says why there is none', () => {
  expect(readRedirect('http://localhost/?code=abc&state=s', 's')).toBe('abc')
  expect(() => readRedirect('/callback?code=abc&state=other', 's')).toThrow('start anew')
  expect(() => readRedirect('/callback?state=s', 's')).toThrow('neither')
  expect(() => readRedirect('/callback?error=access_denied&state=s', 's')).toThrow(
    expect.objectContaining({ failure: 'consent-denied' }),
  )
})
