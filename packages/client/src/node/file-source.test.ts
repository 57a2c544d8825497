/** Goal: any range of a file, its digest without reading it into memory, and no silence about a file that changes. */
import { appendFile, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { sha256 } from '../../test/fake-storage.ts'
import { bytesOfSize } from '../../test/upload-rig.ts'
import { fileSource } from './index.ts'

const bytes = bytesOfSize(70_000)

async function fileOf(content: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'underpin-file-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'pour.jpg')
  await writeFile(path, content)
  return path
}

it('gives any range and its digest', async () => {
  const source = await fileSource(await fileOf(bytes))
  expect(source.sizeBytes).toBe(bytes.length)
  for (const [from, to] of [
    [0, 0],
    [0, 1],
    [69_999, 70_000],
    [1_000, 66_666],
    [0, 70_000],
  ] as const) {
    expect(await source.read(from, to)).toEqual(bytes.slice(from, to))
    expect(await source.sha256?.(from, to)).toBe(sha256(bytes.slice(from, to)))
  }
})

it.each([
  { name: 'longer', change: (path: string) => appendFile(path, 'x') },
  { name: 'shorter', change: (path: string) => writeFile(path, bytes.slice(9)) },
  { name: 'another, as far as its time says', change: (path: string) => utimes(path, 1, 1) },
])('a file that became $name is told', async ({ change }) => {
  const path = await fileOf(bytes)
  const source = await fileSource(path)
  await change(path)
  await expect(source.read(0, 10)).rejects.toThrow('was changed')
  await expect(source.sha256?.(0, 10)).rejects.toThrow('was changed')
})

it('what is no file is told at once', async () => {
  await expect(fileSource(tmpdir())).rejects.toThrow('is no file')
  await expect(fileSource(join(tmpdir(), 'no-such-file'))).rejects.toThrow('ENOENT')
})
