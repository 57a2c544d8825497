import { expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'
import { Resources } from '../engine/resources.ts'
import { RESOURCES } from '../resources/index.ts'
import { parseWorld } from './read-world.ts'
import { WorldFileError } from './world-file-error.ts'

const names = new Resources(RESOURCES).recordNames()
const read = (text: string) => parseWorld(text, 'world.yaml', names)

const good = `
companies:
  - id: 1
    name: One
    connectedApps: [app]
    members:
      - { user: 10, level: Admin }
    records:
      vendors:
        - { name: Ace, origin_id: a-1 }
users:
  - { id: 10, email: ann@one.example, firstName: Ann, lastName: One, password: secret }
projects:
  - id: 100
    company: 1
    name: Yard
    disabledTools: [submittals]
    members:
      - { user: 10, level: Standard, tools: { rfi: Read Only } }
    records:
      rfis:
        - { id: 900, subject: S, question: { body: Q }, assignee_ids: [10] }
      rfi_replies:
        - { rfi_id: 900, body: A }
apps:
  - { clientId: app, clientSecret: s, name: App, grants: [authorization_code, refresh_token] }
`

it('a world of a file is the world that is served', async () => {
  const { get } = apiRig({ world: read(good) })
  const ask = { as: 'user-10', company: 1 }
  const world = read(good)
  expect(world.limits).toEqual({ hourly: 3600, spike: 25 })
  const tokens = { ...world, apps: world.apps.map((app) => ({ ...app, clientId: 'underpin-app' })) }
  const served = apiRig({
    world: {
      ...tokens,
      companies: world.companies.map((c) => ({ ...c, connectedApps: ['underpin-app'] })),
    },
  })
  expect((await get('/rest/v1.0/vendors?company_id=1', ask)).call.failure).toBe('app-not-connected')
  expect((await served.get('/rest/v1.0/vendors?company_id=1', ask)).json).toMatchObject([
    { name: 'Ace', origin_id: 'a-1' },
  ])
  expect((await served.get('/rest/v1.0/projects/100/rfis/900', ask)).json.subject).toBe('S')
  expect((await served.get('/rest/v1.0/projects/100/rfis/900/replies', ask)).json).toMatchObject([
    { plain_text_body: 'A' },
  ])
})

it.each([
  {
    rule: 'broken YAML',
    text: 'companies:\n  - id: 1\n   name: x',
    says: ['line 3', 'is no YAML'],
  },
  {
    rule: 'an unknown key',
    text: good.replace('disabledTools', 'disabledTool'),
    says: ['line 17', 'projects.0.disabledTool', 'did you mean "disabledTools"'],
  },
  {
    rule: 'a required key that is mistyped',
    text: good.replace('name: One', 'nmae: One'),
    says: ['line 4', 'companies.0.nmae', 'did you mean "name"'],
  },
  {
    rule: 'a required key that is missing',
    text: good.replace('    name: One\n', ''),
    says: ['line 3', 'companies.0.name', 'is missing'],
  },
  {
    rule: 'a value of the wrong type',
    text: good.replace('id: 100', 'id: hundred'),
    says: ['line 14', 'projects.0.id', 'expected number, received string'],
  },
  {
    rule: 'a level that there is not',
    text: good.replace('Admin', 'Boss'),
    says: ['line 7', 'companies.0.members.0.level'],
  },
  { rule: 'a missing key', text: good.replace('    name: Yard\n', ''), says: ['projects.0.name'] },
  {
    rule: 'a tool that there is not',
    text: good.replace('[submittals]', '[submital]'),
    says: ['line 17', 'did you mean "submittals"'],
  },
  {
    rule: 'a resource that there is not',
    text: good.replace('vendors:', 'vendor:'),
    says: ['line 9', 'there is no resource "vendor"', 'did you mean "vendors"'],
  },
  {
    rule: 'a user that there is not',
    text: good.replace('user: 10, level: Standard', 'user: 11, level: Standard'),
    says: ['line 19', 'there is no user 11'],
  },
  {
    rule: 'a company that there is not',
    text: good.replace('company: 1', 'company: 2'),
    says: ['line 15', 'there is no company 2'],
  },
  {
    rule: 'an app that there is not',
    text: good.replace('[app]', '[ap]'),
    says: ['line 5', 'did you mean "app"'],
  },
  {
    rule: 'the same id twice',
    text: good.replace('projects:', '  - { id: 10, email: b@x.example, lastName: B }\nprojects:'),
    says: ['users.1', '10 is there twice'],
  },
  { rule: 'nothing', text: '', says: ['world.yaml'] },
  { rule: 'a list', text: '- 1', says: ['line 1'] },
  {
    rule: 'a bomb of aliases',
    text: `a: &a [1]\nb: [${Array(200).fill('*a').join(',')}]`,
    says: ['too many aliases'],
  },
])('$rule is refused with its place', ({ text, says }) => {
  expect(() => read(text)).toThrow(WorldFileError)
  for (const each of says) expect(() => read(text)).toThrow(each)
})

it('a record that its resource refuses is refused with the reason', () => {
  const world = read(good.replace('name: Ace', 'trade_name: Ace'))
  expect(() => apiRig({ world })).toThrow('a record of "vendors" is refused: {"name":["required"]}')
  const undated = read(good.replace('subject: S', 'subject: S, due_date: soon'))
  expect(() => apiRig({ world: undated })).toThrow('the value of "due_date" is no date')
})
