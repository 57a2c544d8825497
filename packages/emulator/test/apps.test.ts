/** Apps in companies: installed, disconnected, updated, uninstalled; and what each does to a call. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { SERVICE, setUp } from './emulator-rig.ts'

const ADMIN = 'admin@northside.example'
const SERVICE_AT = 'companies/4001/apps/underpin-service'
const APP_AT = 'companies/4001/apps/underpin-app'

async function rig(options: EmulatorOptions = {}) {
  const all = setUp(options)
  const { access_token: token } = await (
    await all.token({ ...SERVICE, grant_type: 'client_credentials' })
  ).json()
  const admin = (await all.signIn(ADMIN)).access_token
  const failureOf = async (path: string, as: string = token, company = 4001) => {
    const { status } = await all.api(path, as, {
      headers: { 'procore-company-id': String(company) },
    })
    return status < 400 ? null : (await all.journal()).at(-1).failure
  }
  const rfis = (project: number) => failureOf(`/rest/v1.0/projects/${project}/rfis`)
  const change = (path: string, body: unknown) => all.door(path, body, 'PATCH')
  return { ...all, token, admin, failureOf, rfis, change }
}

it('says which apps there are, where they are installed, and with what', async () => {
  const { door } = await rig()
  const { apps } = (await door('apps')).json
  expect(apps).toMatchObject([
    {
      clientId: 'underpin-app',
      versions: [{ version: '1.0.0', dataConnector: true }],
      companies: [
        { companyId: 4001, connected: true, serviceUser: null, permittedProjects: null },
        { companyId: 598_134_325_779_301 },
      ],
    },
    {
      clientId: 'underpin-service',
      versions: [{ version: '1.0.0', level: 'Standard', tools: { webhooks_api: 'Standard' } }],
      companies: [
        {
          companyId: 4001,
          companyName: 'Northside Builders',
          version: '1.0.0',
          serviceUser: {
            email: expect.stringMatching(/^underpin-service-[0-9a-f]{8}@procore\.com$/),
          },
          permittedProjects: [5001, 5002],
          addToNewProjects: false,
        },
        { companyId: 598_134_325_779_301, permittedProjects: [] },
      ],
    },
  ])
  expect((await door(SERVICE_AT)).json).toEqual(apps[1].companies[0])
  expect(JSON.stringify(apps)).not.toContain('secret')
})

it('installing makes a directory user, and no project is permitted yet', async () => {
  const { change, api, admin, failureOf, door } = await rig()
  const made = await change('companies/4002/apps/underpin-service', { connected: true })
  expect(made).toMatchObject({ status: 201, json: { version: '1.0.0', permittedProjects: [] } })
  await change('companies/4002/apps/underpin-app', { connected: true })
  const headers = { 'procore-company-id': '4002' }
  const people = await (await api('/rest/v1.0/companies/4002/users', admin, { headers })).json()
  expect(people).toContainEqual(
    expect.objectContaining({
      id: made.json.serviceUser.id,
      email_address: made.json.serviceUser.email,
      company_permission_template: expect.objectContaining({ name: 'Underpin Service' }),
    }),
  )
  expect(await failureOf('/rest/v1.0/companies/4002/users', undefined, 4002)).toBeNull()
  expect((await door('companies/4002/apps/underpin-service')).status).toBe(200)
})

it('disconnected, its token and companies work and nothing else; connected again, all is as it was', async () => {
  const { change, door, failureOf, rfis, get, token } = await rig()
  const before = (await door(SERVICE_AT)).json
  await change(SERVICE_AT, { connected: false })
  expect(await rfis(5001)).toBe('app-not-connected')
  const companies = await get('/rest/v1.0/companies', {
    authorization: `Bearer ${token}`,
    'procore-company-id': '4001',
  })
  expect((await companies.json()).map(({ id }: { id: number }) => id)).toEqual([
    598_134_325_779_301,
  ])
  expect(await failureOf('/rest/v1.0/me')).toBeNull()
  await change(SERVICE_AT, { connected: true })
  expect((await door(SERVICE_AT)).json).toEqual(before)
  expect(await rfis(5001)).toBeNull()
})

it('a version without a Data Connector lets it sign in and see companies, and no further', async () => {
  const { door, change, rfis, failureOf } = await rig()
  await door('apps/underpin-service/versions', { version: '1.1.0', dataConnector: false })
  await change(SERVICE_AT, { version: '1.1.0', permittedProjects: [5001] })
  expect(await rfis(5001)).toBe('app-not-connected')
  expect(await failureOf('/rest/v1.0/companies')).toBeNull()
  expect(await failureOf('/rest/v1.0/me')).toBeNull()
  await change(SERVICE_AT, { version: '1.0.0', permittedProjects: [5001] })
  expect(await rfis(5001)).toBeNull()
})

it('after an update the permitted projects have to be chosen again', async () => {
  const { door, change, rfis } = await rig()
  await door('apps/underpin-service/versions', { version: '1.1.0' })
  const updated = await change(SERVICE_AT, { version: '1.1.0' })
  expect(updated.json).toMatchObject({ version: '1.1.0', permittedProjects: [] })
  expect(await rfis(5001)).toBe('project-out-of-scope')
  await change(SERVICE_AT, { permittedProjects: [5001] })
  expect([await rfis(5001), await rfis(5002)]).toEqual([null, 'project-out-of-scope'])
  // The same version is no update.
  await change(SERVICE_AT, { version: '1.1.0' })
  expect(await rfis(5001)).toBeNull()
})

it('a project that stays permitted keeps the template that somebody gave the app there', async () => {
  const { change, api, admin, rfis } = await rig()
  const path = '/rest/v1.0/companies/4001/permission_templates'
  const body = JSON.stringify({ permission_template: { name: 'Nothing' } })
  const { id } = await (await api(path, admin, { method: 'POST', body })).json()
  const user = (await change(SERVICE_AT, {})).json.serviceUser.id
  const given = { permission_template_assignments: { user_id: user, permission_template_id: id } }
  await api('/rest/v1.0/projects/5001/permission_template_assignments', admin, {
    method: 'PATCH',
    body: JSON.stringify(given),
  })
  await change(SERVICE_AT, { permittedProjects: [5001, 5003] })
  expect([await rfis(5001), await rfis(5003)]).toEqual(['permission-too-low', null])
})

it('uninstalled and installed again, it has its user back and its projects not', async () => {
  const { door, change, rfis } = await rig()
  const { serviceUser } = (await door(SERVICE_AT)).json
  expect((await door(SERVICE_AT, undefined, 'DELETE')).json).toMatchObject({ ok: true })
  expect((await door(SERVICE_AT)).status).toBe(404)
  expect(await rfis(5001)).toBe('app-not-connected')
  const again = await change(SERVICE_AT, { connected: true })
  expect(again.json).toMatchObject({ serviceUser, permittedProjects: [] })
  expect(await rfis(5001)).toBe('project-out-of-scope')
})

it('new projects are permitted when the company says so, and only then', async () => {
  const { change, api, admin, door } = await rig()
  const make = async (name: string) => {
    const body = JSON.stringify({ company_id: 4001, project: { name } })
    return (await (await api('/rest/v1.0/projects', admin, { method: 'POST', body })).json()).id
  }
  const permitted = async () => (await door(SERVICE_AT)).json.permittedProjects
  await make('Before')
  expect(await permitted()).toEqual([5001, 5002])
  await change(SERVICE_AT, { addToNewProjects: true })
  const id = await make('After')
  expect(await permitted()).toEqual([5001, 5002, id])
})

it('a new version brings new levels, but not over a template that somebody changed', async () => {
  const { door, change, api, admin, token } = await rig()
  const post = async () => {
    const rfi = { subject: 'S', question: { body: 'Q' }, assignee_ids: [7001] }
    const sent = { method: 'POST', body: JSON.stringify({ rfi }) }
    return (await api('/rest/v1.0/projects/5001/rfis', token, sent)).status
  }
  const update = async (version: string, level: string) => {
    await door('apps/underpin-service/versions', { version, level })
    await change(SERVICE_AT, { version, permittedProjects: [5001] })
  }
  expect(await post()).toBe(201)
  await update('2.0.0', 'Read Only')
  expect(await post()).toBe(403)
  const templates = await (await api('/rest/v1.0/projects/5001/permission_templates', admin)).json()
  const own = templates.find(({ name }: { name: string }) => name === 'Underpin Service')
  await change(`permission-templates/${own.id}`, { levels: { rfi: 'Standard' } })
  expect(await post()).toBe(201)
  await update('3.0.0', 'None')
  expect(await post()).toBe(201)
})

it('all of a change or nothing of it', async () => {
  const { change, door } = await rig()
  const before = (await door(SERVICE_AT)).json
  await door('apps/underpin-service/versions', { version: '1.1.0' })
  const refused = await change(SERVICE_AT, {
    version: '1.1.0',
    connected: false,
    permittedProjects: [5001, 5999],
  })
  expect(refused).toMatchObject({
    status: 422,
    json: { field: 'permittedProjects', projects: [5001, 5002, 5003] },
  })
  expect((await door(SERVICE_AT)).json).toEqual(before)
  const forPeople = await change(APP_AT, { connected: false, permittedProjects: [5001] })
  expect(forPeople.json.error).toContain('acts for the people')
  expect((await door(APP_AT)).json.connected).toBe(true)
})

it('versions and installations survive a restart, and a snapshot', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-'))
  try {
    const dataFile = join(folder, 'state.db')
    const before = await rig({ dataFile })
    await before.door('apps/underpin-service/versions', { version: '1.1.0' })
    await before.change(SERVICE_AT, {
      version: '1.1.0',
      permittedProjects: [5002],
      connected: false,
    })
    const { apps } = (await before.door('apps')).json
    const snapshot = (await before.door('snapshot')).json
    before.emulator.close()
    const after = await rig({ dataFile })
    expect((await after.door('apps')).json.apps).toEqual(apps)
    await after.door('reset', {})
    expect((await after.door(SERVICE_AT)).json.version).toBe('1.0.0')
    await after.door('snapshot', snapshot, 'PUT')
    expect((await after.door('apps')).json.apps).toEqual(apps)
    after.emulator.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

describe('what the door does not take', () => {
  it.each([
    {
      path: 'companies/4001/apps/underpin-servic',
      body: {},
      want: [404, { near: 'underpin-service' }],
    },
    { path: 'companies/4009/apps/underpin-app', body: {}, want: [404, {}] },
    { path: 'companies/x/apps/underpin-app', body: {}, want: [404, {}] },
    { path: 'companies/4001/apps/%E0%A4%A', body: {}, want: [404, {}] },
    { path: 'companies/4002/apps/underpin-app', body: {}, want: [404, { companyId: 4002 }] },
    { path: SERVICE_AT, body: { conected: true }, want: [422, { near: 'connected' }] },
    { path: SERVICE_AT, body: { connected: 'yes' }, want: [422, { field: 'connected' }] },
    { path: SERVICE_AT, body: { version: '9.9.9' }, want: [422, { versions: ['1.0.0'] }] },
    {
      path: SERVICE_AT,
      body: { permittedProjects: ['5001'] },
      want: [422, { field: 'permittedProjects' }],
    },
    { path: 'permission-templates/1', body: {}, want: [404, {}] },
    {
      path: 'permission-templates/2001',
      body: { levels: { rfis: 'Admin' } },
      want: [422, { field: 'levels.rfis' }],
    },
    {
      path: 'permission-templates/2001',
      body: { levels: { directory: 'All' } },
      want: [422, { field: 'levels.directory' }],
    },
  ])('$path $body', async ({ path, body, want }) => {
    const { change } = await rig()
    const { status, json } = await change(path, body)
    expect([status, json]).toEqual([want[0], expect.objectContaining(want[1] as object)])
    expect(json.error).toMatch(/\w.*/)
  })

  it('a version that there is, and one with a tool that there is not', async () => {
    const { door } = await rig()
    const publish = (body: object) => door('apps/underpin-service/versions', body)
    expect(await publish({ version: '1.0.0' })).toMatchObject({
      status: 422,
      json: { versions: ['1.0.0'] },
    })
    expect(await publish({ version: '2', tools: { rfis: 'Admin' } })).toMatchObject({
      status: 422,
      json: { field: 'tools.rfis' },
    })
  })
})
