/**
 * Survived, at the storage: each failure of an upload is raised by its id and by its real cause, and the
 * client takes the prescribed recovery, seen from the server's side: what was sent, how often, and which
 * bytes are stored in the end.
 */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import { describe, expect, it, onTestFinished } from 'vitest'
import { switchOn } from './platform.ts'
import { URL_OF_STAGE } from './stage.ts'
import {
  bytesOf,
  failureOf,
  type Sent,
  SMALLEST_PART,
  setUpUploads,
  sourceOf,
  THREE_PARTS,
  type UploadStage,
} from './upload-stage.ts'

let stage: UploadStage

async function open(...options: Parameters<typeof setUpUploads>): Promise<void> {
  stage = await setUpUploads(...options)
  /** True of every upload, however it went. */
  onTestFinished(assertLeftInOrder)
}

function assertLeftInOrder(): void {
  const { clock, sent, close } = stage
  for (const { headers } of sent.filter(({ isStorage }) => isStorage)) {
    expect(headers.has('authorization')).toBe(false)
    expect(headers.has('procore-company-id')).toBe(false)
    expect(headers.has('cookie')).toBe(false)
  }
  close()
  expect(clock.pendingCount, 'timers left').toBe(0)
}

const JSON_TYPE = { 'content-type': 'application/json' }

const FILE = bytesOf(THREE_PARTS)

function assertStored(uploadId: string): void {
  expect(stage.stored(uploadId)?.equals(FILE)).toBe(true)
  expect(stage.completed()).toEqual([uploadId])
}

const puts = () => stage.sent.filter(({ isStorage }) => isStorage).map(({ status }) => status)
const calls = (method: string) =>
  stage.sent.filter(({ isStorage, ...each }) => !isStorage && each.method === method)
const kinds = () => stage.events.map(({ kind }) => kind)

it.each(['unified', 'direct'] as const)('%s: every byte, each part once', async (generation) => {
  await open()
  const { uploadId } = await stage.upload({ generation })
  assertStored(uploadId)
  expect(puts()).toEqual([200, 200, 200])
})

it('what was uploaded can be attached, and is fetched as it was sent', async () => {
  await open()
  const { uploadId } = await stage.upload()
  const { data: rfi } = await stage.play(
    stage.client.post<{ id: number }>('/rest/v1.0/projects/5001/rfis', {
      body: { rfi: { subject: 'Which?', question: { body: '?' }, assignee_ids: [7002] } },
    }),
  )
  const { data: reply } = await stage.play(
    stage.client.post<{ attachments: { url: string }[] }>(
      `/rest/v1.0/projects/5001/rfis/${rfi.id}/replies`,
      { body: { reply: { body: 'See the photo', upload_ids: [uploadId] } } },
    ),
  )
  const address = reply.attachments[0]?.url ?? ''
  const path = address.replace(new URL(address).origin, '')
  const { data: bytes } = await stage.play(stage.client.get<Uint8Array>(path))
  expect(Buffer.from(bytes).equals(FILE)).toBe(true)
})

describe('upload-link-expired', () => {
  it('raised by its id, while the server has no other links: from the beginning', async () => {
    await open()
    await raise('upload-link-expired', '/storage/*')
    const { uploadId } = await stage.upload({ concurrency: 1 })
    expect(stage.stored(uploadId)?.equals(FILE)).toBe(true)
    expect(puts()).toEqual([403, 200, 200, 200])
    expect(stage.completed()).toEqual([uploadId])
  })

  it('really expired: new links, and the parts that are stored are not sent again', async () => {
    await open()
    stage.onTheWay = { before: once((sent) => sent.isStorage && puts().length === 2, later('61m')) }
    const { uploadId } = await stage.upload({ concurrency: 1 })
    assertStored(uploadId)
    expect(puts()).toEqual([200, 403, 200, 200])
    expect(kinds().filter((kind) => kind === 'upload-links-renewed')).toHaveLength(1)
    expect(kinds()).not.toContain('upload-restarted')
  })

  it('really expired, of a generation that makes no new links: from the beginning, once', async () => {
    await open()
    stage.onTheWay = { before: once((sent) => sent.isStorage && puts().length === 2, later('61m')) }
    const { uploadId } = await stage.upload({ concurrency: 1, generation: 'direct' })
    assertStored(uploadId)
    expect(puts()).toEqual([200, 403, 200, 200, 200])
    expect(calls('POST')).toHaveLength(2)
  })
})

describe('upload-expired', () => {
  it('raised by its id: from the beginning, once', async () => {
    await open()
    await raise('upload-expired', '/storage/*')
    const { uploadId } = await stage.upload({ concurrency: 1 })
    assertStored(uploadId)
    expect(puts()).toEqual([410, 200, 200, 200])
  })

  it('really expired: from the beginning, once', async () => {
    await open()
    stage.onTheWay = { before: once(({ method }) => method === 'PATCH', later('25h')) }
    const { uploadId } = await stage.upload()
    assertStored(uploadId)
    expect(calls('POST').filter(({ url }) => url.pathname.endsWith('/uploads'))).toHaveLength(2)
    expect(stage.events).toContainEqual(
      expect.objectContaining({ kind: 'upload-restarted', failure: 'upload-expired' }),
    )
  })

  it('for good: an error after the second time, and nothing is there', async () => {
    await open()
    // Not at the repeat with a new token, which has expired in the meantime as well.
    const isFirst = ({ method }: Sent) => method === 'PATCH' && calls('PATCH').length % 2 === 1
    stage.onTheWay = { before: (sent) => (isFirst(sent) ? later('25h')() : null) }
    const error = await failureOf(stage.upload())
    expect(error).toMatchObject({ failure: 'upload-expired', applied: 'no', recovery: 'none' })
    expect(calls('PATCH').map(({ status }) => status)).toEqual([401, 410, 401, 410])
    expect(stage.completed()).toEqual([])
  })
})

describe('upload-digest-mismatch', () => {
  it('raised by its id: the same part again', async () => {
    await open()
    await raise('upload-digest-mismatch', '/storage/*')
    const { uploadId } = await stage.upload({ concurrency: 1 })
    assertStored(uploadId)
    expect(puts()).toEqual([400, 200, 200, 200])
  })

  it('a bit that flips on the way: the same part again', async () => {
    await open()
    let flipped = 0
    stage.onTheWay = {
      body: (sent, body) => {
        if (!sent.isStorage || !(body instanceof Uint8Array) || flipped++ !== 1) return body
        const damaged = new Uint8Array(body)
        damaged[7] = (damaged[7] ?? 0) ^ 1
        return damaged
      },
    }
    const { uploadId } = await stage.upload({ concurrency: 1 })
    assertStored(uploadId)
    expect(puts()).toEqual([200, 400, 200, 200])
  })

  it('a line that damages everything: an error after a few, and nothing is there', async () => {
    await open()
    stage.onTheWay = {
      body: (sent, body) => (sent.isStorage ? bytesOf(SMALLEST_PART, 9) : body),
    }
    const error = await failureOf(stage.upload({ concurrency: 1 }))
    expect(error).toMatchObject({ failure: 'upload-digest-mismatch', applied: 'no' })
    expect(puts().length).toBeLessThanOrEqual(6)
    expect(stage.completed()).toEqual([])
  })
})

describe('upload-timeout', () => {
  const large = { partBytes: 4 * SMALLEST_PART }

  it('raised by its id: smaller parts', async () => {
    await open()
    await raise('upload-timeout', '/storage/*')
    const { uploadId } = await stage.upload(large)
    assertStored(uploadId)
    const restarts = stage.events.filter((event) => event.kind === 'upload-restarted')
    expect(restarts).toMatchObject([{ failure: 'upload-timeout', partBytes: THREE_PARTS / 2 }])
    expect(puts()).toEqual([408, 200, 200])
  })

  it('parts too large for the server: halved until they go through', async () => {
    await open({ uploads: { fileBytesMax: SMALLEST_PART } })
    const { uploadId } = await stage.upload(large)
    assertStored(uploadId)
    expect(puts().filter((status) => status === 408).length).toBeLessThanOrEqual(4)
    expect(puts().filter((status) => status === 200)).toHaveLength(3)
  })

  it('too large in the smallest parts: an error, and nothing is there', async () => {
    await open({ uploads: { fileBytesMax: 1_000_000 } })
    const error = await failureOf(stage.upload())
    expect(error).toMatchObject({ failure: 'upload-timeout', applied: 'no', recovery: 'shrink' })
    expect(stage.completed()).toEqual([])
  })

  it('at the completion, which was not done: looked for, and sent again', async () => {
    await open()
    const tooLong = async () =>
      new Response('{"errors":"Request Timeout"}', { status: 408, headers: JSON_TYPE })
    stage.onTheWay = { before: once(({ method }) => method === 'PATCH', tooLong) }
    const { uploadId } = await stage.upload()
    assertStored(uploadId)
    expect(calls('PATCH')).toHaveLength(2)
    expect(puts()).toEqual([200, 200, 200])
  })
})

it('a lost reply to a part: the same part again, which does no harm', async () => {
  await open()
  await raise('response-lost', '/storage/*')
  const { uploadId } = await stage.upload({ concurrency: 1 })
  assertStored(uploadId)
  expect(puts()).toEqual([null, 200, 200, 200])
})

it('a lost reply to the completion: looked for, and not sent again', async () => {
  await open()
  await raise('response-lost', '/rest/*/uploads/*', 'PATCH')
  const { uploadId } = await stage.upload()
  assertStored(uploadId)
  expect(calls('PATCH')).toHaveLength(1)
})

it('storage that is overloaded is left alone for as long as it says', async () => {
  await open()
  const slowDown = async () =>
    new Response('<Error><Code>SlowDown</Code></Error>', {
      status: 503,
      headers: { 'retry-after': '30' },
    })
  stage.onTheWay = { before: once(({ isStorage }) => isStorage, slowDown) }
  const { uploadId } = await stage.upload()
  assertStored(uploadId)
  const [first, second] = stage.sent.filter(({ isStorage }) => isStorage)
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(30_000)
})

it('the emulator has no promise to tell that was broken', async () => {
  await open()
  await stage.upload({ data: sourceOf(FILE), concurrency: 3 })
  expect(await brokenPromises()).toEqual([])
})

it('every failure of the storage surface is among these', () => {
  const told: readonly FailureId[] = [
    'upload-timeout',
    'upload-link-expired',
    'upload-expired',
    'upload-digest-mismatch',
  ]
  expect([...FAILURE_IDS.storage].toSorted()).toEqual(told.toSorted())
})

async function raise(failure: FailureId, path: string, method?: string, times = 1): Promise<void> {
  const match = method === undefined ? { path } : { path, method }
  await switchOn(stage.fetch, URL_OF_STAGE, { failure, match, times })
}

/** The emulator's own time moves on, and the client's does not. */
function later(advance: string): () => Promise<null> {
  return async () => {
    await stage.fetch(`${URL_OF_STAGE}/_underpin/clock`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: JSON.stringify({ advance }),
    })
    return null
  }
}

function once(when: (sent: Sent) => boolean, what: () => Promise<Response | null>) {
  let isDone = false
  return async (sent: Sent) => {
    if (isDone || !when(sent)) return null
    isDone = true
    return what()
  }
}

async function brokenPromises(): Promise<unknown[]> {
  const response = await stage.fetch(`${URL_OF_STAGE}/_underpin/journal`)
  const { exchanges }: { exchanges: { brokenPromises: unknown[] }[] } = await response.json()
  expect(exchanges.length).toBeGreaterThan(0)
  return exchanges.flatMap((each) => each.brokenPromises)
}
