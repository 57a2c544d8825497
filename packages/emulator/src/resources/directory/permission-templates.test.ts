import { expect, it } from 'vitest'
import { apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

const C = '/rest/v1.0/companies/4001/permission_templates'
const P = '/rest/v1.0/projects/5001/permission_templates'
const ASSIGN = '/rest/v1.0/projects/5001/permission_template_assignments'
const RFIS = '/rest/v1.0/projects/5001/rfis'

interface Named {
  readonly id: number
  readonly name: string
  readonly type: string
}

const names = (all: readonly Named[]) => all.map(({ name }) => name).sort()

const rfi = { rfi: { subject: 'S', question: { body: 'Q?' }, assignee_ids: [7001] } }

const assign = (user_id: unknown, permission_template_id: unknown) => ({
  permission_template_assignments: { user_id, permission_template_id },
})

it('the levels of the default world are templates: of the company, of all projects, of one', async () => {
  const { get } = apiRig()
  const all: Named[] = (await get(C)).json
  const byType = (type: string) => names(all.filter((each) => each.type === type))
  expect(byType('company_tools')).toEqual([
    'Admin',
    'None',
    'Read Only',
    'Standard',
    'Underpin Service',
  ])
  expect(byType('global')).toEqual(['Admin', 'Read Only', 'Standard', 'Underpin Service'])
  expect(byType('project_specific')).toEqual(['Standard, RFIs None'])
  expect(Object.keys(all[0] ?? {})).toEqual(['id', 'name', 'project_specific', 'type', 'category'])
  const only = await get(`${C}?filters[type]=company_tools`)
  expect(names(only.json)).toEqual(byType('company_tools'))
})

it('a project offers those of all projects and its own', async () => {
  const { get } = apiRig()
  expect(names((await get(P)).json)).toEqual([
    'Admin',
    'Read Only',
    'Standard',
    'Standard, RFIs None',
    'Underpin Service',
  ])
  const other = await get('/rest/v1.0/projects/5003/permission_templates')
  expect(names(other.json)).toEqual(['Admin', 'Read Only', 'Standard', 'Underpin Service'])
})

// The app has Webhooks API, which the project manager has not.
it('assignables_only leaves out what gives more than the caller has', async () => {
  const { get } = apiRig()
  const mine = await get(`${P}?filters[assignables_only]=true`, { as: 'user-7002' })
  expect(names(mine.json)).toEqual(['Read Only', 'Standard', 'Standard, RFIs None'])
  const admins = await get(`${P}?filters[assignables_only]=true`)
  expect(names(admins.json)).toContain('Admin')
})

it('the templates in use on a project', async () => {
  const { get } = apiRig()
  const path = '/rest/v1.0/projects/5002/directory/filter_options/permission_templates'
  const { json } = await get(path)
  expect(json.map(({ label }: { label: string }) => label).sort()).toEqual([
    'Admin',
    'Read Only',
    'Standard',
    'Underpin Service',
  ])
  expect(json[0]).toMatchObject({ filter_value: expect.any(Number) })
})

it('one is made with levels by name or id, of tools by name or id; what is not named is None', async () => {
  const { post, get } = apiRig()
  const user_access_levels = { rfi: 'Standard', 205: 'read_only', submittals: 4, meetings: '2' }
  const made = await post(C, { permission_template: { name: 'Office', user_access_levels } })
  expect(made.status).toBe(200)
  expect(made.json).toMatchObject({
    name: 'Office',
    type: 'global',
    project_specific: false,
    category: 'internal',
    company_id: 4001,
    provider_type: 'Company',
    user_access_levels: {
      rfi: 'Standard',
      submittals: 'Admin',
      meetings: 'Read Only',
      drawings: 'None',
    },
  })
  expect((await get(`${C}/${made.json.id}`)).json).toEqual(made.json)
})

it.each([
  {
    rule: 'a tool that there is not',
    template: { user_access_levels: { rfis: 'Admin' } },
    field: 'rfis',
  },
  {
    rule: 'a level that there is not',
    template: { user_access_levels: { rfi: 'Some' } },
    field: 'rfi',
  },
  {
    rule: 'a tool of a project for a company',
    template: { type: 'company_tools', user_access_levels: { rfi: 'Admin' } },
    field: 'rfi',
  },
  {
    rule: 'levels that are no map',
    template: { user_access_levels: ['Admin'] },
    field: 'user_access_levels',
  },
  { rule: 'no name', template: { name: '' }, field: 'name' },
  {
    rule: 'a project template without its project',
    template: { type: 'project_specific' },
    field: 'project_id',
  },
  {
    rule: 'one for a project that there is not',
    template: { type: 'project_specific', project_id: 5999 },
    field: 'project_id',
  },
])('$rule is refused', async ({ template, field }) => {
  const { post } = apiRig()
  const { status, json } = await post(C, { permission_template: { name: 'X', ...template } })
  expect([status, Object.keys(json.errors)]).toEqual([400, [field]])
})

it('assigned to a member, its levels hold at once', async () => {
  const { post, patch, get } = apiRig()
  const as = 'user-7003'
  expect((await post(RFIS, rfi, { as })).status).toBe(403)
  const made = await post(C, {
    permission_template: { name: 'Writer', user_access_levels: { rfi: 'Standard' } },
  })
  const { id } = made.json
  expect((await patch(ASSIGN, assign(7003, id))).json).toEqual({
    user_id: 7003,
    permission_template_id: id,
    project_id: 5001,
  })
  expect((await post(RFIS, rfi, { as })).status).toBe(201)
  // And nothing else: what the template does not name is None.
  expect((await get('/rest/v1.0/projects/5001/vendors', { as })).call.failure).toBe(
    'permission-too-low',
  )
})

it.each([
  {
    rule: 'somebody who is not on the project',
    body: assign(7099, 2001),
    want: [422, { user_id: ['is invalid'] }],
  },
  {
    rule: 'a template that there is not',
    body: assign(7003, 1),
    want: [422, { permission_template_id: ['is invalid'] }],
  },
  {
    rule: "a template of the company's tools",
    body: assign(7003, 2001),
    want: [422, { permission_template_id: ['is invalid'] }],
  },
  { rule: 'nobody', body: assign(undefined, 2001), want: [400, { user_id: ['required'] }] },
  { rule: 'nothing', body: {}, want: [400, { permission_template_assignments: ['required'] }] },
])('$rule cannot be assigned', async ({ body, want }) => {
  const { patch } = apiRig()
  const { status, json } = await patch(ASSIGN, body)
  expect([status, json.errors]).toEqual(want)
})

it('who is no company administrator makes none, and who is no Admin of the project assigns none', async () => {
  const { post, patch } = apiRig()
  const as = 'user-7002'
  expect((await post(C, { permission_template: { name: 'X' } }, { as })).status).toBe(403)
  expect((await patch(ASSIGN, assign(7003, 2001), { as })).status).toBe(403)
})

it('every tool that a route asks for is one that a template can give', async () => {
  const { engine, get } = apiRig()
  const levels = async (name: string, type: string) => {
    const all: Named[] = (await get(C)).json
    const { id = 0 } = all.find((each) => each.name === name && each.type === type) ?? {}
    return Object.keys((await get(`${C}/${id}`)).json.user_access_levels)
  }
  const known = {
    company: await levels('Admin', 'company_tools'),
    project: await levels('Admin', 'global'),
  }
  const lacking = engine.routes.routes.flatMap(({ group, path }) => {
    if (group.tool === null || group.scope === 'none') return []
    // A tool that only projects have is asked for at the company too: its administrators have it there.
    const scopes = group.scope === 'either' ? (['company', 'project'] as const) : [group.scope]
    return scopes.some((scope) => known[scope].includes(group.tool ?? ''))
      ? []
      : [`${path}: ${group.tool}`]
  })
  expect(lacking).toEqual([])
})

coversRoutesOf('permission_templates')
