/** Goal: the whole quota, and no 429, whatever the limits, the latency and the number of workers. */
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type FakeOptions, FakeProcore } from '../../test/fake-procore.ts'
import { clientCredentials, ProcoreClient } from '../index.ts'

const HOUR_MS = 3_600_000

async function work(options: Omit<FakeOptions, 'clock'>, workers: number, forMs: number, seed = 1) {
  const clock = new VirtualClock()
  const random = seededRandom(seed)
  const fake = new FakeProcore({ clock, ...options })
  const procore = new ProcoreClient({
    auth: clientCredentials({ clientId: 'app', clientSecret: 'secret-of-app' }),
    companyId: 4001,
    environment: { apiUrl: 'http://api.test', loginUrl: 'http://login.test' },
    fetch: fake.fetch,
    clock,
    random,
    deadlineMs: Number.POSITIVE_INFINITY,
  })
  const endMs = clock.nowMs() + forMs
  let done = 0
  const worker = async () => {
    while (clock.nowMs() < endMs) {
      await procore.get('/rest/v1.0/vendors')
      if (clock.nowMs() <= endMs) done += 1
    }
  }
  await clock.run(Promise.all(Array.from({ length: workers }, worker)))
  const refused = fake.statuses.filter((status) => status === 429).length
  return { done, refused, fake, clock }
}

it.each([
  { name: 'both limits, as documented', hourlyLimit: 3_600, spikeLimit: 25, quota: 3_600 },
  { name: 'a small hourly limit', hourlyLimit: 600, spikeLimit: 25, quota: 600 },
  { name: 'raised limits', hourlyLimit: 14_400, spikeLimit: 100, quota: 14_400 },
  { name: 'an hourly limit alone', hourlyLimit: 3_600, quota: 3_600 },
])(
  '$name: 16 workers use at least 98 % of it and are never told 429',
  async ({ quota, ...limits }) => {
    for (const nearerBy of ['count', 'share'] as const) {
      const random = seededRandom(7)
      const latencyMs = () => 20 + random.fraction() * 80
      const { done, refused, clock } = await work({ ...limits, latencyMs, nearerBy }, 16, HOUR_MS)
      expect({ nearerBy, refused }).toEqual({ nearerBy, refused: 0 })
      expect(done / quota).toBeGreaterThanOrEqual(0.98)
      expect(clock.pendingCount).toBe(0)
    }
  },
)

it('uses the next hours as well as the first', async () => {
  const limits = { hourlyLimit: 3_600, spikeLimit: 25, latencyMs: () => 60 }
  const { done, refused } = await work(limits, 16, 3 * HOUR_MS)
  expect(refused).toBe(0)
  expect(done / (3 * 3_600)).toBeGreaterThanOrEqual(0.98)
})

it('is never told 429, whatever the limits and the latency', async () => {
  const scenario = fc.record({
    hourlyLimit: fc.integer({ min: 30, max: 2_000 }),
    spikeLimit: fc.integer({ min: 5, max: 120 }),
    workers: fc.integer({ min: 1, max: 40 }),
    latencyMaxMs: fc.integer({ min: 1, max: 3_000 }),
    nearerBy: fc.constantFrom('count' as const, 'share' as const),
    seed: fc.nat(),
  })
  await fc.assert(
    fc.asyncProperty(scenario, async ({ workers, latencyMaxMs, seed, ...limits }) => {
      fc.pre(limits.hourlyLimit > limits.spikeLimit)
      const random = seededRandom(seed)
      const latencyMs = () => random.fraction() * latencyMaxMs
      const { refused } = await work({ ...limits, latencyMs }, workers, 20 * 60_000, seed)
      expect(refused).toBe(0)
    }),
    { numRuns: 25 },
  )
})

it('lets the first one through alone, and opens with its answer', async () => {
  const { fake } = await work(
    { hourlyLimit: 3_600, spikeLimit: 25, latencyMs: () => 50 },
    16,
    1_000,
  )
  const [first = 0, ...others] = fake.arrivals
  expect(others.filter((atMs) => atMs === first)).toHaveLength(0)
  expect(others.filter((atMs) => atMs === first + 100)).toHaveLength(16)
})

it('joins late in an hour that others have used up, and is still never told 429', async () => {
  for (const share of [0.3, 0.5, 0.7, 0.8]) {
    for (const spikeLimit of [25, 100]) {
      const limits = {
        hourlyLimit: 3_600,
        spikeLimit,
        nearerBy: 'share' as const,
        usedShare: share,
      }
      const { refused } = await work({ ...limits, latencyMs: () => 100 }, 40, 10 * 60_000)
      expect({ share, spikeLimit, refused }).toEqual({ share, spikeLimit, refused: 0 })
    }
  }
})

it('an answer without limits opens the way for all', async () => {
  const { done, fake } = await work({ latencyMs: () => 50 }, 64, 1_000)
  expect(done).toBeGreaterThan(500)
  expect(fake.arrivals.length).toBeGreaterThan(500)
})
