/** The status page's API, against shapes written by hand. */
import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import { COMPONENTS } from '../src/status-page/components.ts'
import { eventful, setUpStatus } from './status-rig.ts'
import { STATUSPAGE_SCHEMAS } from './statuspage-schemas.ts'

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true })
const NAMES = Object.keys(STATUSPAGE_SCHEMAS)

function faultsOf(name: string, document: unknown) {
  const validate = ajv.compile(STATUSPAGE_SCHEMAS[name] ?? false)
  return validate(document) ? [] : validate.errors
}

it.each(NAMES)('%s.json has Statuspage’s shape when nothing has happened', (name) => {
  expect(faultsOf(name, setUpStatus().document(name))).toEqual([])
})

it.each(NAMES)('%s.json has Statuspage’s shape when much has', async (name) => {
  const { document } = await eventful()
  expect(faultsOf(name, document(name))).toEqual([])
})

it.each([
  { name: 'incidents', key: 'incidents', count: 4 },
  { name: 'incidents/unresolved', key: 'incidents', count: 2 },
  { name: 'scheduled-maintenances', key: 'scheduled_maintenances', count: 3 },
  { name: 'scheduled-maintenances/upcoming', key: 'scheduled_maintenances', count: 1 },
  { name: 'scheduled-maintenances/active', key: 'scheduled_maintenances', count: 1 },
  { name: 'summary', key: 'incidents', count: 2 },
  { name: 'summary', key: 'scheduled_maintenances', count: 2 },
])('$name.json has $count $key', async ({ name, key, count }) => {
  const { document } = await eventful()
  expect(document(name)[key]).toHaveLength(count)
})

it('a group lists its components, they name it, and it is as bad as the worst of them', async () => {
  const { document } = await eventful()
  const { components } = document('components')
  const groups = components.filter(({ group }: { group: boolean }) => group)
  for (const group of groups) {
    const members = components.filter((each: { group_id: string }) => each.group_id === group.id)
    expect(members.map(({ id }: { id: string }) => id)).toEqual(group.components)
    const positions = members.map(({ position }: { position: number }) => position)
    expect(positions).toEqual(members.map((_: unknown, at: number) => at + 1))
  }
  expect(components).toHaveLength(groups.length + COMPONENTS.length)
  const api = groups.find(({ name }: { name: string }) => name === 'Sandbox Environments and API')
  expect(api.status).toBe('partial_outage')
  const hidden = components.filter((each: Record<string, boolean>) => each['only_show_if_degraded'])
  expect(hidden).toHaveLength(1)
})

it('an update says what its components were and what they are', async () => {
  const { document } = await eventful()
  const late = document('incidents').incidents.find(
    ({ name }: { name: string }) => name === 'Late notices',
  )
  const [over, opened] = late.incident_updates
  expect(opened.affected_components[0]).toEqual({
    code: '944dgf517gm9',
    name: 'Sandbox Environments and API - Webhooks',
    old_status: 'operational',
    new_status: 'partial_outage',
  })
  expect(over.affected_components[0]).toMatchObject({
    old_status: 'partial_outage',
    new_status: 'operational',
  })
  expect(late.shortlink).toBe(`http://localhost:4011/incidents/${late.id}`)
})

it('an incident that a fault brought began before it was posted', async () => {
  const { document } = await eventful()
  const outage = document('incidents').incidents.find(
    ({ name }: { name: string }) => name === 'Outage of a cloud region',
  )
  expect(outage).toMatchObject({
    started_at: '2026-11-20T08:00:00.000Z',
    created_at: '2026-11-20T08:05:00.000Z',
    monitoring_at: '2026-11-20T08:35:00.000Z',
    resolved_at: '2026-11-20T08:45:00.000Z',
    impact: 'critical',
  })
})

it('times of change are those of the last post, and not of the question', async () => {
  const { document, clock } = await eventful()
  const before = document('summary')
  clock.advance(60_000)
  expect(document('summary')).toEqual(before)
})

it('no document has more than fifty incidents, the newest of them', async () => {
  const { board, document } = setUpStatus()
  for (let at = 0; at < 60; at++) {
    board.openIncident({ name: `${at}`, status: 'resolved', impact: 'minor', components: [] })
  }
  const { incidents } = document('incidents')
  expect(incidents).toHaveLength(50)
  expect(incidents[0].name).toBe('59')
})

it.each(['nothing', 'incidents/', 'incidents/abc', 'toString', '../status', 'status.json'])(
  '%s.json is not found',
  (name) => {
    expect(setUpStatus().answer(`/api/v2/${name}.json`).status).toBe(404)
  },
)

it.each(['POST', 'PUT', 'DELETE'])('%s changes nothing here', (method) => {
  expect(setUpStatus().answer('/api/v2/status.json', method).status).toBe(404)
})

it('a window that is moved is told of anew; what has begun keeps its start; what is over, all', async () => {
  const { door, later, clock, document } = setUpStatus()
  const { json } = await door('maintenance', { start: later(2), end: later(4), title: 'Upgrade' })
  const path = `maintenance/${json.id}`
  expect(await door(path, { end: later(5) }, 'PATCH')).toMatchObject({
    ...{ status: 200, json: { end: later(5), title: 'Upgrade', status: 'scheduled' } },
  })
  const [moved] = document('scheduled-maintenances/upcoming').scheduled_maintenances
  expect(moved).toMatchObject({ scheduled_until: later(5), incident_updates: [{}, {}] })
  expect((await door(path, { end: later(1) }, 'PATCH')).status).toBe(422)
  clock.advance(3 * 3_600_000)
  expect((await door(path, { start: later(1) }, 'PATCH')).json).toMatchObject({ field: 'start' })
  expect((await door(path, { end: later(1) }, 'PATCH')).status).toBe(200)
  clock.advance(2 * 3_600_000)
  expect(await door(path, { end: later(9) }, 'PATCH')).toMatchObject({
    ...{ status: 404, json: { error: expect.stringMatching(/over/) } },
  })
  expect((await door('maintenance/none', { title: 'x' }, 'PATCH')).status).toBe(404)
})
