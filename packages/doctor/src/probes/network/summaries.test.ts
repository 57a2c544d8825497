/** What the probes that look at nothing themselves make of what the others found. */
import type { Exchange } from '@underpin/exchange'
import { VirtualClock } from '@underpin/ports/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { targetsAt } from '../../../test/doctor-rig.ts'
import type { ProbeResult } from '../../report/probe-result.ts'
import { finding } from '../finding.ts'
import { clockProbe, skewOf } from './clock-probe.ts'
import { hostsProbe } from './hosts-probe.ts'

const AT_MS = Date.UTC(2026, 10, 20, 8)

/** An answer of a server whose clock is behind this machine's by so much. */
function answer(skewMs = 0, headers: Record<string, string> = {}, elapsedMs = 0): Exchange {
  const date = new Date(AT_MS + elapsedMs / 2 - skewMs).toUTCString()
  const response = { status: 401, headers: { date, ...headers }, body: '', isTruncated: false }
  const request = { method: 'GET', url: 'http://127.0.0.1:1/', headers: {}, body: null }
  return { request, startedAtMs: AT_MS, outcome: { kind: 'answered', response, elapsedMs } }
}

type Found = Partial<ProbeResult>

const ANSWERED: Found = { verdict: 'pass', exchanges: [answer()] }
const FOREIGN: Found = { verdict: 'fail', exchanges: [answer()], signs: ['answer-not-procores'] }
const ERROR: Found = { verdict: 'fail', exchanges: [answer()], signs: ['api-unavailable'] }
const BLOCKED: Found = { verdict: 'unknown', blockedBy: 'tcp-api' }
const INTERRUPTED: Found = { verdict: 'unknown' }

function context(found: Readonly<Record<string, Found>>) {
  const result = (name: string): ProbeResult | null => {
    const own = found[name]
    if (own === undefined) return null
    const asked = { name, asks: '?', startedAtMs: AT_MS, elapsedMs: 1, blockedBy: null }
    return { ...finding({ verdict: 'pass', says: '' }), ...asked, ...own }
  }
  const { signal } = new AbortController()
  const given = { targets: targetsAt('http://127.0.0.1:1'), credentials: null }
  return { ...given, clock: new VirtualClock(), signal, environment: {}, trust: [], result }
}

const REFUSED: Found = { verdict: 'fail' }
const HUNG: Found = { verdict: 'unknown' }

const HOSTS: { name: string; api: Found; rest?: Found; tcp?: Found; want: string }[] = [
  { name: 'all answer', api: ANSWERED, want: 'all-hosts-reachable' },
  { name: 'one answers with an error of its own', api: ERROR, want: 'all-hosts-reachable' },
  { name: 'somebody else answers for one', api: FOREIGN, want: 'some-hosts-unreachable' },
  { name: 'one is not connected to', api: BLOCKED, tcp: REFUSED, want: 'some-hosts-unreachable' },
  {
    name: 'somebody else answers for all',
    api: FOREIGN,
    rest: FOREIGN,
    want: 'all-hosts-unreachable',
  },
  { name: 'one was not looked at to the end', api: INTERRUPTED, want: 'unknown' },
  {
    name: 'it is not told whether one can be connected to',
    api: BLOCKED,
    tcp: HUNG,
    want: 'unknown',
  },
]
it.each(HOSTS)('hosts: $name: $want', async ({ api, rest = ANSWERED, tcp = ANSWERED, want }) => {
  const found = { 'http-api': api, 'http-login': rest, 'http-app': rest, 'tcp-api': tcp }
  const { verdict, signs } = await hostsProbe.run(context(found))
  expect(signs[0] ?? verdict).toBe(want)
})

it('clock: one wrong server of two or of three accuses nobody', async () => {
  const wrong: Found = { exchanges: [answer(3_600_000)] }
  const two = { 'http-api': ANSWERED, control: wrong }
  const three = { 'http-api': wrong, 'http-login': ANSWERED, 'http-app': ANSWERED }
  for (const found of [two, three]) {
    expect((await clockProbe.run(context(found))).verdict).toBe('pass')
  }
})

it('clock: where Procore does not answer, the host outside tells', async () => {
  const found = { control: { exchanges: [answer(3_600_000)] } }
  expect((await clockProbe.run(context(found))).verdict).toBe('fail')
})

it('clock: answers with no date, or with no sense in it, are none', async () => {
  const senseless: Found = { exchanges: [answer(0, { date: 'yesterday' })] }
  expect((await clockProbe.run(context({ 'http-api': senseless }))).verdict).toBe('unknown')
  expect((await clockProbe.run(context({}))).verdict).toBe('unknown')
})

it('clock: however long an answer takes and however old it is, the skew is right to a second', () => {
  const day = 86_400_000
  fc.assert(
    fc.property(
      fc.integer({ min: -day, max: day }),
      fc.integer({ min: 0, max: 60_000 }),
      fc.integer({ min: 0, max: 86_400 }),
      (skewMs, elapsedMs, ageS) => {
        const exchange = answer(skewMs + ageS * 1_000, { age: String(ageS) }, elapsedMs)
        expect(Math.abs((skewOf(exchange) ?? Number.NaN) - skewMs)).toBeLessThanOrEqual(1_000)
      },
    ),
  )
})
