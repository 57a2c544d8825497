/** Samples over some time: how many, how often, and what they add up to. */
import { sleep } from '@underpin/ports'
import { VirtualClock } from '@underpin/ports/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { impatientClock, keeper, listeningEmulator, targetsAt } from '../../test/doctor-rig.ts'
import type { Sample } from '../report/observation.ts'
import { observed } from '../report/observed-verdict.ts'
import { type Look, OBSERVE_MS_MAX, observe } from './observe.ts'

const MINUTE_MS = 60_000

function setUp(isHealthyAt: (ms: number, host: Sample['host']) => boolean = () => true) {
  const clock = new VirtualClock()
  const stop = new AbortController()
  const context = {
    ...{ targets: targetsAt('http://127.0.0.1:1'), credentials: null, clock },
    ...{ signal: stop.signal, environment: {}, trust: [] },
  }
  const look: Look = async (host) => {
    const atMs = clock.nowMs()
    const isHealthy = isHealthyAt(clock.monotonicMs(), host)
    return { atMs, host, isHealthy, status: 200, errorCode: null, elapsedMs: 1 }
  }
  const play = (durationMs: number, looked = look) =>
    clock.run(observe(context, durationMs, undefined, looked))
  return { clock, stop, play, look }
}

it('never more than one request in a second, and a bounded number, however long it lasts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 3 * OBSERVE_MS_MAX }), async (durationMs) => {
      const { clock, play } = setUp()
      const { samples } = await play(durationMs)
      const count = samples.length
      expect(count).toBeLessThanOrEqual(61 * 3)
      const afterFirst = samples.filter(({ atMs }) => atMs > (samples[0]?.atMs ?? 0)).length
      expect(afterFirst).toBeLessThanOrEqual(clock.monotonicMs() / 1_000)
      expect(clock.monotonicMs()).toBeLessThanOrEqual(Math.min(durationMs, OBSERVE_MS_MAX) + 1)
      expect(clock.pendingCount).toBe(0)
    }),
    { numRuns: 40 },
  )
})

it.each([
  { durationMs: MINUTE_MS, rounds: 13 },
  { durationMs: 10 * MINUTE_MS, rounds: 61 },
  { durationMs: 0, rounds: 1 },
])('over $durationMs ms it is looked $rounds times', async ({ durationMs, rounds }) => {
  const { play } = setUp()
  expect((await play(durationMs)).samples).toHaveLength(rounds * 3)
})

const during = (fromMs: number, toMs: number) => (ms: number) => ms < fromMs || ms >= toMs

it.each([
  { name: 'nothing failed', isHealthyAt: () => true, verdict: 'works-steadily' },
  { name: 'all failed', isHealthyAt: () => false, verdict: 'outage-steady' },
  {
    name: 'one host failed every time',
    isHealthyAt: (_ms: number, host: string) => host !== 'api',
    verdict: 'outage-steady',
  },
  { name: 'one short stretch, over', isHealthyAt: during(60_000, 100_000), verdict: 'blip' },
  {
    name: 'a stretch of minutes',
    isHealthyAt: during(60_000, 300_000),
    verdict: 'fails-sometimes',
  },
  {
    name: 'two short stretches',
    isHealthyAt: (ms: number) => during(60_000, 90_000)(ms) && during(200_000, 230_000)(ms),
    verdict: 'fails-sometimes',
  },
  {
    name: 'it began to fail, and still does',
    isHealthyAt: during(560_000, 1_000_000),
    verdict: 'fails-sometimes',
  },
])('$name: $verdict', async ({ isHealthyAt, verdict }) => {
  const { play } = setUp(isHealthyAt)
  expect((await play(10 * MINUTE_MS)).verdict).toBe(verdict)
})

it('the sentence holds the counts and the longest stretch', async () => {
  const { play } = setUp((ms, host) => host !== 'login' || during(60_000, 100_000)(ms))
  const { says } = await play(10 * MINUTE_MS)
  expect(says).toBe('The sign-in service failed 4 of 61 times, at the longest for 40 s.')
})

it('one look tells nothing of steadiness, nor does none', async () => {
  const { play } = setUp()
  expect((await play(0)).verdict).toBe('unknown')
  expect(observed([], 0, 0)).toMatchObject({ verdict: 'unknown', says: 'Nothing was sampled.' })
})

it('when it is ended, what was sampled so far counts', async () => {
  const { clock, stop, play } = setUp()
  clock.schedule(21_000, () => stop.abort(new Error('you ended it')))
  const { samples, verdict, fromMs, toMs } = await play(10 * MINUTE_MS)
  expect([samples.length, verdict, toMs - fromMs]).toEqual([9, 'works-steadily', 21_000])
  expect(clock.pendingCount).toBe(0)
})

it('a look that was under way when it ended does not count as a failure', async () => {
  const { clock, stop, play, look } = setUp()
  clock.schedule(21_000, () => stop.abort(new Error('you ended it')))
  const slow: Look = async (host, context) => {
    await sleep(clock, 3_000)
    return { ...(await look(host, context)), isHealthy: !stop.signal.aborted } as Sample
  }
  const { samples, verdict } = await play(10 * MINUTE_MS, slow)
  expect([samples.length, verdict]).toEqual([6, 'works-steadily'])
})

const { keep, closeAll } = keeper()

it('on the wire it asks each host as a stranger does, and knows an outage', async () => {
  const { url, emulator } = keep(await listeningEmulator())
  emulator.parts.faults.add({ failure: 'regional-outage', match: { path: '/rest/*' } })
  const signal = new AbortController().signal
  const context = { targets: targetsAt(url), credentials: null, clock: impatientClock, signal }
  const told: Sample[] = []
  const { samples, verdict } = await observe(
    { ...context, environment: {}, trust: [] },
    10_000,
    (sample) => {
      told.push(sample)
    },
  ).finally(closeAll)
  expect(told).toEqual(samples)
  expect(verdict).toBe('outage-steady')
  const first = samples.slice(0, 3).map(({ host, isHealthy, status }) => [host, isHealthy, status])
  expect(first).toEqual([
    ['api', false, 503],
    ['login', true, 401],
    ['app', true, 303],
  ])
})
