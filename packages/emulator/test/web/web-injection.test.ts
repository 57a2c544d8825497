/** Nothing that anybody wrote becomes markup: every text that a page shows is planted with some, and looked for. */
import { expect, it } from 'vitest'
import { defaultWorld } from '../../src/world/default-world.ts'
import type { World } from '../../src/world/world.ts'
import { ADMIN, webRig } from './web-rig.ts'

/** A tag, an end of each kind of attribute, a character reference, and what a template might take for its own. */
const EVIL = `<zz onload="x" a='y'>&amp;\${1}</textarea></title><script>alert(1)</script>`
const ESCAPED = `&lt;zz onload=&quot;x&quot; a=&#39;y&#39;&gt;&amp;amp;\${1}`

/** Everything with a name has a bad one. */
const world: World = {
  ...defaultWorld,
  companies: defaultWorld.companies.map((company) => ({ ...company, name: `Company ${EVIL}` })),
  users: defaultWorld.users.map((user) => ({
    ...user,
    firstName: `First ${EVIL}`,
    lastName: `Last ${EVIL}`,
    jobTitle: `Job ${EVIL}`,
  })),
  projects: defaultWorld.projects.map((project) => ({
    ...project,
    name: `Project ${EVIL}`,
    number: `7${EVIL}`,
    records: {},
  })),
  apps: defaultWorld.apps.map((app) => ({ ...app, name: `App ${EVIL}` })),
}

async function planted() {
  const rig = webRig({ world, limits: { hourly: 0, spike: 0 } })
  const { access_token: token } = await rig.signIn(ADMIN)
  const send = async (method: string, path: string, body: object) => {
    const response = await rig.api(path, token, { method, body: JSON.stringify(body) })
    expect([path, response.status < 300, await response.clone().text()]).toMatchObject([
      path,
      true,
      expect.anything(),
    ])
    return response.json()
  }
  const P = '/rest/v1.0/projects/5001'
  const rfi = {
    subject: `Subject ${EVIL}`,
    question: { body: `Question ${EVIL}` },
    assignee_ids: [7011],
    rfi_manager_id: 7002,
  }
  const { id } = await send('POST', `${P}/rfis`, { rfi })
  await send('POST', `${P}/rfis/${id}/replies`, { reply: { body: `Reply ${EVIL}` } })
  const folder = await send('POST', '/rest/v1.0/folders?project_id=5001', {
    folder: { name: `Folder ${EVIL}` },
  })
  const form = new FormData()
  form.append('file[name]', `File ${EVIL}`)
  form.append('file[description]', `Description ${EVIL}`)
  form.append('file[parent_id]', String(folder.id))
  form.append('file[data]', new File(['x'], 'x.txt'))
  const headers = { authorization: `Bearer ${token}`, 'procore-company-id': '4001' }
  const uploaded = await rig.emulator.fetch('/rest/v1.0/files?project_id=5001', {
    method: 'POST',
    body: form,
    headers,
  })
  const file = await uploaded.json()
  for (const type of ['company_tools', 'global']) {
    await send('POST', '/rest/v1.0/companies/4001/permission_templates', {
      permission_template: { name: `Template ${EVIL}`, type },
    })
  }
  await send('PATCH', '/rest/v1.0/projects/5001', {
    company_id: 4001,
    project: { address: `Address ${EVIL}`, description: `About ${EVIL}` },
  })
  return { rig, rfiId: id, folderId: folder.id, fileId: file.id }
}

it('every text of every page is text, whatever was written', async () => {
  const { rig, rfiId, folderId, fileId } = await planted()
  const admin = await rig.visitor(ADMIN)
  const shownOn: readonly (readonly [path: string, ...texts: string[]])[] = [
    ['/companies', 'Company'],
    ['/profile', 'Company', 'First'],
    ['/4001/company/home/list', 'Company', 'Project', '7'],
    ['/4001/company/directory/list', 'First', 'Job'],
    ['/4001/company/directory/edit/7003', 'First', 'Last', 'Job', 'Template'],
    ['/4001/company/apps/list', 'App'],
    ['/4002/company/apps/list', 'App'],
    ['/4001/company/apps/show/underpin-service', 'App', 'Project'],
    ['/5001/project/home', 'Project', 'Address', 'About'],
    ['/5001/project/rfi/list', 'Subject'],
    ['/5001/project/rfi/new', 'First'],
    [`/5001/project/rfi/show/${rfiId}`, 'Subject', 'Question', 'First'],
    ['/5001/project/documents/list', 'Folder'],
    [`/5001/project/documents/folder/${folderId}`, 'Folder', 'File'],
    [`/5001/project/documents/show/${fileId}`, 'File', 'Description', 'Folder', 'First'],
    [`/5001/project/documents/upload?folder=${folderId}`, 'Folder'],
    ['/5001/project/settings', 'Project'],
    ['/5001/project/directory', 'First', 'Template'],
  ]
  for (const [path, ...texts] of shownOn) {
    const { status, text } = await admin.go(path)
    expect([path, status]).toEqual([path, 200])
    expect([path, text.match(/<zz|<script|<\/title><|onload="/g)]).toEqual([path, null])
    for (const each of texts) {
      expect([
        path,
        each,
        text.includes(`${each} ${ESCAPED}`) || text.includes(`${each}${ESCAPED}`),
      ]).toEqual([path, each, true])
    }
  }
})

it('a reply is shown as the API’s plain text of it, which has lost its tags', async () => {
  const { rig, rfiId } = await planted()
  const { text } = await (await rig.visitor(ADMIN)).go(`/5001/project/rfi/show/${rfiId}`)
  expect(text).toContain(`<p class="said">Reply &amp;amp;\${1}alert(1)</p>`)
})

it('what stands in an address or was entered is text too', async () => {
  const { rig } = await planted()
  const admin = await rig.visitor(ADMIN)
  const evil = encodeURIComponent(EVIL)
  for (const path of [
    `/4001/company/home/list?search=${evil}`,
    `/4001/company/directory/list?search=${evil}&show=${evil}`,
    `/5001/project/rfi/list?search=${evil}&page=${evil}&notice=${evil}`,
    `/5001/project/rfi/new?draft=${evil}`,
    `/5001/project/documents/upload?folder=${evil}`,
    `/4001/company/apps/show/${evil}`,
    `/webclients/host/companies/4001/projects/5001/tools/${evil}`,
    `/5001/project/rfi/sho${evil}`,
    `/${evil}`,
  ]) {
    const { text, headers } = await admin.go(path)
    expect([path, text.match(/<zz|<script|onload="/g)]).toEqual([path, null])
    expect([path, headers.get('content-security-policy')]).toEqual([
      path,
      expect.stringContaining("default-src 'none'"),
    ])
  }
  const page = await admin.go('/5001/project/rfi/new')
  const again = await admin.send(page, {
    'rfi[subject]': '',
    'rfi[question][body]': EVIL,
    'rfi[due_date]': EVIL,
    'rfi[rfi_manager_id]': EVIL,
    [`rfi[${EVIL}]`]: EVIL,
  })
  expect(again.status).toBe(422)
  expect(again.text.match(/<zz|<script|onload="/g)).toBeNull()
  expect(again.text).toContain(ESCAPED)
})
