/**
 * Goal: whatever fails on the way of a file, and at whichever call, either the file is at the server byte
 * for byte, or the error says truthfully whether it is; the bearer stays at home; no timer is left.
 * Method: fails call 1, 2, 3 … of an upload in every way, once, for a while and for good; then sizes,
 * part sizes, concurrency and faults by chance.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fault } from '../../test/fake-procore.ts'
import { SIGNATURE } from '../../test/fake-storage.ts'
import { bytesOfSize, type UploadRig, uploadRig } from '../../test/upload-rig.ts'
import { isProcoreError } from '../errors.ts'
import type { UploadedFile, UploadOptions } from './upload-options.ts'

const FAULTS: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'refused', fault: { kind: 'refused' } },
  { name: 'reset before it was applied', fault: { kind: 'reset' } },
  { name: 'reset after it was applied', fault: { kind: 'applied-then-reset' } },
  { name: 'truncated', fault: { kind: 'truncated' } },
  { name: 'HTML from a balancer', fault: { kind: 'html' } },
  { name: '307', fault: { kind: 'status', status: 307, headers: { location: 'https://x.test/' } } },
  { name: '400', fault: { kind: 'status', status: 400 } },
  { name: '401', fault: { kind: 'status', status: 401 } },
  { name: '403', fault: { kind: 'status', status: 403 } },
  { name: '404', fault: { kind: 'status', status: 404 } },
  { name: '408', fault: { kind: 'status', status: 408 } },
  { name: '410', fault: { kind: 'status', status: 410 } },
  { name: '429', fault: { kind: 'status', status: 429, headers: { 'retry-after': '3' } } },
  { name: '500', fault: { kind: 'status', status: 500 } },
  { name: '503', fault: { kind: 'status', status: 503, headers: { 'retry-after': '5' } } },
]

/** Calls of one upload at most, its repeats included: beyond, something goes round in circles. */
const CALLS_MAX = 400

interface Result {
  readonly rig: UploadRig
  readonly data: Uint8Array
  readonly file: UploadedFile | null
  readonly thrown: unknown
}

interface Scenario {
  readonly faultOf: (count: number) => Fault | null
  readonly sizeBytes?: number
  readonly options?: Partial<UploadOptions>
}

async function play({ faultOf, sizeBytes = 40, options }: Scenario): Promise<Result> {
  const rig = uploadRig()
  rig.storage.faultOf = faultOf
  const data = bytesOfSize(sizeBytes)
  const shared = { rig, data }
  try {
    const file = await rig.upload({ data, deadlineMs: 300_000, ...options })
    return { ...shared, file, thrown: null }
  } catch (thrown) {
    return { ...shared, file: null, thrown }
  }
}

function assertTruthful({ rig, data, file, thrown }: Result): void {
  const { storage, clock } = rig
  expect(clock.pendingCount).toBe(0)
  expect(storage.completed.length).toBeLessThanOrEqual(1)
  expect(storage.seen.length).toBeLessThanOrEqual(CALLS_MAX)
  for (const { headers } of storage.puts) expect(headers.has('authorization')).toBe(false)
  if (file !== null) {
    expect(storage.completed).toEqual([file.uploadId])
    expect(storage.contentOf(file.uploadId)).toEqual(Buffer.from(data))
    return
  }
  if (!isProcoreError(thrown)) throw thrown
  if (thrown.applied === 'no') expect(storage.completed).toEqual([])
  if (thrown.applied === 'yes') expect(storage.completed).toHaveLength(1)
  const said = `${thrown.message} ${thrown.body} ${JSON.stringify(thrown.attempts)}`
  expect(said).not.toMatch(SIGNATURE)
  expect(said).not.toMatch(/access-token-\d|secret-of-the-app/)
}

describe.each(['unified', 'direct'] as const)('%s', (generation) => {
  const options = { generation }
  const sweep = async (isAt: (count: number, at: number) => boolean, fault: Fault) => {
    const results: Result[] = []
    for (let at = 1; ; at++) {
      const result = await play({ options, faultOf: (n) => (isAt(n, at) ? fault : null) })
      assertTruthful(result)
      if (result.rig.storage.seen.length < at) return results
      results.push(result)
      expect(at).toBeLessThan(50)
    }
  }

  it.each(FAULTS)('$name, once, at each call in turn', async ({ name, fault }) => {
    const results = await sweep((count, at) => count === at, fault)
    // The token, the opening, three parts, the completion, and a look for it where there is one.
    expect(results.length).toBeGreaterThanOrEqual(6)
    const lost = results.filter(({ rig }) => rig.storage.completed.length === 0).length
    if (CURED.has(name)) expect(lost).toBe(0)
  })

  it.each(FAULTS)('$name, from each call on for four calls', async ({ fault }) => {
    await sweep((count, at) => count >= at && count < at + 4, fault)
  })

  it.each(FAULTS)('$name, from each call on for good', async ({ fault }) => {
    for (const { thrown } of await sweep((count, at) => count >= at, fault)) {
      expect(thrown).not.toBeNull()
    }
  })
})

/** Whatever call they hit once, the file gets there. */
const CURED: ReadonlySet<string> = new Set([
  'refused',
  'reset before it was applied',
  'reset after it was applied',
  'truncated',
  '429',
  '500',
  '503',
])

it('bytes at the end are the bytes at the start, for any size, cut and bad luck', async () => {
  const faults = fc.dictionary(
    fc.integer({ min: 1, max: 60 }).map(String),
    fc.constantFrom(...FAULTS.map(({ fault }) => fault)),
    { maxKeys: 12 },
  )
  let succeeded = 0
  await fc.assert(
    fc.asyncProperty(
      fc.nat(400),
      fc.integer({ min: 5, max: 100 }),
      fc.integer({ min: 1, max: 16 }),
      fc.constantFrom<UploadOptions['generation']>(undefined, 'unified', 'direct'),
      faults,
      async (sizeBytes, partBytes, concurrency, generation, byCall) => {
        const options = { partBytes, concurrency, ...(generation ? { generation } : {}) }
        const result = await play({ sizeBytes, options, faultOf: (n) => byCall[n] ?? null })
        assertTruthful(result)
        succeeded += Number(result.file !== null)
      },
    ),
    { numRuns: 300 },
  )
  // A client that always gave up would be truthful too.
  expect(succeeded).toBeGreaterThan(60)
})
