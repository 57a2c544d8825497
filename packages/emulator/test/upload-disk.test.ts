/** Where the bytes of files are, and when: on disk, whole or not at all, and gone when nobody needs them. */
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createEmulator } from '../src/create-emulator.ts'
import { SNAPSHOT_FILE_BYTES_MAX } from '../src/storage/snapshot-files.ts'
import { PM, usualCalls } from './emulator-rig.ts'
import { announced, bytesOf, postForm, putSegment, sha256, uploadRig } from './upload-rig.ts'
import { startServer } from './upload-traffic.ts'

const UPLOADS = '/rest/v1.1/projects/5001/uploads'
const FILE = bytesOf(1_000)

let folder = ''
const usual = process.env['TMPDIR']
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-disk-'))
  process.env['TMPDIR'] = folder
})
afterEach(() => {
  if (usual === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = usual
  rmSync(folder, { recursive: true })
})

const temporary = () => readdirSync(folder).filter((name) => name.startsWith('underpin-files-'))
const filesIn = (name: string) => (existsSync(name) ? readdirSync(name) : [])
const only = () => filesIn(join(folder, temporary()[0] ?? ''))

function formWith(bytes: Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData()
  form.append('reply[body]', 'With a file')
  form.append('attachments[]', new Blob([bytes]), 'file.bin')
  return form
}

it('nothing touches the disk before the first byte of a file', async () => {
  const rig = await uploadRig()
  await rig.send('POST', UPLOADS, { response_filename: 'later.bin' })
  await rig.door('snapshot')
  await rig.door('reset', {})
  expect(readdirSync(folder)).toEqual([])
  await rig.close()
})

it('a temporary folder holds a file once, however often it is sent, and goes with the emulator', async () => {
  const rig = await uploadRig()
  await rig.reply(formWith(FILE))
  await rig.reply(formWith(FILE))
  expect(temporary()).toHaveLength(1)
  expect(only()).toEqual([sha256(FILE)])
  await rig.close()
  expect(readdirSync(folder)).toEqual([])
})

it('of an emulator that nobody closed, the temporary folder goes with its process', async () => {
  const server = await startServer()
  const calls = await signedIn(server.url)
  const upload = await calls.create({ response_filename: 'a' })
  expect((await postForm(upload, FILE)).status).toBe(204)
  expect(temporary()).toHaveLength(1)
  const ended = once(server.child, 'exit')
  server.child.send('exit')
  await ended
  expect(readdirSync(folder)).toEqual([])
})

it('a reset removes what the world did not begin with', async () => {
  const rig = await uploadRig()
  await rig.reply(formWith(FILE))
  await rig.door('reset', {})
  expect(only()).toEqual([])
  await rig.close()
})

it('a write that is refused keeps nothing of its files', async () => {
  const rig = await uploadRig()
  const form = new FormData()
  form.append('attachments[]', new Blob([FILE]), 'file.bin')
  form.append('reply[official]', 'true')
  expect((await rig.reply(form)).status).toBe(400)
  const upload = (await rig.send('POST', UPLOADS, { response_filename: 'a', size: 7 })).json
  expect((await postForm(upload, FILE)).status).toBe(400)
  const twice = new FormData()
  const { url, fields } = (await rig.send('POST', UPLOADS, { response_filename: 'a' })).json
  for (const [name, value] of Object.entries(fields)) twice.append(name, String(value))
  for (const name of ['one', 'two']) twice.append('file', new Blob([FILE]), name)
  expect((await fetch(url, { method: 'POST', body: twice })).status).toBe(400)
  expect(only()).toEqual([])
  await rig.close()
})

it('beside a data file the files outlive the process, and its links do', async () => {
  const dataFile = join(folder, 'world.db')
  const first = await uploadRig({ dataFile })
  const made = await first.reply(formWith(FILE))
  const waiting = (await first.send('POST', UPLOADS, { response_filename: 'b' })).json
  const { fields } = waiting
  await first.close()
  const second = await uploadRig({ dataFile })
  const path = new URL(made.json.attachments[0].url).pathname
  const again = await fetch(`${second.url}${path}`, { headers: await second.bearer() })
  expect(sha256(new Uint8Array(await again.arrayBuffer()))).toBe(sha256(FILE))
  const posted = await postForm({ url: `${second.url}/storage/uploads`, fields }, bytesOf(3))
  expect(posted.status).toBe(204)
  expect(filesIn(`${dataFile}-files`).toSorted()).toEqual(
    [sha256(FILE), sha256(bytesOf(3))].toSorted(),
  )
  await second.close()
})

it('bytes that no row names, of a process that was killed too early, are swept away', async () => {
  const dataFile = join(folder, 'world.db')
  mkdirSync(`${dataFile}-files`)
  writeFileSync(join(`${dataFile}-files`, sha256(FILE)), FILE)
  const rig = await uploadRig({ dataFile })
  await rig.form()
  expect(filesIn(`${dataFile}-files`)).toEqual([])
  await rig.close()
})

it('a snapshot carries small files into another emulator, and names the ones that it leaves out', async () => {
  const large = bytesOf(SNAPSHOT_FILE_BYTES_MAX)
  const one = await uploadRig()
  const small = (await one.reply(formWith(FILE))).json.attachments[0].url
  const left = (await one.reply(formWith(large))).json.attachments[0].url
  const { json: snapshot } = await one.door('snapshot')
  expect(Object.keys(snapshot.files.included)).toEqual([sha256(FILE)])
  expect(snapshot.files.leftOut).toEqual([{ sha256: sha256(large), bytes: large.byteLength }])
  const back = await one.door('snapshot', snapshot, 'PUT')
  expect(back.json).toMatchObject({ ok: true, filesMissing: [] })
  await one.close()

  const other = await uploadRig()
  const put = await other.door('snapshot', snapshot, 'PUT')
  expect(put.json).toMatchObject({ ok: true, filesMissing: [sha256(large)] })
  const { bearer } = other.as(PM)
  const fetched = async (url: string) =>
    fetch(`${other.url}${new URL(url).pathname}`, { headers: await bearer() })
  expect(sha256(new Uint8Array(await (await fetched(small)).arrayBuffer()))).toBe(sha256(FILE))
  const missing = await fetched(left)
  expect(missing.status).toBe(404)
  expect(await missing.text()).toContain('<Code>NoSuchKey</Code>')
  await other.close()
})

it.each([
  { name: 'whose bytes are others', files: { included: { ['0'.repeat(64)]: 'AAAA' } } },
  { name: 'with a name that leads elsewhere', files: { included: { '../../evil': 'AAAA' } } },
  { name: 'that are no files', files: { included: 'AAAA' } },
])('a snapshot with files $name changes nothing', async ({ files }) => {
  const rig = await uploadRig()
  const { json } = await rig.door('snapshot')
  expect(await rig.door('snapshot', { ...json, files }, 'PUT')).toMatchObject({
    status: 422,
    json: { field: 'files', error: expect.stringContaining('nothing was changed') },
  })
  expect(readdirSync(folder)).toEqual([])
  await rig.close()
})

it('killed in the middle of a segment, nothing half-written is there afterwards', async () => {
  const dataFile = join(folder, 'killed.db')
  const victim = await startServer(dataFile)
  const before = await signedIn(victim.url)
  const segments = [announced(FILE)]
  const upload = await before.create({ response_filename: 'a', segments })
  const whole = await before.create({ response_filename: 'b', segments })
  expect((await putSegment(whole.segments[0], FILE)).status).toBe(200)

  const [{ url, headers }] = upload.segments
  const sending = request(url, { method: 'PUT', headers })
  const broken = once(sending, 'error')
  sending.write(FILE.subarray(0, 400))
  const kept = `${dataFile}-files`
  while (!filesIn(kept).some((name) => name.endsWith('.part'))) await new Promise(setImmediate)
  victim.child.kill('SIGKILL')
  await broken

  const next = await startServer(dataFile)
  const after = await signedIn(next.url)
  expect((await after.show(upload.uuid)).segments[0].etag).toBeNull()
  expect((await after.show(whole.uuid)).segments[0].etag).toEqual(expect.any(String))
  await putSegment((await after.create({ response_filename: 'c', segments })).segments[0], FILE)
  expect(filesIn(kept)).toEqual([sha256(FILE)])
  await next.stop()
})

async function signedIn(url: string) {
  const calls = usualCalls({ fetch } as never, url)
  const { access_token } = await calls.signIn()
  const ask = async (path: string, init?: RequestInit) =>
    (await calls.api(path, access_token, init)).json()
  return {
    create: (body: object) => ask(UPLOADS, { method: 'POST', body: JSON.stringify(body) }),
    show: (uuid: string) => ask(`${UPLOADS}/${uuid}`),
  }
}

it('an emulator with storage is made as fast as one without: it opens nothing', () => {
  createEmulator().close()
  const emulator = createEmulator()
  const tables = emulator.parts.platform.database.all(
    "SELECT name FROM sqlite_master WHERE name LIKE 'storage%'",
  )
  expect(tables).toEqual([])
  emulator.close()
})
