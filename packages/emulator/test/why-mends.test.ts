/**
 * For each kind of refusal that has a real cause: `why` says what the wire said, and doing what it says
 * makes the call pass. Causes are made, and mended, through the API and the control door alone.
 */
import { expect, it } from 'vitest'
import { SERVICE, setUp } from './emulator-rig.ts'

const ADMIN = 'admin@northside.example'
const RFIS = '/rest/v1.0/projects/5001/rfis'
const FAR = 598_134_325_779_301

type Rig = ReturnType<typeof setUp>

interface Row {
  readonly cause: string
  /** An email, or the client id of the app that signs in for itself. */
  readonly who: string
  readonly method?: string
  readonly path: string
  readonly body?: object
  readonly company?: number
  readonly assumptions?: Record<string, string>
  /** Makes the cause; without it, the default world has it. */
  readonly make?: (rig: Rig, admin: Admin) => Promise<unknown>
  readonly failure: string
  readonly status: number
  readonly decidedBy: string
  /** What a company administrator reads. */
  readonly words: RegExp
}

type Admin = (method: string, path: string, body?: unknown, company?: number) => Promise<Response>

const app = (companyId: number, clientId: string) => `companies/${companyId}/apps/${clientId}`

const rfi = { rfi: { subject: 'S', question: { body: 'Q?' }, assignee_ids: [7001] } }

const rows: Row[] = [
  {
    cause: 'the app was disconnected',
    who: 'pm@northside.example',
    path: RFIS,
    make: ({ door }) => door(app(4001, 'underpin-app'), { connected: false }, 'PATCH'),
    failure: 'app-not-connected',
    status: 403,
    decidedBy: 'app-connected',
    words: /App Management.*connect it again/,
  },
  {
    cause: 'the app was never installed',
    who: ADMIN,
    path: '/rest/v1.0/vendors?company_id=4002',
    company: 4002,
    failure: 'app-not-connected',
    status: 403,
    decidedBy: 'app-connected',
    words: /App Management.*install it/,
  },
  {
    cause: 'the app was uninstalled',
    who: 'underpin-service',
    path: RFIS,
    make: ({ door }) => door(app(4001, 'underpin-service'), undefined, 'DELETE'),
    failure: 'app-not-connected',
    status: 403,
    decidedBy: 'app-connected',
    words: /install it/,
  },
  {
    cause: 'the installed version has no Data Connector',
    who: 'underpin-service',
    path: RFIS,
    make: async ({ door }) => {
      await door('apps/underpin-service/versions', { version: '1.1.0', dataConnector: false })
      await door(
        app(4001, 'underpin-service'),
        { version: '1.1.0', permittedProjects: [5001] },
        'PATCH',
      )
    },
    failure: 'app-not-connected',
    status: 403,
    decidedBy: 'app-version',
    words: /update it.*version 1\.0\.0.*permitted projects again/,
  },
  {
    cause: 'the update took the permitted projects away',
    who: 'underpin-service',
    path: RFIS,
    make: async ({ door }) => {
      await door('apps/underpin-service/versions', { version: '2.0.0' })
      await door(app(4001, 'underpin-service'), { version: '2.0.0' }, 'PATCH')
    },
    failure: 'project-out-of-scope',
    status: 403,
    decidedBy: 'project-member',
    words: /permitted projects/,
  },
  {
    cause: 'the project was never permitted to the app',
    who: 'underpin-service',
    path: '/rest/v1.0/projects/5003/rfis',
    failure: 'project-out-of-scope',
    status: 403,
    decidedBy: 'project-member',
    words: /add project 5003 to its permitted projects/,
  },
  {
    cause: 'the person is not in the project',
    who: 'pm@northside.example',
    path: '/rest/v1.0/projects/5003/rfis',
    failure: 'project-out-of-scope',
    status: 403,
    decidedBy: 'project-member',
    words: /Directory tool of project 5003.*Parker Mason \(user 7002\)/,
  },
  {
    cause: 'the person is not in the company',
    who: 'pm@northside.example',
    path: `/rest/v1.0/vendors?company_id=${FAR}`,
    company: FAR,
    failure: 'permission-too-low',
    status: 403,
    decidedBy: 'company-directory',
    words: /Directory tool of company 598134325779301, add Parker Mason/,
  },
  {
    cause: 'the tool is off',
    who: 'pm@northside.example',
    path: '/rest/v1.0/projects/5002/rfis',
    failure: 'tool-disabled',
    status: 403,
    decidedBy: 'tool-enabled',
    words: /Admin tool of project 5002.*switch RFIs on/,
  },
  {
    cause: 'the tool was switched off',
    who: 'pm@northside.example',
    path: RFIS,
    make: (_rig, admin) =>
      admin('PATCH', '/rest/v1.0/projects/5001/tools', { tools: [{ id: 204, is_active: false }] }),
    failure: 'tool-disabled',
    status: 403,
    decidedBy: 'tool-enabled',
    words: /switch RFIs on/,
  },
  {
    cause: 'Read Only does not write',
    who: 'viewer@northside.example',
    method: 'POST',
    path: RFIS,
    body: rfi,
    failure: 'permission-too-low',
    status: 403,
    decidedBy: 'level',
    words: /Vivian Ewer \(user 7003\).*Standard or more on RFIs.*template "Read Only"/,
  },
  {
    cause: 'the template of the app was lowered',
    who: 'underpin-service',
    method: 'POST',
    path: RFIS,
    body: rfi,
    make: async ({ door }, admin) => {
      const listed = await (
        await admin('GET', '/rest/v1.0/companies/4001/permission_templates')
      ).json()
      const own = listed.find(
        (each: { name: string; type: string }) =>
          each.name === 'Underpin Service' && each.type === 'global',
      )
      await door(`permission-templates/${own.id}`, { levels: { rfi: 'Read Only' } }, 'PATCH')
    },
    failure: 'permission-too-low',
    status: 403,
    decidedBy: 'level',
    words: /Standard or more on RFIs/,
  },
  {
    cause: 'somebody added without a template has Read Only',
    who: 'pm@northside.example',
    method: 'POST',
    path: '/rest/v1.0/projects/5003/rfis',
    body: rfi,
    make: (_rig, admin) => admin('POST', '/rest/v1.0/projects/5003/users/7002/actions/add', {}),
    failure: 'permission-too-low',
    status: 403,
    decidedBy: 'level',
    words: /such as "Standard"/,
  },
  {
    cause: 'a company tool wants more',
    who: 'viewer@northside.example',
    method: 'POST',
    path: '/rest/v1.0/vendors?company_id=4001',
    body: { company_id: 4001, vendor: { name: 'V' } },
    failure: 'permission-too-low',
    status: 403,
    decidedBy: 'level',
    words: /Directory tool of company 4001.*on Directory/,
  },
  {
    cause: 'None on the tool hides the record',
    who: 'sub@northside.example',
    path: `${RFIS}/20001`,
    failure: 'resource-hidden',
    status: 404,
    decidedBy: 'level',
    words: /Read Only or more on RFIs/,
  },
  {
    cause: 'the record is private, and not theirs',
    who: 'viewer@northside.example',
    path: `${RFIS}/20001`,
    make: (_rig, admin) => admin('PATCH', `${RFIS}/20001`, { rfi: { private: true } }),
    failure: 'resource-hidden',
    status: 404,
    decidedBy: 'record',
    words: /mark "private" off this record, or name Vivian Ewer.*among its people/,
  },
  {
    cause: 'Webhooks API has to be given by name',
    who: 'pm@northside.example',
    path: '/rest/v1.0/webhooks/hooks?project_id=5001',
    failure: 'permission-too-low',
    status: 403,
    decidedBy: 'level',
    words: /Webhooks API/,
  },
  {
    cause: 'the person was deactivated',
    who: 'pm@northside.example',
    path: RFIS,
    make: (_rig, admin) =>
      admin('PATCH', '/rest/v1.0/companies/4001/users/7002', { user: { is_active: false } }),
    failure: 'access-token-revoked',
    status: 401,
    decidedBy: 'user-active',
    words: /inactive users.*reactivate Parker Mason/,
  },
  {
    cause: 'the person was deactivated, and is told 403',
    who: 'pm@northside.example',
    path: RFIS,
    assumptions: { 'deactivated-user': '403' },
    make: (_rig, admin) =>
      admin('PATCH', '/rest/v1.0/companies/4001/users/7002', { user: { is_active: false } }),
    failure: 'permission-too-low',
    status: 403,
    decidedBy: 'user-active',
    words: /reactivate/,
  },
]

it.each(rows)('$cause: $failure, and what why says mends it', async (row) => {
  const { who, method = 'GET', path, body, company = 4001, make } = row
  const rig = setUp(row.assumptions ? { assumptions: row.assumptions } : {})
  const adminToken = (await rig.signIn(ADMIN)).access_token
  const admin: Admin = (how, where, sent, of = company) =>
    rig.api(where, adminToken, {
      method: how,
      headers: { 'procore-company-id': String(of) },
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    })
  const token = who.includes('@')
    ? (await rig.signIn(who)).access_token
    : (await (await rig.token({ ...SERVICE, grant_type: 'client_credentials' })).json())
        .access_token
  const call = () =>
    rig.api(path, token, {
      method,
      headers: { 'procore-company-id': String(company) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const why = async () =>
    (
      await rig.door(
        `why?${new URLSearchParams({ user: who, method, path, companyId: String(company) })}`,
      )
    ).json
  const ask = (made: Awaited<ReturnType<typeof why>>) => [made.failure, made.decidedBy]

  await make?.(rig, admin)
  const answer = await call()
  const { failure } = (await rig.journal()).at(-1)
  const said = await why()
  expect([answer.status, failure]).toEqual([row.status, row.failure])
  expect(ask(said)).toEqual([row.failure, row.decidedBy])
  expect(said.wouldPass).toMatch(row.words)
  expect(said.calls).not.toEqual([])

  // One thing at a time, as an administrator would: what stands behind it is said next.
  for (let verdict = said; !verdict.allowed; verdict = await why()) {
    expect(verdict.calls, verdict.because).not.toEqual([])
    for (const step of verdict.calls) {
      const done = step.path.startsWith('/_underpin/')
        ? await rig.door(step.path.slice('/_underpin/'.length), step.body, step.method)
        : await admin(step.method, step.path, step.body)
      expect([step.path, done.status < 300]).toEqual([step.path, true])
    }
    const next = await why()
    expect(next.because, 'a mend must change something').not.toBe(verdict.because)
  }
  expect((await call()).status).toBeLessThan(300)
})

it('what only the caller can mend is said in words, without calls', async () => {
  const rig = setUp()
  const why = async (query: Record<string, string>) =>
    (await rig.door(`why?${new URLSearchParams({ user: ADMIN, ...query })}`)).json
  const cases = [
    [{ path: `${RFIS}/999` }, 'resource-not-found', 'record'],
    [{ path: '/rest/v1.0/projects/5999/rfis' }, 'resource-not-found', 'scope'],
    [{ path: RFIS, companyId: String(FAR) }, 'resource-not-found', 'scope'],
    [{ path: '/rest/v1.0/vendors' }, 'missing-field', 'scope'],
    [
      { path: '/rest/v1.0/vendors?company_id=77', companyId: '77' },
      'app-not-connected',
      'app-connected',
    ],
  ] as const
  for (const [query, failure, decidedBy] of cases) {
    const said = await why(query)
    expect(said).toMatchObject({ allowed: false, failure, decidedBy, calls: [] })
    expect(said.wouldPass).toMatch(/^[A-Z].*\.$/)
  }
})

it('a project that is not there is decided by its scope, and not by the levels that nobody has there', async () => {
  const rig = setUp()
  const { access_token } = await rig.signIn('sub@northside.example')
  await rig.api('/rest/v1.0/projects/5999/rfis', access_token)
  const { failure } = (await rig.journal()).at(-1)
  const query = new URLSearchParams({
    user: 'sub@northside.example',
    path: '/rest/v1.0/projects/5999/rfis',
    companyId: '4001',
  })
  expect((await rig.door(`why?${query}`)).json).toMatchObject({ failure, decidedBy: 'scope' })
})

it('clientId alone asks for the user of an app that signs in for itself', async () => {
  const rig = setUp()
  const ask = async (query: Record<string, string>) =>
    (await rig.door(`why?${new URLSearchParams({ path: RFIS, ...query })}`)).json
  const byClient = await ask({ clientId: 'underpin-service' })
  expect(byClient).toMatchObject({ allowed: true, clientId: 'underpin-service', companyId: 4001 })
  expect(await ask({ user: 'underpin-service' })).toEqual(byClient)
  expect(await ask({ user: String(byClient.user) })).toEqual(byClient)
  expect(await ask({ user: 'nobody@nowhere.example' })).toMatchObject({
    field: 'user',
    clientIds: ['underpin-app', 'underpin-service'],
  })
})
