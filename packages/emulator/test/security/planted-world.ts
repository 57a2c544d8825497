/**
 * A world in which everybody who may write a text wrote markup: in every name of the world, through the
 * API, the forms of the status page, and the control door. And every page that shows any of it.
 */

import { PAGE_NAMES, type PageName, pathTo } from '../../src/web/routes.ts'
import { defaultWorld } from '../../src/world/default-world.ts'
import type { World } from '../../src/world/world.ts'
import { APP, REDIRECT, type usualCalls } from '../emulator-rig.ts'

export const ADMIN = 'admin@northside.example'

/** Ends any attribute, any text area and any title, then makes an element, a script and a loader of one. */
export const EVIL = `"'></textarea></title><x-planted onclick="a">p</x-planted><script>alert(1)</script><img src=x onerror=alert(2)>`

/** Of what the page shows as text, this much is looked for. */
export const SHOWN = '<x-planted onclick='

export const PLANTED_WORLD: World = {
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
  })),
  apps: defaultWorld.apps.map((app) => ({ ...app, name: `App ${EVIL}` })),
}

export interface PlantedPage {
  readonly name: string
  /** With its origin. */
  readonly url: string
}

export interface Places {
  readonly url: string
  readonly statusUrl: string
}

type Calls = ReturnType<typeof usualCalls>

/** @returns every page of the platform and of the status page. */
export async function plant(calls: Calls, places: Places): Promise<readonly PlantedPage[]> {
  const ids = await plantByApi(calls, places)
  await plantByDoor(calls)
  await plantByForms(places)
  return [...applicationPages(ids, places), ...otherPages(places)]
}

type Ids = Readonly<Partial<Record<PageName, number>>>

async function plantByApi(calls: Calls, { url }: Places): Promise<Ids> {
  const { access_token: token } = await calls.signIn(ADMIN)
  const send = async (method: string, path: string, body: object): Promise<{ id: number }> =>
    madeJson(await calls.api(path, token, { method, body: JSON.stringify(body) }))
  const project = '/rest/v1.0/projects/5001'
  const asked = { subject: `Subject ${EVIL}`, question: { body: `Question ${EVIL}` } }
  const rfi = { ...asked, assignee_ids: [7011], rfi_manager_id: 7002 }
  const { id: rfiId } = await send('POST', `${project}/rfis`, { rfi })
  await send('POST', `${project}/rfis/${rfiId}/replies`, { reply: { body: `Reply ${EVIL}` } })
  const folder = { name: `Folder ${EVIL}` }
  const { id: folderId } = await send('POST', '/rest/v1.0/folders?project_id=5001', { folder })
  for (const type of ['company_tools', 'global']) {
    const permission_template = { name: `Template ${EVIL}`, type }
    const path = '/rest/v1.0/companies/4001/permission_templates'
    await send('POST', path, { permission_template })
  }
  const about = { address: `Address ${EVIL}`, description: `About ${EVIL}` }
  await send('PATCH', project, { company_id: 4001, project: about })
  const form = new FormData()
  form.append('file[name]', `File ${EVIL}`)
  form.append('file[description]', `Description ${EVIL}`)
  form.append('file[parent_id]', String(folderId))
  form.append('file[data]', new File([EVIL], 'evil.html', { type: 'text/html' }))
  const headers = { authorization: `Bearer ${token}`, 'procore-company-id': '4001' }
  const init = { method: 'POST', body: form, headers }
  const { id: fileId } = await madeJson(await fetch(`${url}/rest/v1.0/files?project_id=5001`, init))
  return { rfi: rfiId, folder: folderId, file: fileId, 'download-file': fileId, 'edit-user': 7003 }
}

async function plantByDoor({ door }: Calls): Promise<void> {
  const tell = async (path: string, body: object, method = 'POST') => {
    const { status, json } = await door(path, body, method)
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`)
    return json
  }
  const incident = { impact: 'major', components: ['API Gateway'], body: `Body ${EVIL}` }
  const { id } = await tell('incidents', { ...incident, name: `Incident ${EVIL}` })
  const over = await tell('incidents', { ...incident, name: `Over ${EVIL}` })
  await tell(`incidents/${id}`, { status: 'monitoring', body: `Update ${EVIL}` }, 'PATCH')
  await tell(`incidents/${over.id}`, { status: 'resolved', body: `Resolved ${EVIL}` }, 'PATCH')
  const { json: clock } = await door('clock')
  const startMs = Date.parse(clock.now) + DAY_MS
  const [start, end] = [startMs, startMs + DAY_MS / 24].map((ms) => new Date(ms).toISOString())
  await tell('maintenance', { start, end, title: `Maintenance ${EVIL}` })
  await tell('faults', { failure: 'heavy-load', match: { path: `/rest/${EVIL}` } })
}

const DAY_MS = 86_400_000

/** A mail in the outbox that names who forgot a password, and one who is to confirm a subscription. */
async function plantByForms({ url, statusUrl }: Places): Promise<void> {
  const page = await fetch(`${url}/login/forgot`)
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
  const token = /name="form_token" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const fields = new URLSearchParams({ form_token: token, email: ADMIN })
  await fetch(`${url}/login/forgot`, { method: 'POST', body: fields, headers: { cookie } })
  const wish = new URLSearchParams({ way: 'mail', address: 'reader@x.example' })
  await fetch(`${statusUrl}/subscribe`, { method: 'POST', body: wish })
}

/** From the table of addresses: a page that is added there is on this list, or it says what it needs. */
function applicationPages(ids: Ids, { url }: Places): PlantedPage[] {
  return PAGE_NAMES.map((name) => ({
    name,
    url: `${url}${pathTo(name, {
      ...{ company_id: 4001, project_id: 5001, client_id: 'underpin-service', tool: 'rfi' },
      ...(ids[name] === undefined ? {} : { id: ids[name] }),
    })}`,
  }))
}

function otherPages({ url, statusUrl }: Places): PlantedPage[] {
  const evil = encodeURIComponent(EVIL)
  const authorize = new URLSearchParams({
    ...{ response_type: 'code', client_id: APP.client_id, redirect_uri: REDIRECT, state: EVIL },
  })
  const paths = {
    start: '/?about=1',
    'sign-in': `/login?return_to=${encodeURIComponent(`/companies?search=${evil}`)}`,
    'sign-out': '/logout',
    policy: '/login/policy',
    forgot: `/login/forgot?email=${evil}`,
    reset: `/login/reset?token=${evil}`,
    consent: `/oauth/authorize?${authorize}`,
    'consent for nobody': `/oauth/authorize?client_id=${evil}&redirect_uri=${evil}`,
    'no page': `/${evil}?${evil}`,
    'a page with a damaged address': `/5001/project/rfi/sho${evil}`,
    'a search': `/4001/company/home/list?search=${evil}`,
    'a form that comes again': `/5001/project/rfi/new?draft=${evil}`,
    outbox: '/_underpin/outbox',
    'every failure': '/_underpin/failures',
    'a search for failures': `/_underpin/failures?q=${evil}`,
    'no failure': `/_underpin/failures/${evil}`,
  }
  const statusPaths = {
    status: '/',
    subscribe: `/subscribe?way=${evil}`,
    'subscribe by text': '/subscribe?way=sms',
    'no link': `/subscribe/confirm/${evil}`,
    'no status page': `/${evil}`,
  }
  const under = (origin: string, all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([name, path]) => ({ name, url: `${origin}${path}` }))
  return [...under(url, paths), ...under(statusUrl, statusPaths)]
}

async function madeJson(response: Response): Promise<{ id: number }> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`)
  return response.json()
}
