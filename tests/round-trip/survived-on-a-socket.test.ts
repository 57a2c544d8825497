/** Uploads over a real connection: from a file, from memory, and with an abort in the middle. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authorizationCode, ProcoreClient } from '@underpin/client'
import { fileSource } from '@underpin/client/node'
import { VirtualClock } from '@underpin/ports/testing'
import { expect, it, onTestFinished } from 'vitest'
import { APP, COMPANY, codeFrom, onSocket, PROJECT } from './platform.ts'
import { bytesOf, SMALLEST_PART, THREE_PARTS } from './upload-stage.ts'

const FILE = bytesOf(THREE_PARTS)

/** From complete to available: longer than the emulator takes. */
const PROCESSED_MS = 60_000

async function setUp() {
  const clock = new VirtualClock()
  const { emulator, url, close } = await onSocket({ clock })
  onTestFinished(close)
  const storage: string[] = []
  const client = new ProcoreClient({
    auth: authorizationCode({ ...APP, code: await codeFrom(fetch, url) }),
    companyId: COMPANY,
    environment: { apiUrl: url, loginUrl: url },
    fetch: (address, init) => {
      if (!address.startsWith(url))
        storage.push(new Headers(init.headers).get('authorization') ?? '')
      return fetch(address, init)
    },
    onEvent: (event) => {
      // The emulator's own time, so that nobody waits for the file to be looked through.
      if (event.kind === 'answered' && event.method === 'PATCH') clock.advance(PROCESSED_MS)
    },
  })
  const stored = (uploadId: string) => {
    const { uploads, blobs } = emulator.parts.platform.storage
    return Buffer.concat(
      uploads
        .parts(uploadId)
        .flatMap(({ arrived }) => (arrived ? [blobs.bytesOf(arrived.blob)] : [])),
    )
  }
  return { client, stored, storage }
}

async function onDisk(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'underpin-upload-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'pour.jpg')
  await writeFile(path, FILE)
  return path
}

const shared = { projectId: PROJECT, name: 'pour.jpg', partBytes: SMALLEST_PART }

it.each(['unified', 'direct'] as const)('%s: a file on disk', async (generation) => {
  const { client, stored, storage } = await setUp()
  const data = await fileSource(await onDisk())
  const { uploadId } = await client.upload({ ...shared, data, generation })
  expect(stored(uploadId).equals(FILE)).toBe(true)
  expect(storage).toEqual(['', '', ''])
})

it.each([
  { name: 'bytes', data: FILE },
  { name: 'a blob', data: new Blob([FILE]) },
  { name: 'a stream', data: new Blob([FILE]).stream() },
])('$name from memory', async ({ data }) => {
  const { client, stored } = await setUp()
  const { uploadId } = await client.upload({ ...shared, data, generation: 'direct' })
  expect(stored(uploadId).equals(FILE)).toBe(true)
})

it('an abort in the middle ends it at once', async () => {
  const { client, storage } = await setUp()
  const abort = new AbortController()
  const onProgress = () => abort.abort(new Error('enough'))
  const work = client.upload({
    ...shared,
    data: FILE,
    concurrency: 1,
    onProgress,
    signal: abort.signal,
  })
  await expect(work).rejects.toThrow('enough')
  expect(storage).toHaveLength(1)
})
