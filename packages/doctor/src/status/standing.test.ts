import { describe, expect, it } from 'vitest'
import { ANYBODY, type Asker, concernOf } from './components-of-concern.ts'
import { readStatusPage } from './read-status-page.ts'
import { standingOf } from './standing.ts'

const NOW = Date.parse('2026-11-20T07:00:00Z')
const PROCORE = { id: 'jxb4w0vdl2tv', name: 'Procore Technologies' }
const API = { id: '47gjht5rzqch', name: 'API Gateway', status: 'operational' }
const LOGIN = { id: 'l', name: 'Login', status: 'operational' }
const BIM = { id: 'b', name: 'BIM', status: 'operational' }
const MONTHLY = { id: 'm', name: 'Monthly Sandbox', status: 'operational' }

const stand = (document: object, asker: Asker = ANYBODY) => {
  const page = readStatusPage([{ page: PROCORE, ...document }], NOW)
  if (page === null) throw new Error('not read')
  return standingOf(page, NOW, asker)
}

describe('which components matter', () => {
  it.each([
    ['API Gateway', 0],
    ['API', 0],
    ['Public API', 0],
    ['Webhooks', 1],
    ['Web-hooks delivery', 1],
    ['Login', 2],
    ['Procore Sign-In', 2],
    ['Single Sign-On (SSO)', 2],
    ['Web Application', 3],
    ['Web App', 3],
    ['Developer Sandbox', 4],
    ['Monthly Sandbox', 5],
  ])('%s', (name, rank) => {
    expect(concernOf({ id: 'any', name }, ANYBODY)?.rank).toBe(rank)
  })

  it.each([
    'Mobile Applications',
    'BIM',
    'ERP Integrations',
    'Support Site',
    'Sandbox Environments and API',
    'Capital Planning',
    'Website',
    'Training Center',
  ])('%s does not', (name) => {
    expect(concernOf({ id: 'any', name }, ANYBODY)).toBeNull()
  })

  it('the ids seen live count, whatever the names have become', () => {
    expect(concernOf({ id: '47gjht5rzqch', name: 'Gateway' }, ANYBODY)?.rank).toBe(0)
    expect(concernOf({ id: '944dgf517gm9', name: 'Events' }, ANYBODY)?.rank).toBe(1)
  })

  it('a sandbox matters to whoever calls it', () => {
    const of = (apiHost: string, name: string) =>
      concernOf({ id: 'x', name }, { apiHost, tool: null }) !== null
    expect(of('api.procore.com', 'Monthly Sandbox')).toBe(false)
    expect(of('api-monthly.procore.com', 'Monthly Sandbox')).toBe(true)
    expect(of('api-monthly.procore.com', 'Developer Sandbox')).toBe(false)
    expect(of('sandbox.procore.com', 'Developer Sandbox')).toBe(true)
    expect(of('api.procore.com', 'API Gateway')).toBe(true)
  })

  it('so does the tool that is asked about', () => {
    const tool = (name: string) =>
      concernOf({ id: 'x', name }, { apiHost: null, tool: 'punch_items' })
    expect(tool('Punch Items')).not.toBeNull()
    expect(tool('RFIs')).toBeNull()
  })
})

describe('the state is that of what matters, and never the headline', () => {
  it('a headline of trouble with all that matters well is well', () => {
    const found = stand({
      status: { indicator: 'critical', description: 'Major System Outage' },
      components: [API, LOGIN, { ...BIM, status: 'major_outage' }],
    })
    expect(found).toMatchObject({ state: 'operational', elsewhere: [{ name: 'BIM' }], unwell: [] })
  })

  it('a headline of peace with the API down is not well', () => {
    const found = stand({
      status: { indicator: 'none', description: 'All Systems Operational' },
      components: [BIM, LOGIN, { ...API, status: 'degraded_performance' }],
    })
    expect(found).toMatchObject({ state: 'not-operational', unwell: [{ name: 'API Gateway' }] })
    expect(found.matters.map(({ name }) => name)).toEqual(['API Gateway', 'Login'])
  })

  it('a headline alone is unknown', () => {
    expect(stand({ status: { indicator: 'none' } }).state).toBe('unknown')
  })

  it('so is a component that matters in a state that nobody knows', () => {
    expect(stand({ components: [API, { ...LOGIN, status: 'asleep' }] }).state).toBe('unknown')
  })

  it('the sandboxes of others do not count', () => {
    const components = [API, { ...MONTHLY, status: 'major_outage' }]
    expect(stand({ components }).state).toBe('not-operational')
    const asker = { apiHost: 'api.procore.com', tool: null }
    expect(stand({ components }, asker)).toMatchObject({
      state: 'operational',
      elsewhere: [{ name: 'Monthly Sandbox' }],
    })
  })
})

describe('an incident touches what it names; one that names nothing may touch all', () => {
  const incident = (components: object[], impact = 'major') => ({
    components: [API, BIM],
    incidents: [{ id: 'i', name: 'Trouble', status: 'investigating', impact, components }],
  })

  it.each([
    ['what matters', incident([API]), 'not-operational', 1],
    ['nothing', incident([]), 'not-operational', 1],
    ['other things', incident([BIM]), 'operational', 0],
    ['what matters, without impact', incident([API], 'none'), 'operational', 1],
  ])('%s', (_, document, state, touching) => {
    const found = stand(document)
    expect(found.state).toBe(state)
    expect(found.incidents).toHaveLength(touching)
    expect(found.incidentsElsewhere).toHaveLength(1 - touching)
  })
})

describe('a maintenance is under way by its word, or by its times', () => {
  it.each([
    ['in_progress', '06:00', '06:30', 'not-operational'],
    ['verifying', '06:00', '06:30', 'not-operational'],
    ['scheduled', '06:00', '08:00', 'not-operational'],
    ['scheduled', '08:00', '09:00', 'operational'],
    ['scheduled', '05:00', '06:00', 'operational'],
  ])('%s from %s to %s', (status, from, until, state) => {
    const times = {
      scheduled_for: `2026-11-20T${from}:00Z`,
      scheduled_until: `2026-11-20T${until}:00Z`,
    }
    const maintenance = { id: 'm', name: 'Work', status, components: [API], ...times }
    expect(stand({ components: [API], scheduled_maintenances: [maintenance] }).state).toBe(state)
  })
})

describe('the page of somebody else', () => {
  it('has no table: everything matters', () => {
    const found = stand({
      page: { id: 'z', name: 'Other Inc' },
      components: [API, { ...BIM, status: 'partial_outage' }],
    })
    expect(found).toMatchObject({ state: 'not-operational', elsewhere: [] })
    expect(found.matters).toHaveLength(2)
  })

  it('so it is on a page of Procore that names nothing of the table', () => {
    expect(stand({ components: [BIM] })).toMatchObject({ state: 'operational', matters: [BIM] })
  })
})
