/** A planned maintenance from its announcement to its end, as people and programs meet it. */
import { expect, it, onTestFinished } from 'vitest'
import { maintenanceNotices } from '../src/maintenance/notices.ts'
import { setUp } from './emulator-rig.ts'
import { signInAtPage } from './web-visits.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const open = () => {
  const bench = setUp()
  onTestFinished(() => bench.emulator.close())
  const atIso = (afterMs: number) => new Date(bench.clock.nowMs() + afterMs).toISOString()
  const plan = async (startsInMs: number, lastsMs = 2 * HOUR_MS) => {
    const order = { start: atIso(startsInMs), end: atIso(startsInMs + lastsMs), title: 'Upgrade' }
    return (await bench.door('maintenance', order)).json as { id: string }
  }
  return { ...bench, atIso, plan }
}

const window = { afterMs: 0, lastsMs: 2 * HOUR_MS }

it.each([
  { at: 'before', afterMs: 59 * 60_000, web: 200, api: 401 },
  { at: 'at its start', afterMs: HOUR_MS, web: 503, api: 503 },
  { at: 'just before its end', afterMs: 3 * HOUR_MS - 1, web: 503, api: 503 },
  { at: 'at its end', afterMs: 3 * HOUR_MS, web: 200, api: 401 },
])('$at the web answers $web and the API $api', async ({ afterMs, web, api }) => {
  const { get, plan, clock } = open()
  await plan(HOUR_MS, window.lastsMs)
  clock.advance(afterMs)
  const [page, json] = [await get('/login'), await get('/rest/v1.0/me')]
  expect([page.status, json.status]).toEqual([web, api])
  expect(page.headers.get('content-type')).toMatch(/^text\/html/)
  expect(json.headers.get('content-type')).toMatch(/^application\/json/)
  if (web !== 503) return
  const leftS = String(Math.max(1, Math.ceil((3 * HOUR_MS - afterMs) / 1_000)))
  expect([page, json].map(({ headers }) => headers.get('retry-after'))).toEqual([leftS, leftS])
  expect(await page.text()).toContain('It opens again at')
})

it('the control door and the status page stay up in its window', async () => {
  const { door, plan, emulator } = open()
  await plan(0)
  expect((await door('health')).json.ok).toBe(true)
  const request = new Request('http://status.test/api/v2/scheduled-maintenances/active.json')
  const reply = await emulator.parts.statusPage.reply(request)
  expect(reply.kind === 'answer' && reply.answer.status).toBe(200)
})

it('afterwards everything is as before: who was signed in still is', async () => {
  const { emulator, plan, clock, visit } = open()
  const cookie = await signInAtPage(visit)
  await plan(0)
  expect((await visit('/login', { headers: { cookie } })).status).toBe(503)
  clock.advance(2 * HOUR_MS)
  const request = new Request('http://localhost/login', { headers: { cookie } })
  expect(
    (await emulator.fetch(request.url, { headers: { cookie }, redirect: 'manual' })).status,
  ).toBe(303)
})

it('moving it moves the window', async () => {
  const { get, door, plan, clock, atIso } = open()
  const { id } = await plan(HOUR_MS)
  const moved = await door(
    `maintenance/${id}`,
    { start: atIso(DAY_MS), end: atIso(DAY_MS + HOUR_MS) },
    'PATCH',
  )
  expect(moved).toMatchObject({
    status: 200,
    json: { id, start: atIso(DAY_MS), status: 'scheduled' },
  })
  clock.advance(HOUR_MS)
  expect((await get('/login')).status).toBe(200)
  clock.advance(23 * HOUR_MS)
  expect((await get('/login')).status).toBe(503)
})

it.each([
  { name: 'before it begins', afterMs: 0 },
  { name: 'in the middle', afterMs: HOUR_MS + 1 },
])('cancelling it $name opens the platform for good', async ({ afterMs }) => {
  const { get, door, plan, clock } = open()
  const { id } = await plan(HOUR_MS)
  clock.advance(afterMs)
  const { status, json } = await door(`maintenance/${id}`, undefined, 'DELETE')
  expect([status, json.status]).toEqual([200, 'completed'])
  for (const step of [0, HOUR_MS, HOUR_MS]) {
    clock.advance(step)
    expect((await get('/login')).status).toBe(200)
  }
  expect((await door(`maintenance/${id}`, undefined, 'DELETE')).status).toBe(404)
  expect((await door('maintenance')).json.maintenances).toHaveLength(1)
})

it.each([
  { method: 'PATCH', body: { title: 'x' }, id: 'nobody', status: 404 },
  { method: 'DELETE', body: undefined, id: 'nobody', status: 404 },
])('$method of a maintenance that there is not: $status', async ({ method, body, id, status }) => {
  const { door } = open()
  expect((await door(`maintenance/${id}`, body, method)).status).toBe(status)
})

it('a plan that would be empty is refused, and the plan stays', async () => {
  const { door, plan, atIso } = open()
  const { id } = await plan(HOUR_MS)
  const refused = await door(`maintenance/${id}`, { end: atIso(0) }, 'PATCH')
  expect(refused).toMatchObject({ status: 422, json: { error: /end must come after start/ } })
})

/** What stands above a page that somebody looks at. */
async function noticesOf({ emulator, visit }: ReturnType<typeof open>, cookie: string) {
  await visit('/login', { headers: { cookie } })
  const { platform, signIn, board } = emulator.parts
  const request = new Request('http://localhost/4001/company/home/list', { headers: { cookie } })
  const call = emulator.parts.journal.open(request, '/4001/company/home/list', {
    ...{ via: 'process', rawHeaders: null, socket: null },
  })
  call.companyId = platform.directory.companies()[0]?.id ?? null
  return String(maintenanceNotices(call, { board, signIn, zoneOf: () => 'America/Los_Angeles' }))
}

it.each([
  { startsInMs: 7 * DAY_MS + 1, isShown: false },
  { startsInMs: 7 * DAY_MS, isShown: true },
  { startsInMs: 1, isShown: true },
])('one that starts in $startsInMs ms is announced: $isShown', async ({ startsInMs, isShown }) => {
  const bench = open()
  await bench.plan(startsInMs)
  expect((await noticesOf(bench, '')).includes('Upgrade')).toBe(isShown)
})

it('a page tells times in the zone of its project, by whichever name it has', async () => {
  const { visit, api, signIn, plan } = open()
  const { access_token } = await signIn()
  const project = { company_id: 4001, project: { time_zone: 'Eastern Time (US & Canada)' } }
  const put = { method: 'PATCH', body: JSON.stringify(project) }
  expect((await api('/rest/v1.0/projects/5001', access_token, put)).status).toBe(200)
  await plan(HOUR_MS)
  const cookie = await signInAtPage(visit)
  const page = await visit('/5001/project/rfi/list', { headers: { cookie } })
  expect(await page.text()).toMatch(/closed for 2 hours,\s+from <time [^>]+>[^<]+EST</)
})

it('the notice tells times in the zone of the place, and how long it lasts', async () => {
  const bench = open()
  await bench.plan(DAY_MS, 2.5 * HOUR_MS)
  const text = await noticesOf(bench, '')
  expect(text).toMatch(/GMT-\d|P[SD]T/)
  expect(text).toContain('2 hours and 30 minutes')
})

it('who dismissed it does not see it again, until the plan changes', async () => {
  const bench = open()
  const { id } = await bench.plan(DAY_MS)
  const cookie = await signInAtPage(bench.visit)
  const shown = await noticesOf(bench, cookie)
  const field = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(shown)?.[1] ?? ''
  const fields = {
    form_token: field('form_token'),
    notice: field('notice'),
    return_to: '/companies',
  }
  const dismiss = (form: Record<string, string>) =>
    bench.visit('/maintenance/dismiss', {
      ...{ method: 'POST', body: new URLSearchParams(form), headers: { cookie } },
    })
  const answer = await dismiss(fields)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/companies'])
  const set = answer.headers.get('set-cookie') ?? ''
  expect(set).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  const both = `${cookie}; ${set.split(';')[0]}`
  expect(await noticesOf(bench, both)).toBe('')
  bench.clock.advance(1)
  await bench.door(`maintenance/${id}`, { title: 'Upgrade, longer' }, 'PATCH')
  expect(await noticesOf(bench, both)).toContain('Upgrade, longer')
  // Nobody else's form, no other site's address, no other cookie.
  expect((await dismiss({ ...fields, form_token: 'x' })).status).toBe(422)
  expect((await dismiss({ ...fields, notice: 'a; b=c' })).status).toBe(422)
  const away = await dismiss({ ...fields, return_to: 'https://elsewhere.example/' })
  expect(away.headers.get('location')).toBe('/')
})

it('a title cannot put markup above a page', async () => {
  const bench = open()
  const start = bench.atIso(HOUR_MS)
  await bench.door('maintenance', {
    start,
    end: bench.atIso(2 * HOUR_MS),
    title: '<script>x</script>',
  })
  expect(await noticesOf(bench, '')).not.toContain('<script>')
})
