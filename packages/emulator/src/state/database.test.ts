import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'
import { Passwords } from '../sign-in/passwords.ts'
import { DataFileError } from './data-file-error.ts'
import { Database } from './database.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const vendor = (name: string) => ({ company_id: 4001, vendor: { name } })

it('a file keeps the records, the directory and the numbers over a restart', async () => {
  const path = join(folder, 'world.db')
  const first = apiRig({ database: Database.open(path) })
  const made = await first.post('/rest/v1.0/vendors', vendor('Kept'))
  first.platform.directory.putTool(5002, 'rfi', true, 4)
  first.database.close()
  const second = apiRig({ database: Database.open(path) })
  expect((await second.get(`/rest/v1.0/vendors/${made.json.id}?company_id=4001`)).text).toBe(
    made.text,
  )
  expect((await second.get('/rest/v1.0/projects/5002/rfis')).status).toBe(200)
  expect((await second.post('/rest/v1.0/vendors', vendor('Next'))).json.id).toBe(made.json.id + 1)
  expect((await second.get('/rest/v1.0/projects?company_id=4001')).headers['total']).toBe('3')
  const passwords = new Passwords(second.platform)
  expect((await passwords.verify('pm@northside.example', 'Sandbox#2026'))?.id).toBe(7002)
  second.database.close()
})

it('a file can be read by any SQLite tool', async () => {
  const path = join(folder, 'world.db')
  const rig = apiRig({ database: Database.open(path) })
  await rig.post('/rest/v1.0/vendors', vendor('Seen'))
  rig.database.close()
  const other = new DatabaseSync(path)
  expect(other.prepare("SELECT data ->> 'name' AS name FROM vendors").all()).toMatchObject([
    { name: 'Seen' },
  ])
  other.close()
})

it.each([
  {
    name: 'text',
    make: (path: string) => writeFileSync(path, 'not a database, but long enough'),
    says: 'is not a SQLite file',
  },
  {
    name: 'a file of another program',
    make: (path: string) => new DatabaseSync(path).exec('CREATE TABLE a (b)'),
    says: 'belongs to another program',
  },
  {
    name: 'a file of another layout',
    make: (path: string) => {
      apiRig({ database: Database.open(path) }).database.close()
      new DatabaseSync(path).exec('PRAGMA user_version = 99')
    },
    says: 'has layout 99',
  },
  {
    name: 'a damaged file',
    make: (path: string) => {
      const rig = apiRig({ database: Database.open(path) })
      rig.database.close()
      const bytes = readFileSync(path)
      bytes.fill(0xff, 4_096, bytes.length - 512)
      writeFileSync(path, bytes)
    },
    says: /damaged|malformed/,
  },
])('$name is refused, and left as it is', ({ make, says }) => {
  const path = join(folder, 'file.db')
  make(path)
  const before = readFileSync(path)
  expect(() => Database.open(path)).toThrow(DataFileError)
  expect(() => Database.open(path)).toThrow(says)
  expect(() => Database.open(path)).toThrow(path)
  expect(readFileSync(path).equals(before)).toBe(true)
})

it('a folder and a path that cannot be made are refused', () => {
  expect(() => Database.open(folder)).toThrow(DataFileError)
  expect(() => Database.open(join(folder, 'no', 'such', 'place.db'))).toThrow('cannot be made')
})

it('an empty file becomes a database', () => {
  const path = join(folder, 'empty.db')
  writeFileSync(path, '')
  apiRig({ database: Database.open(path) }).database.close()
  expect(readFileSync(path).length).toBeGreaterThan(0)
})

it('a snapshot put back is the whole state again, in memory and in a file', async () => {
  for (const path of [':memory:', join(folder, 'snapshot.db')]) {
    const rig = apiRig({ database: Database.open(path) })
    const snapshot = rig.database.snapshot()
    await rig.post('/rest/v1.0/vendors', vendor('Gone'))
    const kept = (await rig.get('/rest/v1.0/vendors?company_id=4001')).json.length
    rig.platform.directory.removeMember('project', 5001, 7002)
    rig.database.restore(snapshot)
    expect(kept).toBe(1)
    expect((await rig.get('/rest/v1.0/vendors?company_id=4001')).json).toEqual([])
    expect((await rig.get('/rest/v1.0/projects/5001/rfis', { as: 'user-7002' })).status).toBe(200)
    expect((await rig.post('/rest/v1.0/vendors', vendor('First'))).json.id).toBe(10_001)
    rig.database.close()
  }
})

it.each([{ bytes: new Uint8Array([1, 2, 3]) }, { bytes: foreignBytes() }])(
  'bytes that are no snapshot change nothing',
  async ({ bytes }) => {
    const rig = apiRig()
    await rig.post('/rest/v1.0/vendors', vendor('Kept'))
    expect(() => rig.database.restore(bytes)).toThrow()
    expect((await rig.get('/rest/v1.0/vendors?company_id=4001')).json).toHaveLength(1)
  },
)

function foreignBytes(): Uint8Array {
  const other = new DatabaseSync(':memory:')
  other.exec('CREATE TABLE a (b)')
  return other.serialize()
}

it('a transaction that fails leaves nothing, in the tables and in what is remembered of them', () => {
  const { database, platform } = apiRig()
  const fail = () =>
    database.transaction(() => {
      platform.directory.removeMember('project', 5001, 7002)
      throw new Error('stop')
    })
  expect(fail).toThrow('stop')
  expect(platform.directory.isMember('project', 5001, 7002)).toBe(true)
})
