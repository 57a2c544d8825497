/** Goal: what is at the server afterwards is the file, byte for byte, and what cannot be is refused beforehand. */
import { expect, it } from 'vitest'
import { failureOf } from '../../test/failure-of.ts'
import { bytesOfSize, uploadRig } from '../../test/upload-rig.ts'

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

it('the first part that cannot be sent ends the others', async () => {
  const { upload, storage, clock } = uploadRig()
  let reads = 0
  const read = async (from: number, to: number) => {
    reads += 1
    // Four reads for the digests; the third part is the one that fails.
    if (reads === 7) throw new TypeError('the disk is gone')
    return bytesOfSize(50).slice(from, to)
  }
  const work = upload({ data: { sizeBytes: 50, read }, concurrency: 3 })
  await expect(work).rejects.toThrow('the disk is gone')
  expect(storage.puts.map(({ status }) => status)).not.toContain(200)
  expect(clock.pendingCount).toBe(0)
})

it('a source that gives less than it was asked for is an error', async () => {
  const { upload, storage } = uploadRig()
  const read = async () => new Uint8Array(3)
  await expect(upload({ data: { sizeBytes: 50, read } })).rejects.toThrow('gave 3 bytes where 16')
  expect(storage.seen).toEqual([])
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
