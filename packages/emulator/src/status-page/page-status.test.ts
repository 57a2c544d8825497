import { expect, it } from 'vitest'
import type { ComponentStatus } from './component-status.ts'
import { type Impact, openedIncident } from './incident.ts'
import { pageStatus } from './page-status.ts'
import { statusId } from './status-id.ts'

const well: ComponentStatus = 'operational'
const degraded: ComponentStatus = 'degraded_performance'
const partial: ComponentStatus = 'partial_outage'
const major: ComponentStatus = 'major_outage'
const closed: ComponentStatus = 'under_maintenance'

it.each([
  { components: [well, well], indicator: 'none', description: 'All Systems Operational' },
  { components: [], indicator: 'none', description: 'All Systems Operational' },
  {
    components: [well, closed],
    indicator: 'maintenance',
    description: 'Service Under Maintenance',
  },
  { components: [closed], indicator: 'maintenance', description: 'Service Under Maintenance' },
  { components: [well, degraded], indicator: 'minor', description: 'Partially Degraded Service' },
  { components: [degraded], indicator: 'minor', description: 'Degraded System Service' },
  { components: [closed, degraded], indicator: 'minor', description: 'Partially Degraded Service' },
  { components: [well, partial], indicator: 'minor', description: 'Minor Service Outage' },
  { components: [degraded, partial], indicator: 'minor', description: 'Minor Service Outage' },
  { components: [partial, partial], indicator: 'major', description: 'Partial System Outage' },
  { components: [well, major], indicator: 'major', description: 'Partial System Outage' },
  { components: [partial, major], indicator: 'major', description: 'Partial System Outage' },
  { components: [major, major], indicator: 'critical', description: 'Major System Outage' },
])('$components make $description', ({ components, indicator, description }) => {
  expect(pageStatus(components, [])).toEqual({ indicator, description })
})

it.each([
  { impact: 'none', status: 'investigating', want: 'none' },
  { impact: 'minor', status: 'investigating', want: 'minor' },
  { impact: 'critical', status: 'identified', want: 'major' },
  { impact: 'critical', status: 'resolved', want: 'none' },
] as const)('an incident of no component, $impact and $status, makes it $want', (row) => {
  let count = 0
  const order = { name: 'x', components: [], impact: row.impact as Impact, status: row.status }
  const incident = openedIncident(order, 0, () => statusId(++count))
  expect(pageStatus([well], [incident]).indicator).toBe(row.want)
})

it('an incident that names components counts by them alone', () => {
  const order = { name: 'x', components: ['Webhooks'], impact: 'critical' } as const
  const incident = openedIncident({ ...order, status: 'investigating' }, 0, () => statusId(1))
  expect(pageStatus([well], [incident]).indicator).toBe('none')
})

it('ids have Statuspage’s form, and are all different', () => {
  const ids = Array.from({ length: 2_000 }, (_, at) => statusId(at))
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]{12}$/)
  expect(new Set(ids).size).toBe(ids.length)
})
