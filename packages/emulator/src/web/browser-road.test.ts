import { expect, it } from 'vitest'
import { apiRig, open } from '../../test/api-rig.ts'
import { type Asking, askAs } from './browser-road.ts'

const RFI = { subject: 'Beam', question: { body: '?' }, assignee_ids: [7012] }

function setUp() {
  const { engine, surface } = apiRig()
  const call = open('GET', '/5001/project/rfi/list', {})
  const ask = (userId: number, asking: Partial<Asking>) =>
    askAs(userId, engine, call, { method: 'GET', target: '', companyId: 4001, ...asking })
  return { engine, surface, call, ask }
}

const path = '/rest/v1.0/projects/5001/rfis'

it('a person acts for themselves, and no app does', () => {
  const { engine, ask } = setUp()
  const changes: unknown[] = []
  engine.parts.changes.listen((change) => changes.push(change))
  const made = ask(7002, { method: 'POST', target: path, body: { rfi: RFI } })
  expect(made).toMatchObject({ json: { subject: 'Beam', created_by: { id: 7002 } } })
  expect(changes).toMatchObject([
    { resource: 'rfis', event: 'create', userId: 7002, clientId: null },
  ])
})

it('no app has to be connected to a company for its people to work there', () => {
  const { ask } = setUp()
  const target = '/rest/v1.0/companies/4002/users'
  expect(ask(7001, { target, companyId: 4002 })).toMatchObject({ json: [{ id: 7001 }] })
})

it.each([
  [
    'a level that is too low',
    7003,
    { method: 'POST', target: path, body: { rfi: RFI } },
    'permission-too-low',
  ],
  [
    'a company of others',
    7002,
    { target: '/rest/v1.0/companies/4002/users', companyId: 4002 },
    'permission-too-low',
  ],
  [
    'a project of others',
    7002,
    { target: '/rest/v1.0/projects/5003/rfis' },
    'project-out-of-scope',
  ],
  ['a project of another company', 7001, { target: path, companyId: 4002 }, 'resource-not-found'],
  ['a tool that is off', 7002, { target: '/rest/v1.0/projects/5002/rfis' }, 'tool-disabled'],
  ['a record that is not there', 7002, { target: `${path}/99` }, 'resource-not-found'],
  [
    'an attribute that is lacking',
    7002,
    { method: 'POST', target: path, body: { rfi: {} } },
    'missing-field',
  ],
] as const)('%s is refused as the API refuses it', (_what, userId, asking, failure) => {
  expect(setUp().ask(userId, asking)).toMatchObject({ failure })
})

it('the API and the page are shown the same', async () => {
  const { surface, ask } = setUp()
  const target = `${path}?page=1&per_page=50`
  const ofApi = await surface.handle(open('GET', target, { as: 'user-7002' }))
  expect(ofApi).toMatchObject({ status: 200 })
  const { text, headers } = ofApi as { text: string; headers: Record<string, string> }
  const ofPage = ask(7002, { target })
  expect(ofPage).toMatchObject({ json: JSON.parse(text), headers: { total: headers['total'] } })
})

it('what is found out on the way is written on the call of the page, which keeps its own address', () => {
  const { call, ask } = setUp()
  ask(7002, { method: 'POST', target: path, body: { rfi: { ...RFI, due_date: 'soon' } } })
  expect(call).toMatchObject({
    path: '/5001/project/rfi/list',
    failure: 'date-silently-dropped',
    because: 'the value of due_date is no date, and was stored as null',
    caller: null,
  })
})
