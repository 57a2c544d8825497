import { expect, it } from 'vitest'
import { readStatusPage } from './read-status-page.ts'
import { digestOf, statusChanges } from './status-changes.ts'

const read = (document: object, atMs = 0) => {
  const page = readStatusPage([{ page: { name: 'P' }, ...document }], atMs)
  if (page === null) throw new Error('not read')
  return page
}
const component = (id: string, status: string) => ({ id, name: id, status })
const incident = (id: string, status: string, at = '07:00') => ({
  ...{ id, name: id, status, updated_at: `2026-11-20T${at}:00Z` },
  incident_updates: [{ body: `${id} is ${status}.` }],
})
const maintenance = (id: string, status: string, hour: number) => ({
  ...{ id, name: id, status },
  scheduled_for: `2026-11-20T0${hour}:00:00Z`,
  scheduled_until: `2026-11-20T0${hour + 1}:00:00Z`,
})

const changes = (before: object, after: object) =>
  // Through JSON, as a file would keep it.
  statusChanges(JSON.parse(JSON.stringify(digestOf(read(before)))), read(after))

it('nothing changed between a page and itself', () => {
  const page = {
    components: [component('A', 'partial_outage')],
    incidents: [incident('I', 'investigating')],
    scheduled_maintenances: [maintenance('M', 'scheduled', 8)],
  }
  expect(changes(page, page)).toEqual([])
})

it('a component that changes, comes in trouble, or goes in trouble is told; in peace it is not', () => {
  const before = [
    component('A', 'operational'),
    component('B', 'major_outage'),
    component('C', 'operational'),
    component('D', 'partial_outage'),
  ]
  const after = [
    component('A', 'degraded_performance'),
    component('B', 'operational'),
    component('E', 'operational'),
    component('F', 'unheard_of'),
  ]
  expect(changes({ components: before }, { components: after })).toMatchObject([
    { name: 'A', from: 'operational', to: 'degraded_performance' },
    { name: 'B', from: 'major_outage', to: 'operational' },
    { name: 'F', from: null, to: 'unknown' },
    { name: 'D', from: 'partial_outage', to: null },
  ])
})

it('an incident is opened, goes on, says more, and ends', () => {
  const [one, two] = [{ incidents: [incident('I', 'investigating')] }, { incidents: [] }]
  expect(changes(two, one)).toEqual([
    {
      kind: 'incident',
      id: 'I',
      name: 'I',
      from: null,
      to: 'investigating',
      body: 'I is investigating.',
    },
  ])
  expect(changes(one, { incidents: [incident('I', 'monitoring')] })).toMatchObject([
    { from: 'investigating', to: 'monitoring' },
  ])
  expect(changes(one, { incidents: [incident('I', 'investigating', '07:30')] })).toMatchObject([
    { from: 'investigating', to: 'investigating' },
  ])
  expect(changes(one, two)).toMatchObject([{ from: 'investigating', to: null, body: '' }])
})

it('a maintenance is announced, begins, is moved, and ends', () => {
  const planned = { scheduled_maintenances: [maintenance('M', 'scheduled', 8)] }
  const none = { scheduled_maintenances: [] }
  const startMs = Date.parse('2026-11-20T08:00:00Z')
  expect(changes(none, planned)).toMatchObject([{ from: null, to: 'scheduled', startMs }])
  expect(
    changes(planned, { scheduled_maintenances: [maintenance('M', 'in_progress', 8)] }),
  ).toMatchObject([{ from: 'scheduled', to: 'in_progress', isMoved: false }])
  expect(
    changes(planned, { scheduled_maintenances: [maintenance('M', 'scheduled', 9)] }),
  ).toMatchObject([{ from: 'scheduled', to: 'scheduled', isMoved: true }])
  expect(changes(planned, none)).toMatchObject([{ to: null, startMs }])
})
