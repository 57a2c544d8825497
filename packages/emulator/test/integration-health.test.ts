/** Integration Health as the control door tells it, from calls with real causes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { setUp } from './emulator-rig.ts'

const RFIS = '/rest/v1.0/projects/5001/rfis'

type Rig = ReturnType<typeof setUp>

const observed = async ({ door }: Rig, clientId = 'underpin-app') => {
  const { json } = await door(`integration-health?clientId=${clientId}`)
  const all = json.apps[0].observations as { id: string; count: number; failures: unknown }[]
  return Object.fromEntries(all.map(({ id, count }) => [id, count]))
}

it('each of the seven is counted from its cause', async () => {
  const rig = setUp({ limits: { hourly: 0, spike: 12 } })
  const token = (await rig.signIn()).access_token
  const gone = (await rig.signIn()).access_token
  await rig.form('/oauth/revoke', {
    token: gone,
    client_id: 'underpin-app',
    client_secret: 'underpin-app-secret',
  })
  const get = (path: string, headers = {}) => rig.api(path, token, { headers })
  await get(RFIS)
  await get('/rest/v1.0/projects/5003/rfis')
  await get(`${RFIS}/999`)
  await rig.get(RFIS, { authorization: `Bearer ${token}` })
  await get('/rest/v1.0/todos/17?project_id=5001')
  await get('/rest/v1.0/todos/18?project_id=5001')
  await get('/rest/v1.0/projects/5001/inner_workings')
  await rig.api(RFIS, gone)
  for (let n = 0; n < 8; n++) await get(RFIS)
  expect(await observed(rig)).toEqual({
    forbidden: 1,
    'not-found': 4,
    'rate-limited': 3,
    unauthorized: 1,
    'company-header-missing': 1,
    'deprecated-endpoint': 2,
    'private-endpoint': 1,
  })
})

it('an app is told apart from the others, and calls without a token from all', async () => {
  const rig = setUp()
  const token = (await rig.signIn()).access_token
  await rig.api(RFIS, token)
  await rig.get(RFIS)
  const { json } = await rig.door('integration-health')
  const apps = json.apps.map((each: { clientId: string; name: string; requests: number }) => [
    each.clientId,
    each.name,
    each.requests,
  ])
  expect(apps).toEqual([
    [null, null, 1],
    ['underpin-app', 'Underpin App', 1],
  ])
  expect(json).toMatchObject({ window: { days: 14 }, summary: { Healthy: 1 } })
})

it('a call that a fault answers before its token is looked at counts for its app', async () => {
  const rig = setUp()
  const token = (await rig.signIn()).access_token
  await rig.door('faults', { failure: 'heavy-load' })
  await rig.api(`${RFIS}/20001`, token)
  const csv = await (await rig.get('/_underpin/call-activity.csv?clientId=underpin-app')).text()
  expect(csv).toContain(',503,GET,/v1.0/projects/:project_id/rfis/:id,1')
})

it('the report names routes, days and counts, and neither doors nor sign-ins', async () => {
  const rig = setUp()
  const token = (await rig.signIn()).access_token
  await rig.api(RFIS, token)
  await rig.api(`${RFIS}?page=2`, token)
  await rig.door('clock', { advance: '1d' })
  await rig.api(RFIS, (await rig.signIn()).access_token)
  const response = await rig.get('/_underpin/call-activity.csv')
  expect(response.headers.get('content-type')).toMatch('text/csv')
  const [today, tomorrow] = [0, 1].map((days) => {
    return new Date(rig.clock.nowMs() + days * 86_400_000).toISOString().slice(0, 10)
  })
  expect((await response.text()).split('\r\n')).toEqual([
    'Date,Response Code,HTTP Method,Normalized Route,Count',
    `${today},200,GET,/v1.0/projects/:project_id/rfis,2`,
    `${tomorrow},200,GET,/v1.0/projects/:project_id/rfis,1`,
    '',
  ])
})

it('fourteen days are looked at, thirty are kept', async () => {
  const rig = setUp()
  const call = async () => rig.api(RFIS, (await rig.signIn()).access_token)
  const lines = async () =>
    (await (await rig.get('/_underpin/call-activity.csv')).text()).split('\r\n').length - 2
  const apps = async () => (await rig.door('integration-health')).json.apps.length
  await call()
  await rig.door('clock', { advance: '13d' })
  expect([await apps(), await lines()]).toEqual([1, 1])
  await rig.door('clock', { advance: '1d' })
  expect([await apps(), await lines()]).toEqual([0, 1])
  await rig.door('clock', { advance: '16d' })
  await call()
  expect(await lines()).toBe(1)
  const kept = rig.emulator.parts.platform.database.get(
    'SELECT count(*) AS rows FROM call_activity',
  )
  expect(kept).toEqual({ rows: 1 })
})

it('outlives a restart, travels in a snapshot, and is gone after a reset', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-'))
  try {
    const dataFile = join(folder, 'state.db')
    const before = setUp({ dataFile })
    await before.api(RFIS, (await before.signIn()).access_token)
    before.emulator.close()
    const after = setUp({ dataFile })
    expect((await after.door('integration-health')).json.apps).toHaveLength(1)
    await after.api(RFIS, (await after.signIn()).access_token)
    const snapshot = (await after.door('snapshot')).json
    await after.door('reset', {})
    expect((await after.door('integration-health')).json.apps).toEqual([])
    await after.api(RFIS, (await after.signIn()).access_token)
    await after.door('snapshot', snapshot, 'PUT')
    expect((await after.door('integration-health')).json.apps).toMatchObject([{ requests: 2 }])
    after.emulator.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('is bounded: routes beyond the first ten thousand of a day count together', async () => {
  const rig = setUp({ limits: { hourly: 0, spike: 0 } })
  const token = (await rig.signIn()).access_token
  for (let n = 0; n < 10_100; n++) await rig.api(`/rest/v1.0/no${n}x`, token)
  const csv = await (await rig.get('/_underpin/call-activity.csv')).text()
  const lines = csv.trim().split('\r\n')
  expect(lines.length).toBeLessThanOrEqual(10_002)
  expect(csv).toMatch(/404,GET,\(other routes\),\d+/)
  const total = lines.slice(1).reduce((sum, line) => sum + Number(line.split(',').at(-1)), 0)
  expect(total).toBe(10_100)
})

it.each([
  { query: 'clientId=underpin-ap', says: { field: 'clientId', near: 'underpin-app' } },
  { query: 'client=underpin-app', says: { field: 'client', known: ['clientId'] } },
])('$query is refused, and says what there is', async ({ query, says }) => {
  const { door } = setUp()
  expect(await door(`integration-health?${query}`)).toMatchObject({ status: 422, json: says })
})
