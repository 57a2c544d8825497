import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmulator, listenForStatus } from '@underpin/emulator'
import { systemClock } from '@underpin/ports'
import { afterEach, describe, expect, it } from 'vitest'
import type { ProbeFinding } from '../../report/probe-result.ts'
import type { Targets } from '../../report/targets.ts'
import { STATUS_PROBES } from './index.ts'

const NOW = Date.parse('2026-11-20T15:00:00Z')

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const targetsOf = (statusUrl: string | null, changed: Partial<Targets> = {}): Targets => ({
  ...{ apiUrl: 'https://api.procore.com', loginUrl: '', appUrl: '', statusUrl, controlUrl: null },
  ...{ resolver: null, secondResolver: null, companyId: null, projectId: null, tool: null },
  ...changed,
})

/** The clock of this machine is a day wrong: nothing may hang on it. */
async function look(statusUrl: string, changed: Partial<Targets> = {}): Promise<ProbeFinding> {
  const [probe] = STATUS_PROBES
  if (probe === undefined) throw new Error('no probe')
  return probe.run({
    ...{ targets: targetsOf(statusUrl, changed), credentials: null, environment: {}, trust: [] },
    clock: { ...systemClock, nowMs: () => NOW + 86_400_000 },
    signal: new AbortController().signal,
    result: () => null,
  })
}

async function serve(document: object | string): Promise<string> {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  const server = createServer((_, response) => {
    response.setHeader('date', new Date(NOW).toUTCString())
    response.end(text)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => new Promise((done) => server.close(done)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const iso = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString()
const API = { id: '47gjht5rzqch', name: 'API Gateway', status: 'operational' }
const BIM = { id: 'b', name: 'BIM', status: 'operational' }
const MONTHLY = { id: 'm', name: 'Monthly Sandbox', status: 'operational' }
const SUBMITTALS = { id: 's', name: 'Submittals', status: 'operational' }
const page = (changed: object, updatedAt = iso(-1)) => ({
  page: { id: 'jxb4w0vdl2tv', name: 'Procore Technologies', updated_at: updatedAt },
  status: { indicator: 'none', description: 'All Systems Operational' },
  ...{ components: [API, BIM, MONTHLY, SUBMITTALS], incidents: [], scheduled_maintenances: [] },
  ...changed,
})
const incident = (components: object[], changed: object = {}) => ({
  ...{ id: 'i', name: 'Trouble', status: 'identified', impact: 'major', components },
  ...{ started_at: iso(-3), updated_at: iso(-1), ...changed },
})
const maintenance = (from: number, until: number, components: object[] = [API]) => ({
  ...{ id: 'm', name: 'Upgrade', status: 'scheduled', components },
  ...{ scheduled_for: iso(from), scheduled_until: iso(until) },
})

describe('what the page says, as signs', () => {
  it.each([
    ['all well', page({}), 'pass', ['status-operational']],
    ['an incident of the API', page({ incidents: [incident([API])] }), 'fail', ['status-incident']],
    [
      'an incident that names nothing',
      page({ incidents: [incident([], { impact: 'minor' })] }),
      'warn',
      ['status-incident'],
    ],
    [
      'an incident of the API without impact',
      page({ incidents: [incident([API], { impact: 'none' })] }),
      'pass',
      ['status-operational'],
    ],
    [
      'an incident of something else',
      page({ incidents: [incident([BIM])] }),
      'pass',
      ['status-incident-elsewhere', 'status-operational'],
    ],
    [
      'the API slow',
      page({ components: [{ ...API, status: 'degraded_performance' }] }),
      'warn',
      ['status-degraded'],
    ],
    [
      'the API down, whatever the headline',
      page({ components: [{ ...API, status: 'major_outage' }, BIM] }),
      'fail',
      ['status-degraded'],
    ],
    [
      'a headline of trouble, with all that matters well',
      page({
        status: { indicator: 'critical', description: 'Major System Outage' },
        components: [API, { ...BIM, status: 'major_outage' }],
      }),
      'pass',
      ['status-operational'],
    ],
    [
      'the sandbox of others',
      page({ components: [API, { ...MONTHLY, status: 'major_outage' }] }),
      'pass',
      ['status-operational'],
    ],
    [
      'a maintenance now',
      page({ scheduled_maintenances: [maintenance(-1, 1)] }),
      'warn',
      ['status-maintenance'],
    ],
    [
      'a component under maintenance',
      page({ components: [{ ...API, status: 'under_maintenance' }] }),
      'warn',
      ['status-maintenance'],
    ],
    [
      'a maintenance within a day',
      page({ scheduled_maintenances: [maintenance(23, 25)] }),
      'warn',
      ['status-maintenance-soon', 'status-operational'],
    ],
    [
      'a maintenance later on',
      page({ scheduled_maintenances: [maintenance(25, 26)] }),
      'pass',
      ['status-operational'],
    ],
    [
      'a maintenance of something else',
      page({ scheduled_maintenances: [maintenance(-1, 1, [BIM])] }),
      'pass',
      ['status-operational'],
    ],
    ['a headline alone', page({ components: [] }), 'unknown', []],
    [
      'the API in a state that nobody knows',
      page({ components: [{ ...API, status: 'purple' }] }),
      'unknown',
      [],
    ],
  ])('%s', async (_, document, verdict, signs) => {
    expect(await look(await serve(document))).toMatchObject({ verdict, signs })
  })
})

it('the sandbox that is called matters, and so does the tool', async () => {
  const url = await serve(
    page({
      components: [
        API,
        { ...MONTHLY, status: 'major_outage' },
        { ...SUBMITTALS, status: 'partial_outage' },
      ],
    }),
  )
  const monthly = await look(url, { apiUrl: 'https://api-monthly.procore.com' })
  expect(monthly.facts['notOperational']).toBe('Monthly Sandbox (major outage)')
  const tool = await look(url, { tool: 'submittals' })
  expect(tool.facts['notOperational']).toBe('Submittals (partial outage)')
})

it('names, since when and until when are facts', async () => {
  const found = await look(
    await serve(
      page({ incidents: [incident([API])], scheduled_maintenances: [maintenance(2, 4)] }),
    ),
  )
  expect(found.says).toContain('reports “Trouble” (identified) for 3 hours: API Gateway.')
  expect(found.says).toContain('A maintenance begins in 2 hours, for 2 hours: “Upgrade”.')
  expect(found.facts).toMatchObject({
    ...{ incident: 'Trouble', incidentSince: iso(-3), incidentUpdatedAt: iso(-1) },
    ...{ incidentComponents: 'API Gateway', pageAgeMs: 3_600_000 },
    ...{ maintenance: 'Upgrade', maintenanceFrom: iso(2), maintenanceUntil: iso(4) },
  })
})

describe('how far the page is to be believed', () => {
  it('a quiet page says how old it is, and that pages lag', async () => {
    const { says } = await look(await serve(page({}, iso(-50))))
    expect(says).toContain('It last changed 2 days 2 hours ago. Status pages lag behind')
  })

  it.each([
    [-1, false],
    [-5, true],
  ])('trouble on a page that last changed %i hours ago', async (hours, isStale) => {
    const document = page({ incidents: [incident([API])] }, iso(hours))
    const { says } = await look(await serve(document))
    expect(says.includes('has said nothing new for 5 hours')).toBe(isStale)
  })
})

describe('a page that cannot be read is not known, and never fine', () => {
  it('nobody there', async () => {
    expect(await look('http://127.0.0.1:1')).toMatchObject({
      ...{ verdict: 'unknown', signs: ['status-unreachable'], failure: 'connection-refused' },
      says: expect.stringContaining('http://127.0.0.1:1'),
    })
  })

  it('something else there', async () => {
    expect(await look(await serve('<h1>Sign in to the guest network</h1>'))).toMatchObject({
      ...{ verdict: 'unknown', signs: ['status-unreachable'], failure: null },
    })
  })

  it('without an address it is left out, and says what to give', () => {
    const given = { targets: targetsOf(null), credentials: null }
    expect(STATUS_PROBES[0]?.lacks?.(given)).toBe('Give --status-url to read the status page.')
  })
})

it('the page of a real emulator, through an incident and its end', async () => {
  const emulator = createEmulator({ seed: 1 })
  const { url, close } = await listenForStatus(emulator, { port: 0 })
  closing.push(close)
  const door = async (path: string, body: object, method = 'POST') => {
    const request = { method, body: JSON.stringify(body) }
    const answer = await emulator.fetch(`http://localhost/_underpin/${path}`, request)
    return (await answer.json()) as { id: string }
  }
  const now = () => look(url)
  expect(await now()).toMatchObject({ verdict: 'pass', signs: ['status-operational'] })

  const order = { name: 'Late', impact: 'major', components: ['API Gateway'], body: 'We look.' }
  const { id } = await door('incidents', order)
  expect(await now()).toMatchObject({
    ...{ verdict: 'fail', signs: ['status-incident', 'status-degraded'] },
    facts: { incident: 'Late', notOperational: 'API Gateway (partial outage)' },
  })
  await door(`incidents/${id}`, { status: 'resolved', body: 'Done.' }, 'PATCH')
  expect(await now()).toMatchObject({ verdict: 'pass' })
})
