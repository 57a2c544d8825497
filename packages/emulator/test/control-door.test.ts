/** The control door, row by row of design section 4, and what it says to bad input. */
import { expect, it } from 'vitest'
import { IN_PROCESS } from '../src/journal/journal.ts'
import { APP, PM, REDIRECT, SERVICE, setUp } from './emulator-rig.ts'

const RFIS = '/rest/v1.0/projects/5001/rfis'

it('health tells that it is there, which it is, and its time', async () => {
  const { door, clock } = setUp()
  const { status, json } = await door('health')
  expect(status).toBe(200)
  const now = new Date(clock.nowMs()).toISOString()
  expect(json).toEqual({ ok: true, version: expect.stringMatching(/^\d+\.\d+\.\d+/), now })
})

it.each([
  { move: { advance: '90m' }, forMs: 5_400_000 },
  { move: { advance: '2h30m' }, forMs: 9_000_000 },
  { move: { advance: '1d12h' }, forMs: 129_600_000 },
  { move: { advance: '1.5s' }, forMs: 1_500 },
  { move: { advance: '0s' }, forMs: 0 },
  { move: { now: '2026-11-20T09:00:00+01:00' }, forMs: 0 },
  {
    move: { now: '2027-01-01T00:00:00Z' },
    forMs: Date.UTC(2027, 0, 1) - Date.UTC(2026, 10, 20, 8),
  },
])('the clock moves by $move', async ({ move, forMs }) => {
  const { door, clock } = setUp()
  const { json } = await door('clock', move)
  expect(Date.parse(json.now) - clock.nowMs()).toBe(forMs)
  expect((await door('clock')).json).toEqual(json)
})

it('moving the clock makes tokens expire', async () => {
  const { door, signIn, api } = setUp()
  const { access_token } = await signIn()
  await door('clock', { advance: '90m' })
  expect((await api(RFIS, access_token)).status).toBe(401)
})

const start = '2026-11-20T10:00:00Z'
const end = '2026-11-20T12:00:00Z'

it.each([
  { path: 'clock', body: { advance: 'soon' }, says: /advance must be a duration.*"soon"/ },
  { path: 'clock', body: { advance: '-5m' }, says: /advance must be a duration.*"-5m"/ },
  { path: 'clock', body: { advance: 90 }, says: /advance must be a text.*90/ },
  {
    path: 'clock',
    body: { now: '2026-11-20T07:59:59Z' },
    says: /forward only.*2026-11-20T08:00:00.000Z/,
  },
  { path: 'clock', body: { now: 'tomorrow' }, says: /now must be an ISO 8601 time.*"tomorrow"/ },
  { path: 'clock', body: { now: '2026-11-20' }, says: /with its zone/ },
  { path: 'clock', body: {}, says: /either advance/ },
  { path: 'clock', body: { advance: '1m', now: end }, says: /one of them only/ },
  { path: 'clock', body: { advance: '999999999d' }, says: /cannot go that far/ },
  {
    path: 'faults',
    body: { failure: 'heavyload' },
    says: /no failure "heavyload"; near: heavy-load/,
  },
  { path: 'faults', body: {}, says: /failure must be a text.*missing/ },
  {
    path: 'faults',
    body: { failure: 'heavy-load', probability: 1.5 },
    says: /probability must be a number from 0 to 1; it is 1.5/,
  },
  {
    path: 'faults',
    body: { failure: 'heavy-load', times: 0 },
    says: /times must be a whole number from 1/,
  },
  {
    path: 'faults',
    body: { failure: 'heavy-load', time: 3 },
    says: /no field "time"; did you mean times/,
  },
  {
    path: 'faults',
    body: { failure: 'heavy-load', match: { paht: '/' } },
    says: /no field "match.paht"; did you mean path/,
  },
  {
    path: 'faults',
    body: { failure: 'heavy-load', match: { path: 'rest' } },
    says: /match.path must begin with/,
  },
  {
    path: 'faults',
    body: { failure: 'heavy-load', match: [] },
    says: /match must be a JSON object/,
  },
  {
    path: 'faults',
    body: { failure: 'heavy-load', applied: true },
    says: /applied is for server-error/,
  },
  {
    path: 'faults',
    body: { failure: 'heavy-load', silent: true },
    says: /silent is for response-lost/,
  },
  {
    path: 'faults',
    body: { failure: 'response-lost', retryAfterS: 5 },
    says: /retryAfterS is for failures that an answer tells of/,
  },
  { path: 'maintenance', body: { start: end, end: start }, says: /end must come after start/ },
  { path: 'maintenance', body: { start }, says: /end must be an ISO 8601 time.*missing/ },
  {
    path: 'incidents',
    body: { name: 'x', impact: 'huge' },
    says: /impact must be one of none, minor/,
  },
  {
    path: 'incidents',
    body: { name: 'x', components: ['API gateway'] },
    says: /Did you mean "API Gateway"/,
  },
  {
    path: 'codes',
    body: { user: 'x@y.z', clientId: 'underpin-app' },
    says: /nobody with the email "x@y.z"/,
  },
  { path: 'codes', body: { user: PM, clientId: 'underpin-ap' }, says: /no app "underpin-ap"/ },
  {
    path: 'codes',
    body: { user: PM, clientId: APP.client_id, redirectUri: 'http://x' },
    says: /not one of underpin-app's/,
  },
  { path: 'journal?since=-1', body: undefined, says: /since must be a number/ },
  { path: 'journal?failure=heavyload', body: undefined, says: /no failure "heavyload"/ },
  {
    path: 'why?user=nobody&path=/rest/v1.0/me',
    body: undefined,
    says: /user must be an id or an email/,
  },
  { path: `why?user=${PM}&path=x`, body: undefined, says: /path must be a path/ },
  { path: `why?usr=${PM}`, body: undefined, says: /no parameter "usr"/ },
])('$path with $body is answered 422 with what to do', async ({ path, body, says }) => {
  const { door } = setUp()
  const { status, json } = await door(path, body)
  expect(status).toBe(422)
  expect(json.error).toMatch(says)
})

it.each(['', '{', '[1]', '"text"', 'null'])('the body %j is answered 422', async (body) => {
  const { emulator } = setUp()
  const response = await emulator.fetch('/_underpin/clock', { method: 'POST', body })
  expect(response.status).toBe(422)
  expect((await response.json()).error).toMatch(/body/)
})

it.each([
  { path: 'nothing', method: 'GET', status: 404, says: /no door/ },
  { path: '', method: 'GET', status: 404, says: /no door/ },
  { path: 'faults/99', method: 'DELETE', status: 404, says: /no fault 99/ },
  { path: 'faults/x', method: 'GET', status: 404, says: /"x" is none/ },
  { path: 'incidents/nope', method: 'PATCH', status: 404, says: /no incident "nope"/ },
  { path: 'health', method: 'POST', status: 405, says: /takes GET, not POST/ },
  { path: 'health', method: 'constructor', status: 405, says: /takes GET/ },
])('$method $path is answered $status', async ({ path, method, status, says }) => {
  const { emulator } = setUp()
  const init = method === 'PATCH' ? { method, body: '{}' } : { method }
  const response = await emulator.fetch(`/_underpin/${path}`, init)
  expect(response.status).toBe(status)
  const { error, doors, allowed } = await response.json()
  expect(error).toMatch(says)
  if (/no door/.test(error)) expect(doors).toContain('POST /_underpin/faults')
  if (status === 405) expect(allowed).toEqual(['GET'])
})

it('faults have numbers, are listed, and are switched off one by one or all at once', async () => {
  const { door } = setUp()
  const order = { failure: 'heavy-load', match: { path: '/rest/*' }, times: 2, forMs: 1_000 }
  const first = await door('faults', order)
  await door('faults', { failure: 'server-error', afterMs: 500 })
  expect([first.status, first.json]).toEqual([
    201,
    {
      ...order,
      number: 1,
      state: 'on',
      raised: 0,
      from: '2026-11-20T08:00:00.000Z',
      until: '2026-11-20T08:00:01.000Z',
    },
  ])
  const list = (await door('faults')).json.faults
  expect(list.map((each: { state: string }) => each.state)).toEqual(['on', 'waiting'])
  expect((await door('faults/1', undefined, 'DELETE')).json).toEqual({ off: [1] })
  expect((await door('faults', undefined, 'DELETE')).json).toEqual({ off: [2] })
  expect((await door('faults')).json).toEqual({ faults: [] })
  expect((await door('faults', { failure: 'heavy-load' })).json.number).toBe(3)
})

it('a maintenance is in force for its window, for the whole platform, until its end', async () => {
  const { door, signIn, api, get, refresh, clock } = setUp()
  const { access_token, refresh_token } = await signIn()
  expect((await door('maintenance', { start, end, title: 'Upgrade' })).status).toBe(201)
  expect((await api(RFIS, access_token)).status).toBe(200)
  clock.advance(7_200_000)
  const answer = await api(RFIS, access_token)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '7200'])
  expect((await refresh(refresh_token)).status).toBe(503)
  expect((await get('/')).status).toBe(200)
  clock.advance(7_200_000)
  expect((await refresh(refresh_token)).status).toBe(200)
})

it('why names the check that decides, and what would change it', async () => {
  const { door } = setUp()
  const about = (user: string, method: string, path: string) =>
    door(`why?${new URLSearchParams({ user, method, path })}`)
  expect((await about(PM, 'POST', RFIS)).json).toMatchObject({ allowed: true, decidedBy: null })
  expect((await about('viewer@northside.example', 'POST', RFIS)).json).toMatchObject({
    allowed: false,
    decidedBy: 'level',
    failure: 'permission-too-low',
    wouldPass: expect.stringContaining('Standard'),
  })
  const elsewhere = await about('7004', 'GET', '/rest/v1.0/projects/5003/rfis')
  expect(elsewhere.json).toMatchObject({ allowed: false, failure: 'project-out-of-scope' })
  const nowhere = await about(PM, 'GET', '/rest/v1.0/nothing')
  expect(nowhere.json).toMatchObject({ allowed: false, failure: 'route-unknown' })
})

it('reset makes the world as it was at start, faults, clock, tokens and journal included', async () => {
  const { door, signIn, api, journal } = setUp({ seed: 5 })
  const create = async () => {
    const { access_token } = await signIn()
    const body = JSON.stringify({
      rfi: { subject: 'Mine', question: { body: 'Which?' }, assignee_ids: [7001] },
    })
    const { status } = await api(RFIS, access_token, { method: 'POST', body })
    return { access_token, status, list: await (await api(RFIS, access_token)).json() }
  }
  const before = await create()
  expect([before.status, before.list.length]).toEqual([201, 2])
  await door('faults', { failure: 'heavy-load', match: { path: '/nowhere' } })
  await door('incidents', { name: 'Slow' })
  await door('clock', { advance: '1h' })
  expect((await door('reset', {})).status).toBe(200)
  expect((await door('clock')).json.now).toBe('2026-11-20T08:00:00.000Z')
  expect((await door('faults')).json.faults).toEqual([])
  expect(await journal()).toEqual([])
  expect((await api(RFIS, before.access_token)).status).toBe(401)
  await door('reset', {})
  // The same seed plays the same game again, to the byte.
  expect(await create()).toEqual(before)
})

it('a snapshot taken out of one emulator and put into another carries everything over', async () => {
  const one = setUp()
  const { access_token, refresh_token } = await one.signIn()
  await one.door('faults', { failure: 'heavy-load', match: { method: 'DELETE' }, times: 3 })
  await one.door('clock', { advance: '30m' })
  const body = JSON.stringify({
    rfi: { subject: 'Carried', question: { body: 'Which?' }, assignee_ids: [7001] },
  })
  await one.api(RFIS, access_token, { method: 'POST', body })
  const { json: snapshot } = await one.door('snapshot')

  const other = setUp()
  expect((await other.door('snapshot', snapshot, 'PUT')).status).toBe(200)
  expect((await other.door('clock')).json).toEqual((await one.door('clock')).json)
  expect((await other.door('faults')).json).toEqual((await one.door('faults')).json)
  expect(await (await other.api(RFIS, access_token)).text()).toContain('Carried')
  expect((await other.refresh(refresh_token)).status).toBe(200)
})

it.each([
  { change: { database: 'bm90IGEgZGF0YWJhc2U=' }, says: /no snapshot of an emulator/ },
  { change: { version: 2 }, says: /version must be/ },
  { change: { clockShiftMs: -1 }, says: /clockShiftMs must be/ },
  { change: { faults: [{ number: 'one' }] }, says: /faults must be a list/ },
])('a snapshot with $change changes nothing', async ({ change, says }) => {
  const { door, signIn, api } = setUp()
  const { access_token } = await signIn()
  const { json } = await door('snapshot')
  const refused = await door('snapshot', { ...json, ...change }, 'PUT')
  expect([refused.status, refused.json.error]).toEqual([422, expect.stringMatching(says)])
  expect((await api(RFIS, access_token)).status).toBe(200)
})

it('the journal tells every exchange, numbered, and without any secret', async () => {
  const { door, signIn, api, refresh } = setUp()
  const { access_token, refresh_token } = await signIn()
  await api(RFIS, access_token)
  await refresh(refresh_token)
  await refresh(refresh_token)
  const { json } = await door('journal')
  const text = JSON.stringify(json)
  expect(json.exchanges.map((each: { n: number }) => each.n)).toEqual([1, 2, 3, 4])
  expect(json.next).toBe(4)
  expect(json.exchanges[1]).toMatchObject({
    method: 'GET',
    url: expect.stringMatching(/\/rest\/v1\.0\/projects\/5001\/rfis$/),
    route: '/rest/v1.0/projects/{project_id}/rfis',
    clientId: APP.client_id,
    userId: 7002,
    companyId: 4001,
    projectId: 5001,
    status: 200,
    failure: null,
  })
  for (const secret of [access_token, refresh_token, APP.client_secret, 'Bearer eyJ']) {
    expect(text).not.toContain(secret)
  }
})

it('the journal is asked on by number, and by failure', async () => {
  const { door, refresh, get } = setUp()
  await get('/nothing')
  await refresh('x')
  await get('/nothing')
  const numbers = async (query: string) =>
    (await door(`journal?${query}`)).json.exchanges.map(({ n }: { n: number }) => n)
  expect(await numbers('since=1')).toEqual([2, 3])
  expect(await numbers('since=99')).toEqual([])
  expect(await numbers('failure=refresh-token-spent')).toEqual([2])
  expect(await numbers('failure=page-not-found&since=1')).toEqual([3])
})

it('an exchange still under way holds back where to ask on, so that none is missed', async () => {
  const { door, emulator, get } = setUp()
  const { journal } = emulator.parts
  const slow = journal.open(new Request('http://localhost/slow'), '/slow', IN_PROCESS)
  await get('/nothing')
  expect((await door('journal')).json).toMatchObject({ exchanges: [{ n: 2 }], next: 0 })
  journal.close(slow, { kind: 'reset' })
  const { json } = await door('journal')
  expect([json.exchanges.map(({ n }: { n: number }) => n), json.next]).toEqual([[1, 2], 2])
})

it('a reset gives everybody their limits back', async () => {
  const { door, token, api } = setUp({ limits: { spike: 2 } })
  const signIn = async () => {
    const answer = await token({ ...SERVICE, grant_type: 'client_credentials' })
    return (await answer.json()).access_token
  }
  const before = await signIn()
  for (const status of [200, 200, 429]) expect((await api(RFIS, before)).status).toBe(status)
  await door('reset', {})
  expect((await api(RFIS, await signIn())).status).toBe(200)
})

it('as a stream, the journal tells what was and what comes', async () => {
  const { emulator, get } = setUp()
  await get('/before')
  const headers = { accept: 'text/event-stream' }
  const response = await emulator.fetch('/_underpin/journal', { headers })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const until = async (part: string) => {
    while (!text.includes(part)) text += (await reader?.read())?.value ?? ''
  }
  await until('/before')
  await get('/after')
  await until('/after')
  expect(text).toMatch(/id: 1\nevent: exchange\ndata: \{.*\n\nid: 2\nevent: exchange\ndata: \{/)
  emulator.parts.door.endStreams()
  expect(await reader?.read()).toEqual({ done: true, value: undefined })
})

it('a code from the door buys tokens', async () => {
  const { code, token } = setUp()
  const given = await code(PM, REDIRECT)
  const fields = { ...APP, grant_type: 'authorization_code', code: given, redirect_uri: REDIRECT }
  expect((await token(fields)).status).toBe(200)
})

it('the outbox is there, and empty until there is something to send', async () => {
  expect((await setUp().door('outbox')).json).toEqual({ messages: [] })
})

it('every failure of the catalogue is told', async () => {
  const text = JSON.stringify((await setUp().door('failures.json')).json)
  expect(text).toContain('"heavy-load"')
  expect(text).toContain('"webhook-duplicate"')
})
