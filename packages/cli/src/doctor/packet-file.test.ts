import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXIT } from '../exit-code.ts'
import { assertPlaceFor, writePacketFile } from './packet-file.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'underpin-packet-'))
const BYTES = new Uint8Array([80, 75, 5, 6])

describe('writing a packet', () => {
  it('leaves one whole file, for its owner alone', async () => {
    const at = folder()
    await writePacketFile(join(at, 'p.zip'), BYTES, false)
    expect(readdirSync(at)).toEqual(['p.zip'])
    expect([...readFileSync(join(at, 'p.zip'))]).toEqual([...BYTES])
    expect(statSync(join(at, 'p.zip')).mode & 0o777).toBe(0o600)
  })

  it('replaces nothing, even when the file came about meanwhile', async () => {
    const at = folder()
    writeFileSync(join(at, 'p.zip'), 'mine')
    const wanted = { exitCode: EXIT.wrongUsage, message: expect.stringContaining('--force') }
    await expect(assertPlaceFor(join(at, 'p.zip'), false)).rejects.toMatchObject(wanted)
    await expect(writePacketFile(join(at, 'p.zip'), BYTES, false)).rejects.toMatchObject(wanted)
    expect(readFileSync(join(at, 'p.zip'), 'utf8')).toBe('mine')
    expect(readdirSync(at)).toEqual(['p.zip'])
  })

  it('replaces with --force, and narrows who may read it', async () => {
    const at = folder()
    writeFileSync(join(at, 'p.zip'), 'mine', { mode: 0o644 })
    await assertPlaceFor(join(at, 'p.zip'), true)
    await writePacketFile(join(at, 'p.zip'), BYTES, true)
    expect(readFileSync(join(at, 'p.zip')).length).toBe(BYTES.length)
    expect(statSync(join(at, 'p.zip')).mode & 0o777).toBe(0o600)
  })

  it.each([
    { name: 'a folder', path: 'sub', says: 'is a folder' },
    { name: 'a folder, with a slash', path: 'new/', says: 'is a folder' },
    { name: 'a folder that is not there', path: 'none/p.zip', says: 'There is no folder' },
    { name: 'a file as a folder', path: 'file/p.zip', says: 'is not a folder' },
    { name: 'no name', path: '', says: 'names no file' },
  ])('says what is wrong with $name', async ({ path, says }) => {
    const at = folder()
    mkdirSync(join(at, 'sub'))
    writeFileSync(join(at, 'file'), '')
    const whole = path === '' ? '' : `${at}/${path}`
    await expect(assertPlaceFor(whole, false)).rejects.toMatchObject({
      exitCode: EXIT.wrongUsage,
      message: expect.stringContaining(says),
    })
  })

  it('a name that is too long is said to be so', async () => {
    const path = join(folder(), `${'x'.repeat(300)}.zip`)
    await expect(assertPlaceFor(path, false)).rejects.toMatchObject({
      exitCode: EXIT.couldNotCheck,
      message: expect.stringContaining('too long'),
    })
  })
})
