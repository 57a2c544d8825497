/**
 * Goal: whatever fails on the way of a file to the emulator, and at whichever call, the file is there byte
 * for byte, or the error says truthfully whether it is; the bearer stays at home, and no timer is left.
 */
import { isProcoreError, type UploadedFile } from '@underpin/client'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  type OnTheWay,
  SMALLEST_PART,
  setUpUploads,
  sourceOf,
  type UploadStage,
} from './upload-stage.ts'

type Kind = 'refused' | 'reset' | 'lost' | 'truncated' | '503' | '408'

const KINDS: readonly Kind[] = ['refused', 'reset', 'lost', 'truncated', '503', '408']

/** One part: the faults of many are swept with parts as small, beside the client. */
const SMALL = bytesOf(1_000)

/** Of a file that is one small part: the opening, the part, the completion, and two looks whether it is ready. */
const CALLS = 5

interface Played {
  readonly stage: UploadStage
  readonly file: UploadedFile | null
  readonly thrown: unknown
}

async function play(
  kindOf: (call: number) => Kind | null,
  data: Uint8Array<ArrayBuffer>,
  options: { deadlineMs?: number; partBytes?: number; concurrency?: number } = {},
): Promise<Played> {
  const stage = await setUpUploads({ limits: { hourly: 0, spike: 0 } })
  stage.onTheWay = failing(stage, kindOf)
  try {
    const file = await stage.upload({ data: sourceOf(data), ...options })
    return { stage, file, thrown: null }
  } catch (thrown) {
    return { stage, file: null, thrown }
  }
}

function failing({ sent }: UploadStage, kindOf: (call: number) => Kind | null): OnTheWay {
  const fate = new WeakMap<object, Kind | null>()
  return {
    before: (one) => {
      const kind = kindOf(sent.length)
      fate.set(one, kind)
      if (kind === 'refused') throw networkFailure('ECONNREFUSED')
      if (kind === 'reset') throw networkFailure('ECONNRESET')
      if (kind === '503') return answer(503, { 'retry-after': '5' })
      return kind === '408' ? answer(408, {}) : null
    },
    after: (one, response) => {
      const kind = fate.get(one)
      if (kind === 'lost') throw networkFailure('ECONNRESET')
      return kind === 'truncated' ? truncated(response) : response
    },
  }
}

function assertTruthful({ stage, file, thrown }: Played, data: Uint8Array): void {
  const { clock, sent } = stage
  const completed = stage.completed()
  for (const { headers } of sent.filter(({ isStorage }) => isStorage)) {
    expect(headers.has('authorization')).toBe(false)
  }
  expect(completed.length).toBeLessThanOrEqual(1)
  if (file !== null) {
    expect(completed).toEqual([file.uploadId])
    expect(stage.stored(file.uploadId)?.equals(data)).toBe(true)
  } else {
    if (!isProcoreError(thrown)) throw thrown
    if (thrown.applied === 'no') expect(completed).toEqual([])
    if (thrown.applied === 'yes') expect(completed).toHaveLength(1)
    expect(`${thrown.message} ${JSON.stringify(thrown.attempts)}`).not.toMatch(/Signature=[0-9a-f]/)
  }
  stage.close()
  expect(clock.pendingCount).toBe(0)
}

describe.each(KINDS)('%s', (kind) => {
  it('once, at each call in turn: the file gets there', async () => {
    for (let at = 1; ; at++) {
      const played = await play((call) => (call === at ? kind : null), SMALL)
      const isReached = played.stage.sent.length >= at
      assertTruthful(played, SMALL)
      expect(played.thrown).toBeNull()
      if (!isReached) break
      expect(at).toBeLessThan(20)
    }
  })

  it('from each call on for good: a truthful end', async () => {
    for (let at = 1; at <= CALLS; at++) {
      const played = await play((call) => (call >= at ? kind : null), SMALL, { deadlineMs: 30_000 })
      assertTruthful(played, SMALL)
      expect(played.thrown).not.toBeNull()
    }
  })
})

it('bytes at the end are the bytes at the start, for any size, cut and bad luck', async () => {
  const byCall = fc.dictionary(
    fc.integer({ min: 1, max: 15 }).map(String),
    fc.constantFrom(...KINDS),
    { maxKeys: 3 },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12_000_000 }),
      fc.integer({ min: SMALLEST_PART, max: 12_000_000 }),
      fc.integer({ min: 1, max: 4 }),
      byCall,
      async (size, partBytes, concurrency, kinds) => {
        const data = bytesOf(size, size)
        const played = await play((call) => kinds[call] ?? null, data, { partBytes, concurrency })
        assertTruthful(played, data)
      },
    ),
    { numRuns: 15 },
  )
})

function answer(status: number, headers: Record<string, string>): Response {
  const text = '{"errors":"on purpose"}'
  return new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } })
}

function truncated({ status, headers }: Response): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"da'))
      controller.error(networkFailure('UND_ERR_SOCKET'))
    },
  })
  return new Response(body, { status, headers })
}

function networkFailure(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}
