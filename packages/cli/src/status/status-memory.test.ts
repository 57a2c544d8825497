import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StatusDigest } from '@underpin/doctor'
import { expect, it, onTestFinished } from 'vitest'
import { StatusMemory } from './status-memory.ts'

const URL = 'https://status.example.com'
const DIGEST: StatusDigest = {
  readAtMs: 1_795_000_000_000,
  components: [{ id: 'a', name: 'API', status: 'operational' }],
  incidents: [{ id: 'i', name: 'Slow', status: 'investigating', updatedAtMs: null }],
  maintenances: [{ id: 'm', name: 'Work', status: 'scheduled', startMs: 1, endMs: null }],
}

const folderOf = () => {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'deep', 'underpin')
}

it('what was kept is recalled, of this page and no other', () => {
  const folder = folderOf()
  expect(new StatusMemory(folder, URL).recall()).toBeNull()
  expect(new StatusMemory(folder, URL).keep(DIGEST)).toBeNull()
  expect(new StatusMemory(folder, URL).recall()).toEqual(DIGEST)
  expect(new StatusMemory(folder, 'https://status.example.org').recall()).toBeNull()
  // The same file name, another address.
  expect(new StatusMemory(folder, 'http://status.example.com').recall()).toBeNull()
  expect(readdirSync(folder)).toEqual(['status-status.example.com.json'])
})

const broken = (change: object) =>
  JSON.stringify({ version: 1, url: URL, digest: { ...DIGEST, ...change } })

it.each([
  ['empty', ''],
  ['cut', '{"version":1,"url":"https://st'],
  ['something else', '[]'],
  ['of another version', JSON.stringify({ version: 2, url: URL, digest: DIGEST })],
  ['without components', broken({ components: undefined })],
  ['with a state that there is not', broken({ components: [{ id: 'a', name: 'A', status: 'x' }] })],
  ['with a nameless incident', broken({ incidents: [{ id: 'i', status: 'x', updatedAtMs: 1 }] })],
  ['with a time that is none', broken({ readAtMs: '7 o’clock' })],
  ['with a time beyond all time', broken({ readAtMs: 9e15 })],
])('a file that is %s is told of, and written anew', (_, text) => {
  const folder = folderOf()
  const memory = new StatusMemory(folder, URL)
  memory.keep(DIGEST)
  const file = join(folder, 'status-status.example.com.json')
  writeFileSync(file, text)
  expect(memory.recall()).toBe(
    `${file} cannot be made sense of: what changed since last time is not known. It is written anew.`,
  )
  expect(memory.keep(DIGEST)).toBeNull()
  expect(memory.recall()).toEqual(DIGEST)
})

it('what cannot be kept is said, and nothing is left behind', () => {
  const folder = folderOf()
  new StatusMemory(folder, URL).keep(DIGEST)
  const file = join(folder, 'status-status.example.com.json')
  const before = readFileSync(file, 'utf8')
  // A file stands where the folder is to be.
  const trouble = new StatusMemory(file, URL).keep(DIGEST)
  expect(trouble).toMatch(/could not be kept for next time .*--no-memory/)
  expect(readFileSync(file, 'utf8')).toBe(before)
  expect(readdirSync(folder)).toHaveLength(1)
})

it('is for its owner alone, and follows no link that was planted', () => {
  const folder = folderOf()
  const memory = new StatusMemory(folder, URL)
  expect(memory.keep(DIGEST)).toBeNull()
  const file = join(folder, 'status-status.example.com.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  const other = join(folder, 'other')
  writeFileSync(other, 'mine')
  rmSync(file)
  symlinkSync(other, file)
  symlinkSync(other, `${file}.${process.pid}.new`)
  expect(memory.keep(DIGEST)).toBeNull()
  expect(readFileSync(other, 'utf8')).toBe('mine')
  expect(memory.recall()).toEqual(DIGEST)
})
