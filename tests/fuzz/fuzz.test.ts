/** A short fuzz run. The long one is `npm run fuzz`: 100,000 requests. A seed replays what it found. */
import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'

const REQUESTS = 6_000
const TIMEOUT_MS = 300_000
/** Of live heap, from the first fifth of the run to its end. Caches and the journal fill up in the first. */
const GROWTH_MAX_MB = 16

const seed = Number(process.env['SEED'] ?? 1)

it(
  `${REQUESTS} malformed requests make no error of the server, no hang, and no growth`,
  async () => {
    const { defects, heapMb, byStatus } = await fuzz({ seed, requests: REQUESTS })
    expect(defects, `replay: SEED=${seed} npx vitest run tests/fuzz`).toEqual([])
    expect(heapMb.end - heapMb.early).toBeLessThan(GROWTH_MAX_MB)
    // Not all of it is refused at the door: the run reaches what lies behind the checks.
    expect(byStatus['200'] ?? 0).toBeGreaterThan(REQUESTS / 100)
    expect(byStatus['400'] ?? 0).toBeGreaterThan(REQUESTS / 100)
  },
  TIMEOUT_MS,
)
