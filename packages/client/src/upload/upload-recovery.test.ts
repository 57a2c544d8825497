/** Goal: every failure on the way of a file has its cure, and no more is sent than that takes. */
import { expect, it } from 'vitest'
import { failureOf } from '../../test/failure-of.ts'
import { API } from '../../test/fake-storage.ts'
import { bytesOfSize, SMALL_CUT, uploadRig } from '../../test/upload-rig.ts'
import type { UploadProgress } from './upload-options.ts'

const data = bytesOfSize(50)

it('links that have expired are renewed, and only the parts that are left are sent', async () => {
  const { upload, storage, clock, events } = uploadRig({
    linkLifetimeMs: 30_000,
    saysExpiry: false,
  })
  let isLate = false
  storage.faultOf = () => {
    if (storage.puts.length === 3 && !isLate) {
      isLate = true
      clock.advance(30_000)
    }
    return null
  }
  const { uploadId } = await upload({ data, concurrency: 1 })
  expect(storage.contentOf(uploadId)).toEqual(Buffer.from(data))
  expect(storage.puts.map(({ status }) => status)).toEqual([200, 200, 403, 200, 200])
  expect(storage.uploads).toHaveLength(1)
  expect(events.filter(({ kind }) => kind === 'upload-links-renewed')).toHaveLength(1)
})

it('a link that says when it ends is renewed before it is refused', async () => {
  const { upload, storage, clock } = uploadRig({ linkLifetimeMs: 30_000 })
  const onProgress = ({ partsStored }: UploadProgress) => {
    if (partsStored === 1) clock.advance(26_000)
  }
  await upload({ data, concurrency: 1, onProgress })
  expect(
    storage.seen.filter(({ method, url }) => method === 'GET' && url.origin === API),
  ).toHaveLength(3)
  expect(storage.puts.map(({ status }) => status)).toEqual([200, 200, 200, 200])
})

it('many parts with expired links ask for new ones once', async () => {
  const { upload, storage, clock, events } = uploadRig({
    linkLifetimeMs: 30_000,
    saysExpiry: false,
  })
  storage.faultOf = (_, { method }) => {
    if (method === 'PUT' && storage.puts.length === 1) clock.advance(31_000)
    return null
  }
  await upload({ data: bytesOfSize(120), concurrency: 8 })
  expect(events.filter(({ kind }) => kind === 'upload-links-renewed')).toHaveLength(1)
})

it('a server that renews no links gets the file from the beginning, once', async () => {
  const { upload, storage, clock } = uploadRig({
    linkLifetimeMs: 30_000,
    saysExpiry: false,
    neverRenews: true,
  })
  storage.faultOf = (_, { method }) => {
    if (method === 'PUT' && storage.puts.length === 1) clock.advance(31_000)
    return null
  }
  const { uploadId } = await upload({ data, concurrency: 1 })
  expect(storage.uploads).toHaveLength(2)
  expect(storage.contentOf(uploadId)).toEqual(Buffer.from(data))
  expect(storage.puts.map(({ status }) => status)).toEqual([403, 200, 200, 200, 200])
})

it('an upload that expired is begun again once, and then it is an error', async () => {
  const expire = (times: number) => {
    const rig = uploadRig({ uploadLifetimeMs: 30_000 })
    let expired = 0
    rig.storage.faultOf = (_, { method }) => {
      if (method === 'PATCH' && expired < times) {
        expired += 1
        rig.clock.advance(30_000)
      }
      return null
    }
    return rig
  }
  const once = expire(1)
  const { uploadId } = await once.upload({ data })
  expect(once.storage.contentOf(uploadId)).toEqual(Buffer.from(data))
  expect(once.storage.completed).toEqual([uploadId])
  const twice = expire(2)
  const error = await failureOf(twice.upload({ data }))
  expect(error).toMatchObject({ failure: 'upload-expired', applied: 'no', status: 410 })
  expect(twice.storage.uploads).toHaveLength(2)
})

it('a part that was damaged on the way is sent again, and not for ever', async () => {
  const damage = (times: number) => {
    const rig = uploadRig()
    rig.storage.faultOf = (_, { method }) =>
      method === 'PUT' && rig.storage.puts.length <= times ? { kind: 'status', status: 400 } : null
    return rig
  }
  const twice = damage(2)
  const { uploadId } = await twice.upload({ data, concurrency: 1 })
  expect(twice.storage.contentOf(uploadId)).toEqual(Buffer.from(data))
  expect(twice.storage.puts).toHaveLength(6)
  const always = damage(1_000)
  const error = await failureOf(always.upload({ data, concurrency: 1 }))
  expect(error).toMatchObject({ failure: 'upload-digest-mismatch', applied: 'no' })
  expect(always.storage.puts).toHaveLength(6)
})

it('a file that changes while it is sent is an error that says so', async () => {
  const { upload, storage } = uploadRig()
  const changing = bytesOfSize(50)
  storage.faultOf = (_, { method }) => {
    if (method === 'PUT') changing.fill(0)
    return null
  }
  // Every other part reads what has been changed by then.
  await expect(upload({ data: changing, concurrency: 1 })).rejects.toThrow(/changed while/)
  expect(storage.completed).toEqual([])
})

it('parts that take too long are halved until they go through', async () => {
  const { upload, storage, events } = uploadRig({ partBytesMax: 9 })
  const { uploadId } = await upload({ data, partBytes: 32 })
  expect(storage.contentOf(uploadId)).toEqual(Buffer.from(data))
  const restarts = events.flatMap((event) =>
    event.kind === 'upload-restarted' ? [event.partBytes] : [],
  )
  expect(restarts).toEqual([16, 8])
  const never = uploadRig({ partBytesMax: 1 })
  const error = await failureOf(never.upload({ data }))
  expect(error).toMatchObject({ failure: 'upload-timeout', applied: 'no' })
})

it('a completion whose reply is lost is looked for, and not sent twice', async () => {
  const { upload, storage, events } = uploadRig()
  storage.faultOf = (_, { method }) =>
    method === 'PATCH' && storage.completed.length === 0 ? { kind: 'applied-then-reset' } : null
  const { uploadId } = await upload({ data })
  expect(storage.contentOf(uploadId)).toEqual(Buffer.from(data))
  expect(storage.seen.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
  expect(events.filter(({ kind }) => kind === 'reconciled')).toMatchObject([{ applied: 'yes' }])
})

it('a completion that never arrived is sent again', async () => {
  const { upload, storage } = uploadRig()
  let patches = 0
  storage.faultOf = (_, { method }) =>
    method === 'PATCH' && ++patches === 1 ? { kind: 'reset' } : null
  const { uploadId } = await upload({ data })
  expect(storage.completed).toEqual([uploadId])
  expect(patches).toBe(2)
})

it('a file that is complete and not available in time says that it was applied', async () => {
  const { upload, storage } = uploadRig({ processingMs: 10_000_000 })
  const error = await failureOf(upload({ data, deadlineMs: 60_000 }))
  expect(error).toMatchObject({ applied: 'yes' })
  expect(storage.completed).toHaveLength(1)
  expect(error.message).toContain('do not send it again')
})

it('storage that is down is not hammered, and its outage is none of the API’s', async () => {
  const { upload, storage, clock } = uploadRig()
  const startMs = clock.nowMs()
  storage.faultOf = (_, { method }) =>
    method === 'PUT' && clock.nowMs() < startMs + 60_000
      ? { kind: 'status', status: 503, headers: { 'retry-after': '20' } }
      : null
  await upload({ data: bytesOfSize(160), concurrency: 4 })
  const refused = storage.puts.filter(({ status }) => status === 503)
  expect(refused.length).toBeLessThanOrEqual(6)
  const [first, second] = refused.filter(({ atMs }) => atMs > startMs)
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeLessThanOrEqual(40_000)
})

it('a storage that is held back holds back nothing else', async () => {
  const { begin, storage, clock } = uploadRig()
  const startMs = clock.nowMs()
  storage.faultOf = (_, { method }) =>
    method === 'PUT' && clock.nowMs() < startMs + 60_000
      ? { kind: 'status', status: 503, headers: { 'retry-after': '60' } }
      : null
  const first = begin({ data })
  await clock.pass(5_000)
  const second = begin({ data })
  await clock.run(Promise.all([first, second]))
  const opened = storage.seen.filter(
    ({ method, url }) => method === 'POST' && url.pathname !== '/oauth/token',
  )
  expect(opened.map(({ atMs }) => atMs - startMs < 6_000)).toEqual([true, true])
})

it('a part on a slow line is waited for', async () => {
  const cut = { ...SMALL_CUT, bytesMax: 1e6, bytesUsual: 640_000 }
  const { upload, storage } = uploadRig({ bytesPerS: 100_000 }, { attemptTimeoutMs: 5_000 }, cut)
  await upload({ data: bytesOfSize(640_000) })
  expect(storage.puts).toHaveLength(1)
})

it('a completion that arrives after we looked for it is found when its repeat is refused', async () => {
  const { upload, storage, clock } = uploadRig()
  let patches = 0
  storage.faultOf = (_, { method }) => {
    if (method !== 'PATCH') return null
    patches += 1
    const [first] = storage.uploads
    if (patches === 1) return { kind: 'reset' }
    if (first) first.completedAtMs = clock.nowMs()
    return null
  }
  const { uploadId, status } = await upload({ data })
  expect({ patches, status, completed: storage.completed }).toEqual({
    patches: 2,
    status: 'available',
    completed: [uploadId],
  })
})

it('after a part that took too long, fewer are under way at once', async () => {
  const { upload, storage, events } = uploadRig({ partBytesMax: 9 })
  let most = 0
  storage.faultOf = () => {
    const isAnew = events.some(({ kind }) => kind === 'upload-restarted')
    const open = storage.puts.filter(({ status }) => status === null).length
    // Those that were given up when the first failed have no answer either.
    if (isAnew && storage.uploads.length === 2) most = Math.max(most, open - abandoned)
    else abandoned = open
    return null
  }
  let abandoned = 0
  await upload({ data: bytesOfSize(64), partBytes: 16, concurrency: 4 })
  expect(most).toBe(2)
})

it('the deadline is that of the whole upload', async () => {
  const { upload, storage, clock } = uploadRig()
  storage.faultOf = (_, { url }) => (url.pathname.endsWith('/uploads') ? { kind: 'refused' } : null)
  const startMs = clock.nowMs()
  const error = await failureOf(upload({ data, deadlineMs: 5_000 }))
  expect(error).toMatchObject({ failure: 'connection-refused', applied: 'no' })
  expect(clock.nowMs() - startMs).toBeLessThanOrEqual(5_000)
})
