/** Goal: the storage host gets the bytes and what its link says; nothing of ours goes there, and no link is told. */
import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { failureOf } from '../../test/failure-of.ts'
import { SIGNATURE } from '../../test/fake-storage.ts'
import { bytesOfSize, uploadRig } from '../../test/upload-rig.ts'
import type { ProcoreError } from '../errors.ts'

const data = bytesOfSize(50)

it('the storage host gets the bytes, the headers of the link, and nothing of ours', async () => {
  const { upload, storage } = uploadRig()
  await upload({ data })
  for (const { headers, credentials } of storage.puts) {
    expect([...headers.keys()]).toEqual(['x-amz-content-sha256'])
    expect(credentials).toBe('omit')
  }
  expect(storage.puts).toHaveLength(4)
})

it.each([
  { name: 'no ETag', options: { hasEtag: false }, says: 'without an ETag' },
  { name: 'fewer links than parts', options: { linksMissing: 1 }, says: '3 links for 4 parts' },
])('$name is an error that says so', async ({ options, says }) => {
  const { upload, storage } = uploadRig(options)
  const error = await failureOf(upload({ data }))
  expect(error).toMatchObject({ failure: 'network-intercepted', applied: 'no' })
  expect(error.message).toContain(says)
  expect(storage.completed).toEqual([])
})

it('what a link says is sent, but for what is ours', async () => {
  const linkHeaders = {
    'X-Amz-Acl': 'private',
    Authorization: 'Bearer x',
    Cookie: 'a=b',
    Host: 'h',
  }
  const { upload, storage } = uploadRig({ linkHeaders })
  await upload({ data })
  for (const { headers } of storage.puts) {
    expect([...headers.keys()]).toEqual(['x-amz-acl', 'x-amz-content-sha256'])
  }
})

it.each([
  { origin: 'http://elsewhere.test', isSafe: false },
  { origin: 'ftp://storage.test', isSafe: false },
  { origin: 'http://evil-api.test', isSafe: false },
  { origin: 'http://127.0.0.1.evil.test', isSafe: false },
  { origin: 'https://elsewhere.test', isSafe: true },
  { origin: 'http://127.0.0.1:9', isSafe: true },
  { origin: 'http://localhost:9', isSafe: true },
  { origin: 'http://storage.api.test', isSafe: true },
])('a part for $origin goes: $isSafe', async ({ origin, isSafe }) => {
  const { upload, storage } = uploadRig({ origin })
  if (isSafe) {
    await upload({ data })
    expect(storage.puts).toHaveLength(4)
    return
  }
  await expect(upload({ data })).rejects.toThrow(/unsafe place for a part of a file: \S+test/)
  expect(storage.puts).toEqual([])
})

it('with an encrypted API, storage in the clear is not safe, whatever its name', async () => {
  const environment = { apiUrl: 'https://api.test', loginUrl: 'https://api.test' }
  const { upload, storage } = uploadRig({ origin: 'http://storage.api.test' }, { environment })
  await expect(upload({ data })).rejects.toThrow('unsafe place')
  expect(storage.puts).toEqual([])
})

it('a signed link is in no error and in no event', async () => {
  const { upload, storage, events } = uploadRig()
  // Other bytes than announced: the storage host repeats the signature in its answer.
  let reads = 0
  const read = async (from: number, to: number) =>
    bytesOfSize(50)
      .slice(from, to)
      .fill(reads++ < 4 ? 1 : 2)
  storage.faultOf = (_, { method, url }) => {
    if (method === 'PUT') expect(url.search).toMatch(SIGNATURE)
    return null
  }
  let thrown: unknown
  await upload({ data: { sizeBytes: 50, read } }).catch((error: unknown) => {
    thrown = error
  })
  const error = (thrown as Error).cause as ProcoreError
  expect(error.body).toContain('does not match')
  const said = inspect([error, error.attempts, error.body, error.message, events], { depth: 9 })
  expect(said).not.toMatch(SIGNATURE)
  expect(said).toContain('storage.test/bucket/')
})
