/** Goal: what is at the server afterwards is the file, byte for byte, and every failure on the way has its cure. */
import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { SIGNATURE } from '../../test/fake-storage.ts'
import { bytesOfSize, uploadRig } from '../../test/upload-rig.ts'
import { isProcoreError, type ProcoreError } from '../errors.ts'

async function failureOf(work: Promise<unknown>): Promise<ProcoreError> {
  try {
    await work
  } catch (thrown) {
    if (isProcoreError(thrown)) return thrown
    throw thrown
  }
  throw new Error('it went well')
}

const data = bytesOfSize(50)

it.each(['unified', 'direct'] as const)(
  '%s: opens, sends the parts, completes',
  async (generation) => {
    const { upload, storage, clock } = uploadRig()
    const file = await upload({ data, generation, contentType: 'image/jpeg' })
    expect(file).toEqual({
      uploadId: storage.completed[0],
      name: 'pour.jpg',
      sizeBytes: 50,
      contentType: 'image/jpeg',
      status: generation === 'unified' ? 'available' : 'complete',
    })
    expect(storage.contentOf(file.uploadId)).toEqual(Buffer.from(data))
    expect(storage.puts.map(({ bytes }) => bytes)).toEqual([16, 16, 16, 2])
    expect(clock.pendingCount).toBe(0)
  },
)

it.each([
  { name: 'an empty file', data: new Uint8Array(), size: 0 },
  { name: 'a text', data: 'Beton: 30 m³', size: 13 },
  { name: 'an array buffer', data: bytesOfSize(33).buffer, size: 33 },
  { name: 'a blob', data: new Blob([bytesOfSize(40)], { type: 'image/png' }), size: 40 },
  { name: 'a stream', data: new Blob([bytesOfSize(41)]).stream(), size: 41 },
  {
    name: 'a source',
    data: {
      sizeBytes: 20,
      read: async (from: number, to: number) => bytesOfSize(20).slice(from, to),
    },
    size: 20,
  },
])('$name is taken', async ({ data, size }) => {
  const { upload, storage } = uploadRig()
  const file = await upload({ data })
  expect(file.sizeBytes).toBe(size)
  expect(file.contentType).toBe(data instanceof Blob ? 'image/png' : 'application/octet-stream')
  expect(storage.contentOf(file.uploadId)?.length).toBe(size)
})

it('without a project the file belongs to the company', async () => {
  for (const [generation, path] of [
    ['unified', '/rest/v2.1/companies/4002/uploads'],
    ['direct', '/rest/v1.1/companies/4002/uploads'],
  ] as const) {
    const { upload, storage } = uploadRig()
    const { uploadId } = await upload({
      data,
      generation,
      projectId: undefined,
      companyId: 4002,
    } as never)
    const asked = storage.seen.filter(({ url }) => url.pathname.startsWith('/rest/'))
    expect(asked[0]?.url.pathname).toBe(path)
    expect(asked.at(-1)?.url.pathname).toBe(`${path}/${uploadId}`)
    expect(asked.every(({ headers }) => headers.get('procore-company-id') === '4002')).toBe(true)
  }
})

it('the storage host gets the bytes, the headers of the link, and nothing of ours', async () => {
  const { upload, storage } = uploadRig()
  await upload({ data })
  for (const { headers, credentials } of storage.puts) {
    expect([...headers.keys()]).toEqual(['x-amz-content-sha256'])
    expect(credentials).toBe('omit')
  }
  expect(storage.puts).toHaveLength(4)
})

it('a server that does not know the unified upload gets a direct one', async () => {
  const { upload, storage } = uploadRig({ hasUnified: false })
  const { uploadId, status } = await upload({ data })
  expect(status).toBe('complete')
  expect(storage.contentOf(uploadId)).toEqual(Buffer.from(data))
  const fixed = uploadRig({ hasUnified: false })
  const error = await failureOf(fixed.upload({ data, generation: 'unified' }))
  expect(error).toMatchObject({ applied: 'no', status: 404 })
})

it('as many parts are under way as was asked for, and no more', async () => {
  for (const concurrency of [1, 2, 4]) {
    const { upload, storage } = uploadRig()
    let most = 0
    storage.faultOf = () => {
      most = Math.max(most, storage.puts.filter(({ status }) => status === null).length)
      return null
    }
    await upload({ data: bytesOfSize(200), concurrency })
    expect(most).toBe(concurrency)
  }
})

it('progress is told after each part, and a listener that throws does no harm', async () => {
  const { upload } = uploadRig()
  const told: number[] = []
  await upload({
    data,
    concurrency: 1,
    onProgress: ({ storedBytes, sizeBytes, partsStored, parts }) => {
      told.push(storedBytes)
      expect({ sizeBytes, parts }).toEqual({ sizeBytes: 50, parts: 4 })
      if (partsStored === 2) throw new Error('listener')
    },
  })
  expect(told).toEqual([16, 32, 48, 50])
})

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
  storage.faultOf = (_, { method }) => {
    if (method === 'PUT' && storage.puts.length === 1) clock.advance(26_000)
    return null
  }
  await upload({ data, concurrency: 1 })
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

it('the caller’s signal ends everything that is under way', async () => {
  const { upload, storage, clock } = uploadRig()
  const abort = new AbortController()
  storage.faultOf = () => {
    if (storage.puts.length === 2) abort.abort(new Error('enough'))
    return null
  }
  await expect(upload({ data: bytesOfSize(160), signal: abort.signal })).rejects.toThrow('enough')
  const sent = storage.seen.length
  await clock.pass(600_000)
  expect(storage.seen).toHaveLength(sent)
  expect(clock.pendingCount).toBe(0)
})

it('a signed link is in no error and in no event', async () => {
  const { upload, storage, events } = uploadRig()
  storage.faultOf = (_, { method, url }) => {
    if (method === 'PUT') expect(url.search).toMatch(SIGNATURE)
    return method === 'PUT' ? { kind: 'status', status: 400 } : null
  }
  const error = await failureOf(upload({ data }))
  const said = inspect([error, error.attempts, error.body, error.message, events], { depth: 9 })
  expect(said).not.toMatch(SIGNATURE)
  expect(said).toContain('storage.test/bucket/')
})

it.each([
  { name: 'no name', options: { name: '' }, says: 'name' },
  { name: 'too small a part', options: { partBytes: 4 }, says: 'parts have 5' },
  { name: 'too large a part', options: { partBytes: 101 }, says: 'parts have 5' },
  {
    name: 'too many parts',
    options: { partBytes: 5, data: bytesOfSize(5_001) },
    says: '1000 parts',
  },
  { name: 'no workers', options: { concurrency: 0 }, says: 'concurrency' },
  { name: 'a project that climbs out', options: { projectId: '../1' }, says: 'projectId' },
  { name: 'a wrong size', options: { sizeBytes: 49 }, says: 'sizeBytes' },
  {
    name: 'a longer stream',
    options: { data: new Blob([data]).stream(), sizeBytes: 49 },
    says: 'sizeBytes',
  },
  {
    name: 'a huge stream',
    options: { data: new Blob([data]).stream(), sizeBytes: 1e9 },
    says: 'in memory',
  },
  { name: 'no data', options: { data: null as never }, says: 'data must be' },
])('$name is refused before anything is sent', async ({ options, says }) => {
  const { upload, storage } = uploadRig()
  await expect(upload({ data, ...options } as never)).rejects.toThrow(says)
  expect(storage.seen).toEqual([])
})
