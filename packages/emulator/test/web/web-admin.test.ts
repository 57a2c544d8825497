/** What administrators do in the browser: people, locks, templates, tools and apps; and what follows in the API. */
import { describe, expect, it } from 'vitest'
import { ADMIN, mainText, PM, VIEWER, webRig } from './web-rig.ts'

const EDIT = '/4001/company/directory/edit/7003'
const APP = '/4001/company/apps/show/underpin-service'

async function setUp() {
  const rig = webRig()
  const admin = await rig.visitor(ADMIN)
  const statusOf = async (path: string, user: string) =>
    (await rig.api(path, (await rig.signIn(user)).access_token)).status
  return { ...rig, admin, statusOf }
}

describe('people', () => {
  it('are changed by the rules of the API', async () => {
    const { admin } = await setUp()
    const saved = await admin.send(
      await admin.go(EDIT),
      { ...person, 'user[job_title]': 'Owner' },
      'value="save"',
    )
    expect(mainText(saved)).toContain('Your changes are saved.')
    expect(saved.text).toContain('value="Owner"')
    const email = { 'user[email_address]': PM }
    const again = await admin.send(await admin.go(EDIT), { ...person, ...email }, 'value="save"')
    expect([again.status, mainText(again).includes('Email: has already been taken')]).toEqual([
      422,
      true,
    ])
    expect(again.text).toContain(`value="${PM}"`)
    const nameless = { ...person, 'user[last_name]': '' }
    const lacking = await admin.send(await admin.go(EDIT), nameless, 'value="save"')
    expect(mainText(lacking)).toContain('Last name: required')
  })

  it('are unlocked by an administrator, and sign in again', async () => {
    const { admin, visitor, emulator } = await setUp()
    expect((await admin.go(EDIT)).text).not.toContain('Unlock Account')
    const stranger = await visitor(null)
    for (let n = 0; n < 3; n++) {
      await stranger.send(await stranger.go('/login'), { email: VIEWER, password: 'wrong' })
    }
    expect(emulator.parts.platform.lockouts.isLocked(7003)).toBe(true)
    expect(mainText(await admin.go('/4001/company/directory/list'))).toContain('Vivian Ewer Locked')
    const page = await admin.go(EDIT)
    expect(mainText(page)).toContain('Locked out')
    const done = await admin.send(page, { do: 'unlock' }, 'Unlock Account')
    expect(mainText(done)).toContain('The account is unlocked.')
    expect(mainText(done)).not.toContain('Locked out')
    expect((await (await visitor(VIEWER)).go('/profile')).status).toBe(200)
  })

  it('are deactivated, and cannot sign in until they are reactivated', async () => {
    const { admin, visitor } = await setUp()
    const gone = await admin.send(await admin.go(EDIT), { do: 'deactivate' }, 'value="deactivate"')
    expect(mainText(gone)).toContain('The person is deactivated')
    await expect(visitor(VIEWER)).rejects.toThrow('not signed in')
    const people = mainText(await admin.go('/4001/company/directory/list'))
    expect(people).not.toContain('Vivian Ewer')
    expect(mainText(await admin.go('/4001/company/directory/list?show=inactive'))).toContain(
      'Vivian Ewer',
    )
    const back = await admin.send(await admin.go(EDIT), { do: 'reactivate' }, 'value="reactivate"')
    expect(mainText(back)).toContain('The person is active again.')
    expect((await (await visitor(VIEWER)).go('/profile')).status).toBe(200)
  })

  it('of another company are not found, nor unlocked', async () => {
    const { admin, emulator, journal } = await setUp()
    const page = await admin.go(EDIT)
    emulator.parts.platform.lockouts.lock(7002)
    const elsewhere = { ...page, path: '/4002/company/directory/edit/7002' }
    const sent = await admin.send(elsewhere, { do: 'unlock' })
    expect([sent.status, (await journal()).at(-1).failure]).toEqual([404, 'page-not-found'])
    expect(emulator.parts.platform.lockouts.isLocked(7002)).toBe(true)
  })
})

it('a permission template that is changed on the page is the level of the API at once', async () => {
  const { admin, statusOf, visitor } = await setUp()
  const path = '/rest/v1.0/projects/5001/rfis/20001'
  expect(await statusOf(path, 'sub@northside.example')).toBe(404)
  const page = await admin.go('/5001/project/directory')
  const [, standard = ''] =
    /<option value="(\d+)" selected>Standard<\/option>/.exec(page.text) ?? []
  const saved = await admin.send(
    page,
    { 'permission_template_assignments[permission_template_id]': standard },
    'id="template-7004"',
  )
  expect(mainText(saved)).toContain('Your changes are saved.')
  expect(await statusOf(path, 'sub@northside.example')).toBe(200)
  const unknown = { 'permission_template_assignments[permission_template_id]': '99' }
  const again = await admin.send(page, unknown, 'id="template-7004"')
  expect([again.status, mainText(again).includes('permission template id: is invalid')]).toEqual([
    422,
    true,
  ])
  expect((await (await visitor(VIEWER)).go('/5001/project/directory')).text).not.toContain(
    '<select',
  )
})

it('a tool that is switched off is refused on its pages and by the API, until it is on again', async () => {
  const { admin, statusOf, emulator, visitor } = await setUp()
  const ids = emulator.parts.platform.directory.tools(5001).map(({ id }) => String(id))
  const rfi = '204'
  const off = await admin.send(await admin.go('/5001/project/settings'), {
    'on[]': ids.filter((id) => id !== rfi),
  })
  expect(mainText(off)).toContain('Your changes are saved.')
  expect((await admin.go('/5001/project/rfi/list')).status).toBe(403)
  expect(await statusOf('/rest/v1.0/projects/5001/rfis', ADMIN)).toBe(403)
  expect((await admin.go('/5001/project/home')).text).not.toContain('/rfi/list')
  await admin.send(await admin.go('/5001/project/settings'), { 'on[]': ids })
  expect((await admin.go('/5001/project/rfi/list')).status).toBe(200)
  const viewer = await visitor(VIEWER)
  const page = await viewer.go('/5001/project/settings')
  expect([page.status, page.text.includes('>Save<')]).toEqual([200, false])
  expect((await viewer.send(page, { 'on[]': [] })).status).toBe(403)
  expect(emulator.parts.platform.directory.isToolActive(5001, 'rfi')).toBe(true)
})

describe('apps', () => {
  const projects = async (rig: ReturnType<typeof webRig>) => {
    const { access_token: token } = await (
      await rig.token({ ...SERVICE, grant_type: 'client_credentials' })
    ).json()
    const response = await rig.api('/rest/v1.0/projects?company_id=4001', token)
    if (response.status !== 200) return response.status
    return (await response.json()).map(({ id }: { id: number }) => id)
  }

  it('are disconnected, connected again, and permitted other projects', async () => {
    const rig = await setUp()
    const { admin } = rig
    expect(await projects(rig)).toEqual([5001, 5002])
    const off = await admin.send(await admin.go(APP), { do: 'disconnect' }, 'value="disconnect"')
    expect(mainText(off)).toContain('The app is disconnected')
    expect(await projects(rig)).toBe(403)
    const on = await admin.send(await admin.go(APP), { do: 'reconnect' }, 'value="reconnect"')
    expect(mainText(on)).toContain('The app is connected again.')
    const fields = { do: 'permit', 'projects[]': ['5001', '5003'], add_to_new_projects: 'true' }
    const permitted = await admin.send(await admin.go(APP), fields, 'value="permit"')
    expect(permitted.text).toMatch(/name="add_to_new_projects" value="true" checked/)
    expect(await projects(rig)).toEqual([5001, 5003])
  })

  it('are updated to another version, which takes the permitted projects away', async () => {
    const rig = await setUp()
    await rig.door('apps/underpin-service/versions', { version: '2.0.0' })
    const fields = { do: 'update', version: '2.0.0' }
    const updated = await rig.admin.send(await rig.admin.go(APP), fields, 'value="update"')
    expect(mainText(updated)).toContain('Version 2.0.0')
    expect(await projects(rig)).toEqual([])
    const unknown = { do: 'update', version: '9' }
    expect((await rig.admin.send(updated, unknown, 'value="permit"')).status).toBe(422)
  })

  it('are uninstalled, and installed again', async () => {
    const rig = await setUp()
    const { admin } = rig
    const gone = await admin.send(await admin.go(APP), { do: 'uninstall' }, 'value="uninstall"')
    expect(gone.path).toBe('/4001/company/apps/list?notice=uninstalled')
    expect(await projects(rig)).toBe(403)
    const back = await admin.send(gone, { client_id: 'underpin-service' })
    expect(back.path).toBe(`${APP}?notice=installed`)
    expect(await projects(rig)).toEqual([])
  })

  it('are permitted no project of another company, and nobody but an administrator handles them', async () => {
    const rig = await setUp()
    rig.emulator.parts.platform.directory.putProject({ id: 5900, companyId: 4002 })
    const page = await rig.admin.go(APP)
    const fields = { do: 'permit', 'projects[]': ['5900'] }
    expect((await rig.admin.send(page, fields, 'value="permit"')).status).toBe(422)
    const pm = await rig.visitor(PM)
    const token =
      /name="form_token" value="([^"]*)"/.exec((await pm.go('/profile')).text)?.[1] ?? ''
    const body = new URLSearchParams({ form_token: token, do: 'disconnect' })
    expect((await pm.go(APP, { method: 'POST', body })).status).toBe(403)
    expect(await projects(rig)).toEqual([5001, 5002])
  })
})

const SERVICE = { client_id: 'underpin-service', client_secret: 'underpin-service-secret' }

const person = {
  'user[first_name]': 'Vivian',
  'user[last_name]': 'Ewer',
  'user[email_address]': VIEWER,
  'user[job_title]': '',
}
