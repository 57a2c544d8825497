/** The start page and the status page. */
import { expect, it } from 'vitest'
import { setUp } from './emulator-rig.ts'

const start = '2026-11-20T10:00:00Z'
const end = '2026-11-20T12:00:00Z'

async function startPage(bench = setUp()) {
  const response = await bench.get('/')
  return { response, text: await response.text(), ...bench }
}

it('the start page is HTML with its language, one heading and landmarks, and no script', async () => {
  const { response, text } = await startPage()
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(text).toMatch(/^<!doctype html>\n<html lang="en">/)
  for (const part of ['<h1', '<header', '<main', '<footer', '<title']) {
    expect(text.split(part)).toHaveLength(2)
  }
  expect(text).toContain('name="viewport"')
  expect(text).not.toMatch(/<script|\son[a-z]+=/)
  expect(tags(text)).toEqual([])
})

it('the start page tells the sign-ins, the apps, the places and the clock', async () => {
  const { text } = await startPage()
  const told = [
    'admin@northside.example',
    'sub@northside.example',
    'Sandbox#2026',
    'underpin-app-secret',
    'underpin-service-secret',
    'urn:ietf:wg:oauth:2.0:oob',
    '/rest/v1.0/',
    '2026-11-20T08:00:00.000Z',
    'None: everything works.',
    'href="/_underpin/faults"',
  ]
  for (const each of told) expect(text).toContain(each)
})

it('its first call works as it stands', async () => {
  const { text, token, emulator } = await startPage()
  const command = unescaped(/<pre[^>]*><code>([\s\S]*?)<\/code><\/pre>/.exec(text)?.[1] ?? '')
  const fields = Object.fromEntries(
    [...command.matchAll(/-d (\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  )
  const answer = await (await token(fields)).text()
  const access = /.*"access_token":"([^"]*)".*/.exec(answer)?.[1] ?? ''
  const url = /curl -s (\S+\/rest\/\S+)/.exec(command)?.[1] ?? ''
  const company = /Procore-Company-Id: (\d+)/.exec(command)?.[1] ?? ''
  const headers = { authorization: `Bearer ${access}`, 'procore-company-id': company }
  const projects = await (await emulator.fetch(url, { headers })).json()
  expect(projects.map(({ id }: { id: number }) => id)).toEqual([5001, 5002])
})

it('the start page shows the faults and the maintenance that are on', async () => {
  const bench = setUp()
  await bench.door('faults', { failure: 'heavy-load', match: { path: '/rest/<b>' } })
  await bench.door('maintenance', { start: '2026-11-20T07:00:00Z', end, title: 'Upgrade' })
  const { text } = await startPage(bench)
  expect(text).toContain('heavy-load</a></strong> on any method /rest/&lt;b&gt;')
  expect(text).toContain('Maintenance “Upgrade” is in force')
})

it('a path that nobody owns is not found, in HTML', async () => {
  const response = await setUp().get('/nothing/is/here')
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toMatch(/^text\/html/)
})

async function statusDocument(bench: ReturnType<typeof setUp>, name: string) {
  const request = new Request(`http://localhost:4011/api/v2/${name}.json`)
  const reply = bench.emulator.parts.statusPage.answer(request)
  expect(reply.status).toBe(200)
  return JSON.parse(reply.text)
}

it('when all is well the status page says so, in Statuspage’s shape', async () => {
  const bench = setUp()
  expect(await statusDocument(bench, 'status')).toEqual({
    page: {
      id: 'jxb4w0vdl2tv',
      name: 'Procore Technologies',
      url: 'http://localhost:4011',
      time_zone: expect.any(String),
      updated_at: '2026-11-20T08:00:00.000Z',
    },
    status: { indicator: 'none', description: 'All Systems Operational' },
  })
  const { components, incidents, scheduled_maintenances } = await statusDocument(bench, 'summary')
  expect([incidents, scheduled_maintenances]).toEqual([[], []])
  const gateway = components.find(({ name }: { name: string }) => name === 'API Gateway')
  expect(Object.keys(gateway).sort()).toEqual(
    'created_at description group group_id id name only_show_if_degraded page_id position showcase start_date status updated_at'.split(
      ' ',
    ),
  )
  expect(gateway).toMatchObject({ id: '47gjht5rzqch', status: 'operational', group: false })
})

it('an incident opens, moves on and is resolved', async () => {
  const bench = setUp()
  const opened = await bench.door('incidents', {
    name: 'Elevated errors',
    status: 'investigating',
    impact: 'major',
    components: ['API Gateway'],
    body: 'We are looking.',
  })
  expect(opened.status).toBe(201)
  const { status } = await statusDocument(bench, 'status')
  // One component of many: the page is not as bad as its incident.
  expect(status).toEqual({ indicator: 'minor', description: 'Minor Service Outage' })
  const [open] = (await statusDocument(bench, 'incidents/unresolved')).incidents
  expect(open).toMatchObject({
    name: 'Elevated errors',
    status: 'investigating',
    impact: 'major',
    resolved_at: null,
    components: [{ name: 'API Gateway', status: 'partial_outage' }],
    incident_updates: [{ status: 'investigating', body: 'We are looking.' }],
  })
  bench.clock.advance(60_000)
  const path = `incidents/${opened.json.id}`
  await bench.door(path, { status: 'monitoring', body: 'A fix is in.' }, 'PATCH')
  await bench.door(path, { status: 'resolved' }, 'PATCH')
  expect((await statusDocument(bench, 'incidents/unresolved')).incidents).toEqual([])
  const [done] = (await statusDocument(bench, 'incidents')).incidents
  expect(done).toMatchObject({
    status: 'resolved',
    monitoring_at: '2026-11-20T08:01:00.000Z',
    resolved_at: '2026-11-20T08:01:00.000Z',
  })
  expect(done.incident_updates.map((each: { status: string }) => each.status)).toEqual([
    'resolved',
    'monitoring',
    'investigating',
  ])
  expect((await statusDocument(bench, 'status')).status.indicator).toBe('none')
})

it.each([
  { atMs: 0, document: 'upcoming', status: 'scheduled' },
  { atMs: 7_200_000, document: 'active', status: 'in_progress' },
  { atMs: 14_400_000, document: null, status: 'completed' },
])('a maintenance is $status $atMs ms after it was planned', async ({ atMs, document, status }) => {
  const bench = setUp()
  await bench.door('maintenance', { start, end, title: 'Upgrade' })
  bench.clock.advance(atMs)
  const all = (await statusDocument(bench, 'scheduled-maintenances')).scheduled_maintenances
  expect(all).toMatchObject([
    { name: 'Upgrade', status, scheduled_for: '2026-11-20T10:00:00.000Z', impact: 'maintenance' },
  ])
  for (const name of ['upcoming', 'active']) {
    const key = `scheduled-maintenances/${name}`
    const found = (await statusDocument(bench, key)).scheduled_maintenances
    expect(found).toHaveLength(name === document ? 1 : 0)
  }
})

/** Tags that are opened and not closed, or closed and not open: none, in a page that is well formed. */
function tags(text: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, slash, name = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (['meta', 'br', 'input'].includes(name)) continue
    if (slash === '') open.push(name)
    else if (open.pop() !== name) wrong.push(`</${name}>`)
  }
  return [...wrong, ...open]
}

function unescaped(text: string): string {
  const named: Record<string, string> = { quot: '"', amp: '&', '#39': "'", lt: '<', gt: '>' }
  return text.replace(/&(quot|amp|#39|lt|gt);/g, (whole, name: string) => named[name] ?? whole)
}
