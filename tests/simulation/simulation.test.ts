/**
 * A thousand simulated hours with a mixed schedule of mishaps: the promises hold. A failing seed replays
 * with `npm run simulate -- --seed S --hours H`; `SEED=S npx vitest run tests/simulation` runs it alone.
 */
import { expect, it } from 'vitest'
import { simulate } from './simulate.ts'

const SEEDS = 50
const HOURS_EACH = 20
/** Takes half a minute on two quiet cores. The bound is for a machine that is busy with other things. */
const TIME_MAX_MS = 300_000

const given = process.env['SEED']
const seeds = given ? [Number(given)] : Array.from({ length: SEEDS }, (_, i) => i + 1)

it(
  `${seeds.length} seeds, ${HOURS_EACH} hours each: no promise is broken`,
  async () => {
    const broken: string[] = []
    let requests = 0
    for (const seed of seeds) {
      const report = await simulate({ seed, hours: HOURS_EACH })
      requests += report.requests
      for (const { promise, what } of report.broken.slice(0, 3)) {
        broken.push(`seed ${seed}, promise ${promise}: ${what}`)
      }
    }
    expect(broken, 'replay: npm run simulate -- --seed S --hours 20').toEqual([])
    expect(requests).toBeGreaterThan(seeds.length * HOURS_EACH * 25)
  },
  TIME_MAX_MS,
)

it('a seed replays to the byte', async () => {
  const once = await simulate({ seed: 7, hours: 4 })
  expect(await simulate({ seed: 7, hours: 4 })).toEqual(once)
})
