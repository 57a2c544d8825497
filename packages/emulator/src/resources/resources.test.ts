import { expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'
import { coversRoutesOf } from '../../test/route-cover.ts'
import { RouteTable } from '../engine/route-table.ts'
import { Passwords } from '../sign-in/passwords.ts'
import { RESOURCES } from './index.ts'

const RFIS = '/rest/v1.0/projects/5001/rfis'
const rfi = { subject: 'S', question: { body: 'Q' }, assignee_ids: [7002], rfi_manager_id: 7001 }

it('an RFI without assignees is refused in the words that were seen', async () => {
  const { assignee_ids: _none, ...without } = rfi
  const { status, json } = await apiRig().post(RFIS, { rfi: without })
  expect([status, json]).toEqual([400, { errors: { assignees: ['required'] } }])
})

it('an official reply does not close an RFI; only accepted does, and accepted false opens it again', async () => {
  const { post, patch, get } = apiRig()
  const { json } = await post(RFIS, { rfi })
  const path = `${RFIS}/${json.id}`
  const reply = await post(`${path}/replies`, { reply: { body: '<p>In.</p>', official: true } })
  expect(reply).toMatchObject({
    status: 201,
    json: { official: true, plain_text_body: 'In.', created_by: 'Avery Admin' },
  })
  expect((await get(path)).json).toMatchObject({ status: 'open', time_resolved: null })
  const closed = await patch(path, { rfi: { accepted: true, status: 'draft' } })
  expect(closed.json).toMatchObject({
    status: 'closed',
    time_resolved: '2026-11-20T08:00:00Z',
    ball_in_courts: [],
  })
  const opened = await patch(path, { rfi: { accepted: false } })
  expect(opened.json).toMatchObject({
    status: 'open',
    time_resolved: null,
    ball_in_court: { id: 7002 },
  })
})

it('RFIs are numbered within their project, and a draft is no open RFI', async () => {
  const { post, get } = apiRig()
  const numbers: string[] = []
  for (const draft of [false, true])
    numbers.push((await post(RFIS, { rfi: { ...rfi, draft } })).json.number)
  expect(numbers).toEqual(['2', '3'])
  expect((await post('/rest/v1.0/projects/5003/rfis', { rfi: { ...rfi } })).json.number).toBe('1')
  const count = async (query: string) => (await get(`${RFIS}?${query}`)).json.length
  expect(await count('filters[status][]=draft')).toBe(1)
  expect(await count('filters[status][]=draft&filters[status][]=open')).toBe(3)
  // The plain form is ignored, as was seen live.
  expect(await count('filters[status]=draft')).toBe(3)
  expect(await count('filters[assigned_id]=7011')).toBe(1)
  expect(await count('filters[ball_in_court_id]=7002')).toBe(1)
  expect((await get(`${RFIS}?sort[attribute]=number&sort[direction]=desc`)).json[0].number).toBe(
    '3',
  )
})

it('the legacy form makes an RFI of the project that the body names', async () => {
  const { post } = apiRig()
  const { status, json } = await post('/rest/v1.0/rfis', { project_id: 5001, rfi })
  expect([status, json.number]).toEqual([201, '2'])
})

it('/vapid/ answers as /rest/v1.0/ does', async () => {
  const { get } = apiRig()
  expect((await get('/vapid/me')).json).toEqual((await get('/rest/v1.0/me')).json)
})

it.each([
  { as: 'user-7001', company: null, want: [4001, 4002, 598134325779301] },
  { as: 'user-7002', company: null, want: [4001] },
  { as: 'service', company: 4001, want: [4001, 598134325779301] },
])('the companies of $as', async ({ as, company, want }) => {
  const { json } = await apiRig().get('/rest/v1.0/companies', { as, company })
  expect(json.map((each: { id: number }) => each.id)).toEqual(want)
})

it('an app acts as a directory user of its own in each company', async () => {
  const { get } = apiRig()
  const here = await get('/rest/v1.0/me', { as: 'service' })
  const there = await get('/rest/v1.0/me', { as: 'service', company: 598134325779301 })
  expect(here.json.login).toMatch(/^underpin-service-[0-9a-f]{8}@procore\.com$/)
  expect(there.json.id).not.toBe(here.json.id)
  const listed = await get('/rest/v1.0/companies/4001/users?filters[search]=underpin-service')
  expect(listed.json).toMatchObject([{ id: here.json.id }])
})

it('a vendor that changes its name changes it wherever it is shown', async () => {
  const { post, patch, get } = apiRig()
  const vendor = await post('/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'Old' } })
  const made = await post(RFIS, { rfi: { ...rfi, responsible_contractor_id: vendor.json.id } })
  expect(made.json.responsible_contractor).toEqual({ id: vendor.json.id, name: 'Old' })
  await patch(`/rest/v1.0/vendors/${vendor.json.id}`, { company_id: 4001, vendor: { name: 'New' } })
  expect((await get(`${RFIS}/${made.json.id}`)).json.responsible_contractor.name).toBe('New')
  await patch('/rest/v1.0/companies/4001/users/7002', { user: { last_name: 'Moved' } })
  const after = (await get(`${RFIS}/${made.json.id}`)).json
  expect(after.assignees).toEqual([
    { id: 7002, login: 'pm@northside.example', name: 'Parker Moved', response_required: true },
  ])
  expect(after.ball_in_court.name).toBe('Parker Moved')
})

it('a project is made, shown to its maker, and its time zone has to be known', async () => {
  const { post, get } = apiRig()
  const project = { name: 'Dock', project_number: '77', time_zone: 'Europe/Vienna' }
  const made = await post('/rest/v1.0/projects', { company_id: 4001, project }, { as: 'user-7002' })
  expect(made).toMatchObject({
    status: 201,
    json: { display_name: '77 - Dock', company: { id: 4001 }, active: true },
  })
  const path = `/rest/v1.0/projects/${made.json.id}?company_id=4001`
  expect((await get(path, { as: 'user-7002' })).status).toBe(200)
  expect((await get(path, { as: 'user-7003' })).call.failure).toBe('project-out-of-scope')
  expect(
    (await post(`/rest/v1.0/projects/${made.json.id}/rfis`, { rfi }, { as: 'user-7002' })).status,
  ).toBe(201)
  const wrong = await post('/rest/v1.0/projects', {
    company_id: 4001,
    project: { ...project, time_zone: 'Wien' },
  })
  expect([wrong.status, wrong.call.failure]).toEqual([422, 'business-rule'])
})

it('users: one email once in a company, and only a company admin adds people', async () => {
  const { post, patch, platform } = apiRig()
  const user = { first_name: 'Nora', last_name: 'New', email_address: 'nora@northside.example' }
  const made = await post('/rest/v1.0/companies/4001/users', { user })
  expect(made).toMatchObject({ status: 201, json: { name: 'Nora New', is_active: true } })
  const twin = await post('/rest/v1.0/companies/4001/users', {
    user: { ...user, email_address: 'NORA@northside.example' },
  })
  expect([twin.status, twin.call.failure]).toEqual([409, 'duplicate-record'])
  expect(
    (await post('/rest/v1.0/companies/4001/users', { user }, { as: 'user-7002' })).status,
  ).toBe(403)
  const passwords = new Passwords(platform)
  await passwords.set(made.json.id, 'Right#2026')
  const nora = await passwords.verify('nora@northside.example', 'Right#2026')
  expect(nora?.id).toBe(made.json.id)
  await patch(`/rest/v1.0/companies/4001/users/${made.json.id}`, { user: { is_active: false } })
  expect(await passwords.verify('nora@northside.example', 'Right#2026')).toBe(null)
})

it('people are added to a project and removed from it, and stay in the company', async () => {
  const { send, post, get } = apiRig()
  const actions = '/rest/v1.0/projects/5003/users/7002/actions'
  expect((await get('/rest/v1.0/projects/5003/rfis', { as: 'user-7002' })).status).toBe(403)
  const total = async () => (await get('/rest/v1.0/projects/5003/users')).headers['total']
  expect(await total()).toBe('1')
  expect((await post(`${actions}/add`, { user: {} })).status).toBe(201)
  expect(await total()).toBe('2')
  expect((await get('/rest/v1.0/projects/5003/rfis', { as: 'user-7002' })).status).toBe(200)
  const removed = await send('DELETE', `${actions}/remove`)
  expect([removed.status, removed.text]).toEqual([204, ''])
  expect(await total()).toBe('1')
  expect((await get('/rest/v1.0/projects/5003/rfis', { as: 'user-7002' })).status).toBe(403)
  expect((await get('/rest/v1.0/companies/4001/users/7002')).status).toBe(200)
})

it('project vendors are the vendors that were added to the project', async () => {
  const { send, post, get } = apiRig()
  const P = '/rest/v1.0/projects/5001/vendors'
  const company = await post('/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'A' } })
  const made = await post(P, { vendor: { name: 'B' } })
  const idsIn = async () => (await get(P)).json.map((each: { id: number }) => each.id)
  expect(await idsIn()).toEqual([made.json.id])
  expect((await get(`${P}/${company.json.id}`)).status).toBe(404)
  expect((await post(`${P}/${company.json.id}/actions/add`, {})).status).toBe(201)
  expect(await idsIn()).toEqual([company.json.id, made.json.id])
  expect((await send('DELETE', `${P}/${made.json.id}/actions/remove`)).status).toBe(204)
  expect(await idsIn()).toEqual([company.json.id])
  expect((await get('/rest/v1.0/vendors?company_id=4001')).headers['total']).toBe('2')
})

it('tools: listed, switched on and off, and the required ones stay on', async () => {
  const { get, patch } = apiRig()
  const path = '/rest/v1.0/projects/5002/tools'
  const rfis = (await get(path)).json.find(
    (tool: { engine_name: string }) => tool.engine_name === 'rfi',
  )
  expect(rfis).toEqual({
    id: 204,
    engine_name: 'rfi',
    is_active: false,
    position: 4,
    required: false,
    title: 'RFIs',
  })
  expect(
    (await patch(path, { tools: [{ id: 204, is_active: true }] }, { as: 'user-7002' })).status,
  ).toBe(403)
  expect((await patch(path, { tools: [{ id: 204, is_active: true }] })).status).toBe(200)
  expect((await get('/rest/v1.0/projects/5002/rfis')).status).toBe(200)
  expect(
    (
      await patch(path, {
        tools: [
          { id: 204, is_active: false },
          { id: 201, is_active: false },
        ],
      })
    ).status,
  ).toBe(422)
  expect((await get('/rest/v1.0/projects/5002/rfis')).status).toBe(200)
  const named = await get('/rest/v1.0/tools?project_id=5002')
  expect(named.json).toEqual((await get(path)).json)
})

it.each([
  { as: 'user-7002', query: 'project_id=5001', tool: 'rfi', want: ['Standard', true] },
  { as: 'user-7003', query: 'project_id=5001', tool: 'rfi', want: ['Read Only', false] },
  { as: 'user-7004', query: 'project_id=5001', tool: 'rfi', want: ['None', false] },
  { as: 'user-7001', query: 'company_id=4001', tool: 'directory', want: ['Admin', true] },
])('settings/permissions: $as has $want on $tool', async ({ as, query, tool, want }) => {
  const { json } = await apiRig().get(`/rest/v1.0/settings/permissions?${query}`, { as })
  const row = json.tools.find((each: { name: string }) => each.name === tool)
  expect([row.user_access_level.name, row.can_create]).toEqual(want)
})

it('every route stands in the coverage table, with its source', () => {
  const rows = new RouteTable(RESOURCES).coverage()
  expect(rows.length).toBeGreaterThan(50)
  for (const row of rows) expect(row.source).toMatch(/^\d/)
  expect(rows).toContainEqual({
    method: 'PATCH',
    path: '/rest/v1.0/vendors/sync',
    resource: 'vendors',
    operation: 'sync',
    source: '11, Vendors; 8',
  })
})

coversRoutesOf('me', 'companies', 'tools')
