/** A document over a real socket: the road that every call takes, and what stands beside what is built in. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEmulator } from '../src/create-emulator.ts'
import type { Emulator } from '../src/emulator.ts'
import { OpenApi } from '../src/openapi/openapi.ts'
import { type Listening, listen } from '../src/server/listen.ts'
import { SERVICE, usualCalls } from './emulator-rig.ts'
import { SAMPLE_DOCUMENT } from './sample-document.ts'

const CRANES = '/rest/v1.0/projects/5001/cranes'
let emulator: Emulator
let server: Listening
let at: ReturnType<typeof usualCalls>
let token = ''

beforeAll(async () => {
  const limits = { hourly: 3_600, spike: 0 }
  emulator = createEmulator({ openapi: OpenApi.from(SAMPLE_DOCUMENT), limits, seed: 7 })
  server = await listen(emulator, { port: 0 })
  at = usualCalls(emulator, server.url)
  const signedIn = await at.token({ ...SERVICE, grant_type: 'client_credentials' })
  token = (await signedIn.json()).access_token
})

afterAll(async () => {
  await server.close()
  emulator.close()
})

const call = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'procore-company-id': '4001', ...headers },
  })
const failure = () =>
  emulator.parts.journal.endedAs(emulator.parts.journal.closedCount - 1)?.failure

it.each([
  {
    rule: 'no token',
    path: CRANES,
    headers: { authorization: '' },
    want: [401, 'access-token-missing'],
  },
  {
    rule: 'no company',
    path: CRANES,
    headers: { 'procore-company-id': 'x' },
    want: [400, 'company-header-missing'],
  },
  {
    rule: 'an app that is not connected',
    path: CRANES,
    headers: { 'procore-company-id': '4002' },
    want: [403, 'app-not-connected'],
  },
  {
    rule: 'a project that is not permitted',
    path: '/rest/v1.0/projects/5003/cranes',
    headers: {},
    want: [403, 'project-out-of-scope'],
  },
  {
    rule: 'a project that there is not',
    path: '/rest/v1.0/projects/1/cranes',
    headers: {},
    want: [404, 'resource-not-found'],
  },
  {
    rule: 'a project in the query',
    path: '/rest/v1.0/noise_limits?zone=AB&project_id=5003',
    headers: {},
    want: [403, 'project-out-of-scope'],
  },
  {
    rule: 'a path outside of the API, without a token',
    path: '/weather/here.json',
    headers: { authorization: '' },
    want: [401, 'access-token-missing'],
  },
  {
    rule: 'a method that the document has not',
    path: '/rest/v1.0/trees',
    method: 'DELETE',
    want: [404, 'route-unknown'],
  },
  {
    rule: 'token before parameters',
    path: '/rest/v1.0/noise_limits',
    headers: { authorization: '' },
    want: [401, 'access-token-missing'],
  },
  {
    rule: 'project before parameters',
    path: '/rest/v1.0/projects/5003/cranes?status=ajar',
    want: [403, 'project-out-of-scope'],
  },
])(
  '$rule is refused as on a built-in path',
  async ({ path, headers = {}, method = 'GET', want }) => {
    const { status } = await call(path, headers as Record<string, string>, { method })
    expect([status, failure()]).toEqual(want)
  },
)

it('the official flow: made, shown, counted by the rate limit, and written in the journal', async () => {
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ crane: { name: 'North' } })
  const made = await call(CRANES, json, { method: 'POST', body })
  expect(made.status).toBe(201)
  expect(made.headers.get('content-type')).toBe('application/json; charset=utf-8')
  const { id } = await made.json()
  const shown = await call(`${CRANES}/${id}`)
  expect(await shown.json()).toMatchObject({ id, name: 'North' })
  const left = (response: Response) => Number(response.headers.get('x-rate-limit-remaining'))
  expect(left(shown)).toBe(left(made) - 1)
  const { exchanges } = (await at.door('journal')).json
  expect(exchanges.at(-1)).toMatchObject({
    ...{ method: 'GET', status: 200, route: '/rest/v1.0/projects/{project_id}/cranes/{id}' },
    ...{ companyId: 4001, projectId: 5001 },
  })
})

it('a fault is raised on a path of the document, and a broken promise is noticed', async () => {
  const order = {
    failure: 'heavy-load',
    match: { path: '/rest/v1.0/projects/*/cranes' },
    times: 1,
    retryAfterS: 60,
  }
  expect((await at.door('faults', order)).status).toBe(201)
  const loaded = await call(CRANES)
  expect([loaded.status, loaded.headers.get('retry-after')]).toEqual([503, '60'])
  expect((await call(CRANES)).status).toBe(200)
  const { exchanges } = (await at.door('journal')).json
  expect(exchanges.at(-2)).toMatchObject({ failure: 'heavy-load' })
  const kinds = exchanges.at(-1).brokenPromises.map((each: { kind: string }) => each.kind)
  expect(kinds).toContain('called-while-told-to-wait')
})

it('what is built in wins on its own paths, and leaves the others to the document', async () => {
  const { openapi } = emulator.parts
  expect(openapi).toMatchObject({ operations: 26, shadowed: 2, served: 24, stateful: 12 })
  const builtIn = await call('/rest/v1.0/projects/5001/rfis')
  expect((await builtIn.json())[0]).toHaveProperty('subject')
  const exact = await call('/rest/v1.0/projects/5001/rfis/weather')
  expect(await exact.json()).toEqual({ count: 1, note: 'note' })
  const summary = await call(`${CRANES}/summary`)
  expect(await summary.json()).toEqual({ count: 1, note: 'note' })
  expect((await call('/rest/v1.0/unheard_of')).status).toBe(404)
  expect((await call('/weather/here.json')).status).toBe(200)
})

it('why is asked of a path of the document as of any other', async () => {
  const why = async (user: number, path: string) =>
    (await at.door(`why?user=${user}&method=GET&path=${path}`)).json
  expect(await why(7002, CRANES)).toMatchObject({
    allowed: true,
    route: '/rest/v1.0/projects/{project_id}/cranes',
  })
  expect(await why(7002, '/rest/v1.0/projects/5003/cranes')).toMatchObject({
    allowed: false,
    decidedBy: 'project-member',
  })
})
