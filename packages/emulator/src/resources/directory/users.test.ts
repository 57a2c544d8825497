import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { Passwords } from '../../sign-in/passwords.ts'

const C = '/rest/v1.0/companies/4001'
const P = '/rest/v1.0/projects/5001'

const user = (email: string, more: object = {}) => ({
  user: { email_address: email, last_name: 'Doe', first_name: 'Jo', ...more },
})

const templatesOf = async ({ get }: ApiRig) =>
  (await get(`${C}/permission_templates`)).json as { id: number; name: string; type: string }[]

const templateId = async (rig: ApiRig, type: string, name: string) => {
  const found = (await templatesOf(rig)).find((each) => each.type === type && each.name === name)
  if (!found) throw new Error(`there is no ${type} template ${name}`)
  return found.id
}

it.each(['v1.0', 'v1.1', 'v1.2', 'v1.3'])(
  '%s makes, shows, lists, changes and syncs people',
  async (version) => {
    const { get, post, patch } = apiRig()
    const path = `/rest/${version}/companies/4001/users`
    const made = await post(path, user('jo@x.example'))
    expect([made.status, made.json.name]).toEqual([201, 'Jo Doe'])
    const { id } = made.json
    expect((await get(`${path}/${id}`)).json.email_address).toBe('jo@x.example')
    expect((await get(`${path}?filters[search]=jo@x`)).json).toHaveLength(1)
    const changed = await patch(`${path}/${id}`, { user: { job_title: 'Foreman' } })
    expect(changed.json.job_title).toBe('Foreman')
    const synced = await patch(`${path}/sync`, { updates: [{ id, job_title: 'Chief' }] })
    expect(synced.json.entities).toMatchObject([{ job_title: 'Chief' }])
    const invited = await patch(`${path}/${id}/invite`, {})
    expect(invited.status).toBe(202)
    expect((await get(`${path}/${id}`)).json.welcome_email_sent_at).toMatch(/^\d{4}-/)
    const me = await get(`/rest/${version}/companies/4001/me`)
    expect(me.json).toMatchObject({ id: 7001, company_permission_template: { name: 'Admin' } })
  },
)

it('an address that somebody has is 409, in capitals too', async () => {
  const { post } = apiRig()
  const { status, call } = await post(`${C}/users`, user('PM@northside.example'))
  expect([status, call.failure]).toEqual([409, 'duplicate-record'])
})

it('who is in another company is added to this one with the same id, and can still sign in', async () => {
  const { post, get, platform } = apiRig()
  const far = 598_134_325_779_301
  const path = `/rest/v1.0/companies/${far}/users`
  const made = await post(path, user('pm@northside.example'), { company: far })
  expect([made.status, made.json.id, made.json.name]).toEqual([201, 7002, 'Parker Mason'])
  expect((await get(path, { company: far })).json.map((each: { id: number }) => each.id)).toContain(
    7002,
  )
  const signedIn = await new Passwords(platform).verify('pm@northside.example', 'Sandbox#2026')
  expect(signedIn?.id).toBe(7002)
  const again = await post(path, user('pm@northside.example'), { company: far })
  expect(again.status).toBe(409)
})

it('somebody who is deactivated leaves the lists, and is turned away until reactivated', async () => {
  const { get, patch } = apiRig()
  const names = async (path: string) =>
    (await get(path)).json.map((each: { id: number }) => each.id).includes(7002)
  await patch(`${C}/users/7002`, { user: { is_active: false } })
  expect(await Promise.all([names(`${C}/users`), names(`${C}/users/inactive`)])).toEqual([
    false,
    true,
  ])
  expect(await Promise.all([names(`${P}/users`), names(`${P}/users/inactive`)])).toEqual([
    false,
    true,
  ])
  expect(await names(`${C}/users?filters[active]=false`)).toBe(true)
  for (const path of ['/rest/v1.0/me', `${P}/rfis`]) {
    const { call } = await get(path, { as: 'user-7002' })
    expect([path, call.failure]).toEqual([path, 'access-token-revoked'])
  }
  expect((await patch(`${C}/users/inactive/7002`, {})).json.is_active).toBe(true)
  expect((await get(`${P}/rfis`, { as: 'user-7002' })).status).toBe(200)
  await patch(`${C}/users/7002`, { user: { is_active: false } })
  expect((await patch(`${P}/users/inactive/7002`, {})).status).toBe(200)
  expect(await names(`${P}/users`)).toBe(true)
})

it('a template is given in the company when somebody is made, and changed with them', async () => {
  const rig = apiRig()
  const { post, patch, get } = rig
  const standard = await templateId(rig, 'company_tools', 'Standard')
  const admin = await templateId(rig, 'company_tools', 'Admin')
  const made = await post(
    `${C}/users`,
    user('a@x.example', { company_permission_template_id: standard }),
  )
  expect(made.json).toMatchObject({
    company_permission_template_id: standard,
    company_permission_template: { id: standard, name: 'Standard', type: 'company_tools' },
  })
  const as = `user-${made.json.id}`
  const create = () =>
    post('/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'V' } }, { as })
  expect((await post(`${C}/users`, user('b@x.example'), { as })).status).toBe(403)
  expect((await create()).status).toBe(201)
  await patch(`${C}/users/${made.json.id}`, { user: { company_permission_template_id: admin } })
  expect((await post(`${C}/users`, user('b@x.example'), { as })).status).toBe(201)
  expect((await get(`${C}/users/${made.json.id}`)).json.company_permission_template.name).toBe(
    'Admin',
  )
})

it.each([
  { key: 'company_permission_template_id', type: 'global', name: 'Admin' },
  { key: 'default_permission_template_id', type: 'company_tools', name: 'Admin' },
  { key: 'default_permission_template_id', type: 'project_specific', name: 'Standard, RFIs None' },
])('$key takes no $type template', async ({ key, type, name }) => {
  const rig = apiRig()
  const id = await templateId(rig, type, name)
  const { status, json } = await rig.patch(`${C}/users/7003`, { user: { [key]: id } })
  expect([status, json.errors]).toEqual([400, { [key]: ['is invalid'] }])
})

it('on a project: added with a template, with their default one, or with Read Only', async () => {
  const rig = apiRig()
  const { post, get, send, patch } = rig
  const add = (body: object) => post('/rest/v1.0/projects/5003/users/7003/actions/add', body)
  const level = async () => {
    const { json } = await get('/rest/v1.0/settings/permissions?project_id=5003', {
      as: 'user-7003',
    })
    return json.tools?.find((each: { name: string }) => each.name === 'rfi').user_access_level.name
  }
  const remove = () => send('DELETE', '/rest/v1.0/projects/5003/users/7003/actions/remove')
  expect((await add({})).status).toBe(201)
  expect(await level()).toBe('Read Only')
  // As documented: removed, then added again with another template.
  expect((await remove()).status).toBe(204)
  expect((await get('/rest/v1.0/projects/5003/rfis', { as: 'user-7003' })).call.failure).toBe(
    'project-out-of-scope',
  )
  const admin = await templateId(rig, 'global', 'Admin')
  await add({ user: { permission_template_id: admin } })
  expect(await level()).toBe('Admin')
  await remove()
  const standard = await templateId(rig, 'global', 'Standard')
  await patch(`${C}/users/7003`, { user: { default_permission_template_id: standard } })
  await add({})
  expect(await level()).toBe('Standard')
  const wrong = await add({ user: { permission_template_id: 99 } })
  expect([wrong.status, wrong.json.errors]).toEqual([
    400,
    { permission_template_id: ['is invalid'] },
  ])
})

it('somebody made on a project is in the company too, with the template on the project', async () => {
  const rig = apiRig()
  const { post, get, patch } = rig
  const admin = await templateId(rig, 'global', 'Admin')
  const made = await post(`${P}/users`, user('c@x.example', { permission_template_id: admin }))
  expect(made.json).toMatchObject({ permission_template: { id: admin, type: 'global' } })
  const { id } = made.json
  expect((await get(`${P}/users/${id}`)).json.permission_template.name).toBe('Admin')
  expect((await get(`${C}/users/${id}`)).json.permission_template).toBeNull()
  const holders = await get(`${P}/users?filters[permission_template]=${admin}`)
  expect(holders.json.map((each: { id: number }) => each.id)).toEqual([7001, id])
  await patch(`${P}/users/${id}`, {
    user: { permission_template_id: await templateId(rig, 'global', 'Read Only') },
  })
  expect((await get(`${P}/users/${id}`)).json.permission_template.name).toBe('Read Only')
  expect((await get(`${P}/users/${id}?view=compact`)).json).toEqual({ id, name: 'Jo Doe' })
})

it.each(['v1.1', 'v1.2', 'v1.3'])(
  '%s adds many to many projects, each by itself',
  async (version) => {
    const rig = apiRig()
    const { post, get } = rig
    const path = `/rest/${version}/companies/4001/users`
    const standard = await templateId(rig, 'global', 'Standard')
    const on5003 = { project_id: 5003, permission_template_id: standard }
    const users = [
      { user_id: 7002, ...on5003 },
      { user_id: 7003, ...on5003 },
      { user_id: 99, ...on5003 },
    ]
    const added = await post(`${path}/bulk_add`, { users })
    expect([added.status, added.json]).toEqual(
      version === 'v1.3'
        ? [
            207,
            {
              entities: [
                { userId: '7002', projects: [5003] },
                { userId: '7003', projects: [5003] },
              ],
              errors: [{ userId: '99', projects: [5003] }],
            },
          ]
        : [200, { 7002: { 5003: 'success' }, 7003: { 5003: 'success' }, 99: { 5003: 'failure' } }],
    )
    expect((await get('/rest/v1.0/projects/5003/rfis', { as: 'user-7002' })).status).toBe(200)
    const removed = await post(`${path}/bulk_remove`, { users: users.slice(1) })
    expect(removed.json).toEqual({ 7003: { 5003: 'success' }, 99: { 5003: 'failure' } })
    const tooMany = Array.from({ length: 1_001 }, () => users[0])
    expect((await post(`${path}/bulk_add`, { users: tooMany })).call.failure).toBe(
      'batch-too-large',
    )
    expect((await post(`${path}/bulk_add`, {})).call.failure).toBe('missing-field')
  },
)

it('the projects that somebody is and is not on', async () => {
  const { get } = apiRig()
  const path = `${C}/users/7004/project_assignments`
  expect((await get(path)).json).toMatchObject([
    {
      project_id: 5001,
      name: 'Sandbox Test Project',
      is_assigned: true,
      permission_template_name: 'Standard, RFIs None',
    },
    { project_id: 5002, is_assigned: false, permission_template_name: null },
    { project_id: 5003, is_assigned: false },
  ])
  expect((await get(`${path}/filter_options/permission_templates`)).json).toMatchObject([
    { label: 'Standard, RFIs None' },
  ])
  expect((await get(`${C}/users/99/project_assignments`)).status).toBe(404)
})

coversRoutesOf('users')
