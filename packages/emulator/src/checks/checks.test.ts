import { expect, it } from 'vitest'
import { type Ask, apiRig } from '../../test/api-rig.ts'

const rfis = '/rest/v1.0/projects/5001/rfis'
const rfi = `${rfis}/20001`

interface Row {
  rule: string
  method?: string
  path: string
  ask?: Ask
  want: [number, string | null]
  text?: string
  assumptions?: Record<string, string>
}

const rows: Row[] = [
  {
    rule: 'no token is answered before anything else',
    path: '/rest/v1.0/nothing',
    ask: { as: null, company: null },
    want: [401, 'access-token-missing'],
    text: 'Invalid Token',
  },
  {
    rule: 'a token that nobody issued is rejected',
    path: rfi,
    ask: { as: 'made-up' },
    want: [401, 'access-token-revoked'],
  },
  {
    rule: 'an expired token says so to the journal',
    path: rfi,
    ask: { as: 'expired' },
    want: [401, 'access-token-expired'],
  },
  {
    rule: 'a revoked token too',
    path: rfi,
    ask: { as: 'revoked' },
    want: [401, 'access-token-revoked'],
  },
  {
    rule: 'a token of another environment too',
    path: rfi,
    ask: { as: 'foreign' },
    want: [401, 'wrong-environment-token'],
  },
  {
    rule: 'an unknown route is 404 with a token',
    path: '/rest/v1.0/nothing',
    want: [404, 'route-unknown'],
  },
  {
    rule: 'a known path with another method is no route',
    method: 'DELETE',
    path: rfi,
    want: [404, 'route-unknown'],
  },
  {
    rule: 'the company header is required',
    path: rfi,
    ask: { company: null },
    want: [400, 'company-header-missing'],
    text: 'Missing Procore-Company-Id header!',
  },
  {
    rule: 'also when the query names the company',
    path: '/rest/v1.0/vendors?company_id=4001',
    ask: { company: null },
    want: [400, 'company-header-missing'],
  },
  {
    rule: 'and may be made a 404',
    path: rfi,
    ask: { company: null },
    assumptions: { 'missing-company-header': '404' },
    want: [404, 'company-header-missing'],
  },
  {
    rule: 'a header that is no id counts as missing',
    path: rfi,
    ask: { company: 'abc' },
    want: [400, 'company-header-missing'],
  },
  { rule: 'me needs no header', path: '/rest/v1.0/me', ask: { company: null }, want: [200, null] },
  {
    rule: 'companies need no header',
    path: '/rest/v1.0/companies',
    ask: { company: null },
    want: [200, null],
  },
  {
    rule: 'me with a company in its query needs it',
    path: '/rest/v1.0/me?company_id=4001',
    ask: { company: null },
    want: [400, 'company-header-missing'],
  },
  {
    rule: 'an app that signs in for itself needs it for me',
    path: '/rest/v1.0/me',
    ask: { as: 'service', company: null },
    want: [400, 'company-header-missing'],
  },
  {
    rule: 'an app that is not connected is turned away',
    path: '/rest/v1.0/vendors?company_id=4002',
    ask: { company: 4002 },
    want: [403, 'app-not-connected'],
    text: 'App is not connected to this company.',
  },
  {
    rule: 'so is one that names a company that is not there',
    path: '/rest/v1.0/vendors?company_id=9',
    ask: { company: 9 },
    want: [403, 'app-not-connected'],
  },
  {
    rule: 'me goes on working for it',
    path: '/rest/v1.0/me',
    ask: { company: 4002 },
    want: [200, null],
  },
  {
    rule: 'who is not in the company is turned away',
    path: '/rest/v1.0/vendors?company_id=598134325779301',
    ask: { as: 'user-7002', company: 598134325779301 },
    want: [403, 'permission-too-low'],
  },
  {
    rule: 'an id wider than 32 bits is a company like any other',
    path: '/rest/v1.0/vendors?company_id=598134325779301',
    ask: { company: 598134325779301 },
    want: [200, null],
  },
  {
    rule: 'a header for another company than the project hides it',
    path: rfi,
    ask: { company: 598134325779301 },
    want: [404, 'resource-not-found'],
  },
  {
    rule: 'or forbids it',
    path: rfi,
    ask: { company: 598134325779301 },
    assumptions: { 'foreign-company-header': '403' },
    want: [403, 'project-out-of-scope'],
  },
  {
    rule: 'a project without the caller is out of scope',
    path: '/rest/v1.0/projects/5003/rfis',
    ask: { as: 'user-7002' },
    want: [403, 'project-out-of-scope'],
  },
  {
    rule: 'a project that is not permitted to the app too',
    path: '/rest/v1.0/projects/5003/rfis',
    ask: { as: 'service' },
    want: [403, 'project-out-of-scope'],
  },
  {
    rule: 'showing such a project too',
    path: '/rest/v1.0/projects/5003?company_id=4001',
    ask: { as: 'service' },
    want: [403, 'project-out-of-scope'],
  },
  {
    rule: 'a project that is not there is not found',
    path: '/rest/v1.0/projects/5999/rfis',
    want: [404, 'resource-not-found'],
  },
  {
    rule: 'a tool that is off is forbidden',
    path: '/rest/v1.0/projects/5002/rfis',
    want: [403, 'tool-disabled'],
  },
  {
    rule: 'or not found',
    path: '/rest/v1.0/projects/5002/rfis',
    assumptions: { 'disabled-tool': '404' },
    want: [404, 'tool-disabled'],
  },
  {
    rule: 'None on the tool forbids the list',
    path: rfis,
    ask: { as: 'user-7004' },
    want: [403, 'permission-too-low'],
  },
  {
    rule: 'and hides the record',
    path: rfi,
    ask: { as: 'user-7004' },
    want: [404, 'resource-hidden'],
  },
  { rule: 'Read Only reads', path: rfi, ask: { as: 'user-7003' }, want: [200, null] },
  {
    rule: 'and does not write',
    method: 'POST',
    path: rfis,
    ask: { as: 'user-7003', body: { rfi: {} } },
    want: [403, 'permission-too-low'],
  },
  {
    rule: 'an unknown record is not found',
    path: `${rfis}/99999`,
    want: [404, 'resource-not-found'],
  },
  {
    rule: 'a record of another project is not found',
    path: '/rest/v1.0/projects/5003/rfis/20001',
    want: [404, 'resource-not-found'],
  },
]

it.each(rows)('$rule', async ({ method = 'GET', path, ask, want, text, assumptions }) => {
  const { send } = apiRig(assumptions ? { assumptions } : {})
  const { status, call, text: body } = await send(method, path, ask)
  expect([status, call.failure]).toEqual(want)
  if (text) expect(body).toContain(text)
})

it('the first check in the order decides when several would refuse', async () => {
  const { send, platform } = apiRig()
  const ask = { as: 'user-7004', company: null }
  const path = '/rest/v1.0/projects/5002/rfis'
  const steps: [string, () => unknown][] = [
    ['company-header-missing', () => Object.assign(ask, { company: 4002 })],
    ['app-not-connected', () => platform.directory.connect('underpin-app', 4002, null)],
    ['permission-too-low', () => Object.assign(ask, { company: 4001 })],
    [
      'project-out-of-scope',
      () => platform.directory.putMember('project', 5002, 7004, { default: 'None', tools: {} }),
    ],
    ['tool-disabled', () => platform.directory.putTool(5002, 'rfi', true, 4)],
    [
      'permission-too-low',
      () =>
        platform.directory.putMember('project', 5002, 7004, { default: 'Read Only', tools: {} }),
    ],
  ]
  for (const [failure, mend] of steps) {
    expect((await send('GET', path, ask)).call.failure).toBe(failure)
    mend()
  }
  expect((await send('GET', path, ask)).status).toBe(200)
})

it('every answer after the token names the request and forbids caching', async () => {
  const { get } = apiRig()
  for (const path of ['/rest/v1.0/me', '/rest/v1.0/nothing']) {
    const { headers } = await get(path)
    expect(headers['x-request-id']).toBe('request-1')
    expect(headers['cache-control']).toBe('no-store, must-revalidate, private, max-age=0')
  }
})
