/** One contract for every store: of two who expect the same version exactly one wins. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Grant, memoryStore, type TokenStore } from '../index.ts'
import { fileStore, sqliteStore } from './index.ts'

const grant = (refreshToken: string): Grant => ({
  status: 'ready',
  seed: null,
  accessToken: 'access',
  accessExpiresAtMs: 1,
  obtainedAtMs: 0,
  refreshToken,
})

async function directory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'underpin-store-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

function sqliteAt(path: string) {
  const store = sqliteStore(join(path, 'tokens.db'))
  onTestFinished(() => store.close())
  return store
}

const stores: Readonly<Record<string, (path: string) => TokenStore>> = {
  memory: memoryStore,
  file: fileStore,
  sqlite: sqliteAt,
}

describe.each(Object.entries(stores))('%s', (_, make) => {
  it('holds nothing at first, and then what was written last', async () => {
    const store = make(await directory())
    expect(await store.read('a')).toBeNull()
    expect(await store.write('a', grant('one'), 0)).toBe(true)
    expect(await store.write('a', grant('two'), 1)).toBe(true)
    expect(await store.read('a')).toEqual({ version: 2, grant: grant('two') })
    expect(await store.read('b')).toBeNull()
  })

  it('refuses a write that expects another version, and keeps what is there', async () => {
    const store = make(await directory())
    for (const expected of [1, 7]) expect(await store.write('a', grant('x'), expected)).toBe(false)
    for (const version of [0, 1, 2]) await store.write('a', grant(`v${version + 1}`), version)
    for (const expected of [0, 1, 2, 4]) {
      expect(await store.write('a', grant('late'), expected)).toBe(false)
    }
    expect(await store.read('a')).toEqual({ version: 3, grant: grant('v3') })
  })

  it('of many at once, one wins each version', async () => {
    const path = await directory()
    const first = make(path)
    for (let version = 0; version < 20; version++) {
      const writes = Array.from({ length: 8 }, (_, by) => first.write('a', grant(`${by}`), version))
      expect((await Promise.all(writes)).filter(Boolean)).toHaveLength(1)
    }
  })
})

describe.each([['fileStore'], ['sqliteStore']])('%s', (name) => {
  it('between processes, as many writes win as there are versions', {
    timeout: 30_000,
  }, async () => {
    const path = await directory()
    const at = name === 'fileStore' ? path : join(path, 'tokens.db')
    const script = fileURLToPath(new URL('../../test/store-writer.ts', import.meta.url))
    const writers = Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, [script, name, at], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let said = ''
      child.stdout.on('data', (part: Buffer) => {
        said += part
      })
      await once(child, 'close')
      return Number(said)
    })
    const won = (await Promise.all(writers)).reduce((sum, each) => sum + each, 0)
    const store = name === 'fileStore' ? fileStore(at) : sqliteAt(path)
    expect((await store.read('a'))?.version).toBe(won)
    expect(won).toBeGreaterThan(50)
  })
})

it('token files are the owner’s alone, only the newest holds a token, and they do not pile up', async () => {
  const path = join(await directory(), 'tokens')
  const store = fileStore(path)
  for (let version = 0; version < 99; version++) await store.write('a', grant('x'), version)
  const files = await readdir(path)
  expect(files.length).toBeLessThan(40)
  const stats = await Promise.all(files.map((file) => stat(join(path, file))))
  expect(stats.filter(({ size }) => size > 0)).toHaveLength(1)
  for (const { mode } of stats) expect(mode & 0o777).toBe(0o600)
  expect((await stat(path)).mode & 0o777).toBe(0o700)
})

it('a writer that slept through many versions does not win, even with a number that is free again', async () => {
  const store = fileStore(await directory())
  for (let version = 0; version < 99; version++) await store.write('a', grant('x'), version)
  for (const stale of [0, 1, 2, 20, 65, 98]) {
    expect(await store.write('a', grant('stale'), stale)).toBe(false)
  }
  expect(await store.read('a')).toEqual({ version: 99, grant: grant('x') })
})
