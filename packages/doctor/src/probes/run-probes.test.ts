/** How probes are run: in order of what they stand on, bounded, and never to a crash. */
import { sleep } from '@underpin/ports'
import { VirtualClock } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { targetsAt } from '../../test/doctor-rig.ts'
import { EXAMINE_MS_MAX } from './examine.ts'
import { finding } from './finding.ts'
import type { Probe, ProbeContext } from './probe.ts'
import { sorted } from './probe-table.ts'
import { type RunEvent, runProbes } from './run-probes.ts'

const TOKEN = 'planted-4711-'.repeat(40)

const PASS = finding({ verdict: 'pass', says: 'It is well.' })

function probe(name: string, changed: Partial<Probe> = {}): Probe {
  const asks = `Is ${name} well?`
  return { name, asks, timeoutMs: 1_000, dependsOn: [], run: async () => PASS, ...changed }
}

function setUp() {
  const clock = new VirtualClock()
  const stop = new AbortController()
  const targets = targetsAt('http://127.0.0.1:1')
  const { signal } = stop
  const credentials = { accessToken: TOKEN }
  const context = { targets, credentials, clock, signal, environment: {}, trust: [] }
  const events: RunEvent[] = []
  const play = async (probes: readonly Probe[]) => {
    const results = await clock.run(runProbes(probes, context, (event) => events.push(event)))
    return Object.fromEntries(results.map((each) => [each.name, each]))
  }
  return { clock, stop, play, events }
}

const takes = (clock: VirtualClock, ms: number) => async (context: ProbeContext) => {
  await sleep(clock, ms, context.signal)
  return PASS
}

it('probes that stand on nothing run at once, and those that do after what they stand on', async () => {
  const { clock, play } = setUp()
  const found = await play([
    probe('a', { run: takes(clock, 300) }),
    probe('b', { run: takes(clock, 500) }),
    probe('c', { dependsOn: ['a'], run: takes(clock, 300) }),
  ])
  expect(found['c']?.startedAtMs).toBe((found['a']?.startedAtMs ?? 0) + 300)
  expect(clock.monotonicMs()).toBe(600)
  expect(clock.pendingCount).toBe(0)
})

it.each([
  { verdict: 'fail', isTried: false },
  { verdict: 'unknown', isTried: false },
  { verdict: 'warn', isTried: true },
  { verdict: 'pass', isTried: true },
] as const)('what stands on a probe that found $verdict is tried: $isTried', async (row) => {
  const { play } = setUp()
  const { verdict, isTried } = row
  const found = await play([
    probe('a', { run: async () => finding({ verdict, says: 'So it is.' }) }),
    probe('b', { dependsOn: ['a'] }),
  ])
  expect(found['b']).toMatchObject(
    isTried ? { verdict: 'pass', blockedBy: null } : { verdict: 'unknown', blockedBy: 'a' },
  )
})

it('a probe that stands on one that is not in the table is not tried', async () => {
  const { play } = setUp()
  const found = await play([probe('b', { dependsOn: ['a'] })])
  expect(found['b']).toMatchObject({ verdict: 'unknown', blockedBy: 'a' })
})

it('a probe may wait for another and be tried whatever that one finds', async () => {
  const { play } = setUp()
  let seen: string | undefined
  const run = async ({ result }: ProbeContext) => {
    seen = result('a')?.verdict
    return PASS
  }
  const found = await play([
    probe('a', { run: async () => finding({ verdict: 'fail', says: 'It is not.' }) }),
    probe('b', { after: ['a'], run }),
  ])
  expect([found['b']?.verdict, seen]).toEqual(['pass', 'fail'])
})

it.each([
  [
    'at once',
    () => {
      throw new Error('the cable is blue')
    },
  ],
  [
    'later',
    async () => {
      throw new Error('the cable is blue')
    },
  ],
])('a probe that throws %s is unknown, with what it said', async (_when, run) => {
  const { play } = setUp()
  const found = await play([probe('a', { run }), probe('b')])
  expect(found['a']).toMatchObject({ verdict: 'unknown', blockedBy: null })
  expect(found['a']?.says).toContain('the cable is blue')
  expect(found['b']?.verdict).toBe('pass')
})

it('a probe that hangs, and hears no signal, is unknown at its time limit', async () => {
  const { clock, play } = setUp()
  const found = await play([
    probe('a', { timeoutMs: 700, run: () => new Promise(() => undefined) }),
  ])
  expect(found['a']).toMatchObject({ verdict: 'unknown', elapsedMs: 700 })
  expect(found['a']?.says).toContain('700 ms')
  expect(clock.pendingCount).toBe(0)
})

it('what was found before an interruption counts, and the rest is unknown with the reason', async () => {
  const { clock, stop, play, events } = setUp()
  clock.schedule(400, () => stop.abort(new Error('you ended it')))
  const found = await play([
    probe('a', { run: takes(clock, 300) }),
    probe('b', { run: takes(clock, 500) }),
    probe('c', { dependsOn: ['b'] }),
  ])
  expect(found['a']?.verdict).toBe('pass')
  for (const name of ['b', 'c']) {
    expect(found[name]).toMatchObject({ verdict: 'unknown', blockedBy: null })
    expect(found[name]?.says).toContain('you ended it')
  }
  expect(clock.monotonicMs()).toBe(400)
  const told = events.map((event) => (event.kind === 'started' ? event.name : event.result.name))
  expect(told).toEqual(['a', 'b', 'a', 'b', 'c'])
})

it('a probe that lacks something is left out, with all that stand on it', () => {
  const given = { targets: targetsAt('http://127.0.0.1:1'), credentials: null }
  const because = 'Set PROCORE_ACCESS_TOKEN to check the token.'
  const { probes, leftOut } = sorted(
    [
      probe('a'),
      probe('b', { lacks: ({ credentials }) => (credentials === null ? because : null) }),
      probe('c', { dependsOn: ['b'] }),
    ],
    given,
  )
  expect(probes.map(({ name }) => name)).toEqual(['a'])
  expect(leftOut).toEqual([
    { name: 'b', asks: 'Is b well?', because },
    { name: 'c', asks: 'Is c well?', because },
  ])
})

it('the bound of an examination is what was promised', () => {
  expect(EXAMINE_MS_MAX).toBe(15_000)
})

it('what a finding repeats of others steers no terminal, and is short enough to be read', async () => {
  const { play } = setUp()
  const words = `It is signed by \u001b]0;owned\u0007\u202eevil ${'x'.repeat(20_000)}.`
  const run = async () => finding({ verdict: 'warn', says: words, facts: { issuer: words, ms: 3 } })
  const { a } = await play([probe('a', { run })])
  expect(a?.says).toMatch(/^It is signed by [^\p{C}]{1,1000}$/u)
  expect(a?.facts['issuer']).toBe(a?.says)
  expect(a?.facts['ms']).toBe(3)
})

it('a token that an answer gave back is in no finding, nor a half of it', async () => {
  const { play } = setUp()
  const words = `${'x'.repeat(700)} ${TOKEN}`
  const run = async () => finding({ verdict: 'warn', says: words, facts: { clientId: words } })
  const { a } = await play([probe('a', { run })])
  expect(JSON.stringify(a)).toContain('[access token]')
  expect(JSON.stringify(a)).not.toContain('planted')
})
