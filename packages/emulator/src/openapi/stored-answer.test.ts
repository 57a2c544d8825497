import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openapiRig } from '../../test/openapi-rig.ts'
import { SAMPLE_DOCUMENT } from '../../test/sample-document.ts'
import { RECORDS_MAX } from './stored-records.ts'

const CRANES = '/rest/v1.0/projects/5001/cranes'
const GATES = '/rest/v2.0/companies/4001/gates'
const rig = (options = {}) => openapiRig(SAMPLE_DOCUMENT, options)

it('a record is made, shown, listed, changed, replaced and deleted', async () => {
  const { send, get } = await rig()
  const crane = { name: 'North', height: '31.5', tags: ['a'], unknown: 1, secret: 's' }
  const made = await send('POST', CRANES, { crane })
  expect(made).toMatchObject({
    status: 201,
    json: { id: 1, name: 'North', status: 'down', height: 31.5, tags: ['a'], built_on: null },
  })
  expect(Object.keys(made.json)).not.toContain('secret')
  // Nobody wrote it, and a date that is made up would be taken for real.
  expect(Object.keys(made.json)).not.toContain('inspected_at')
  expect((await get(`${CRANES}/1`)).json).toEqual(made.json)
  expect((await get(CRANES)).json).toEqual([made.json])
  const changed = await send('PATCH', `${CRANES}/1`, { crane: { status: 'up' } })
  expect(changed).toMatchObject({
    status: 200,
    json: { name: 'North', status: 'up', height: 31.5 },
  })
  const replaced = await send('PUT', `${CRANES}/1`, { crane: { name: 'South' } })
  expect(replaced.json).toMatchObject({ name: 'South', status: 'down', tags: [] })
  expect(await send('DELETE', `${CRANES}/1`)).toMatchObject({ status: 204, text: '' })
  expect((await get(`${CRANES}/1`)).json).toEqual({ errors: 'Not Found' })
  expect((await get(CRANES)).json).toEqual([])
  expect((await send('POST', CRANES, { crane: { name: 'Next' } })).json.id).toBe(2)
})

it('v2: no wrapper, an envelope, ids as strings, ten a page', async () => {
  const { send, get } = await rig()
  for (let n = 1; n <= 12; n++) await send('POST', GATES, { name: `G${n}` })
  const first = await get(GATES)
  expect(first.json.data).toHaveLength(10)
  expect(first.json.data[0]).toMatchObject({ id: '1', name: 'G1' })
  expect([first.headers.get('total'), first.headers.get('per-page')]).toEqual(['12', '10'])
  expect(first.headers.get('link')).toContain('page=2>; rel="next"')
  expect((await get(`${GATES}?page=2&per_page=500`)).json.data).toHaveLength(0)
  expect((await get(`${GATES}/12`)).json.data).toMatchObject({ id: '12', name: 'G12' })
  const deleted = await send('DELETE', `${GATES}/12`)
  expect(deleted).toMatchObject({ status: 200, json: { data: { name: 'G12' } } })
})

it('ids are what the schema says: a UUID that leads back to its record', async () => {
  const { send, get } = await rig()
  const { json } = await send('POST', '/rest/v1.0/badges', { holder: 'Ada' })
  expect(json.id).toMatch(/^[\da-f-]{36}$/)
  expect((await get(`/rest/v1.0/badges/${json.id}`)).json).toEqual(json)
  expect((await get('/rest/v1.0/badges/nonsense')).status).toBe(404)
})

it('records of one project are not those of another', async () => {
  const { send, get, signIn, api } = await rig()
  await send('POST', CRANES, { crane: { name: 'North' } })
  const admin = await signIn('admin@northside.example')
  const elsewhere = await api('/rest/v1.0/projects/5003/cranes', admin.access_token)
  expect(await elsewhere.json()).toEqual([])
  expect((await api('/rest/v1.0/projects/5003/cranes/1', admin.access_token)).status).toBe(404)
  expect((await get('/rest/v1.0/projects/5003/cranes')).status).toBe(403)
})

it('a page that is past the end is empty, and v1 takes up to what it takes elsewhere', async () => {
  const { send, get } = await rig()
  for (let n = 0; n < 3; n++) await send('POST', CRANES, { crane: { name: 'C' } })
  expect(
    (await get(`${CRANES}?page=9e9&per_page=2`)).json.map((each: { id: number }) => each.id),
  ).toEqual([1, 2])
  expect((await get(`${CRANES}?page=7&per_page=2`)).json).toEqual([])
  expect((await get(`${CRANES}?page=2&per_page=2`)).json).toHaveLength(1)
})

it('a malformed date is stored as null, and the journal alone is told', async () => {
  const { send, last } = await rig()
  const made = await send('POST', CRANES, { crane: { name: 'N', inspected_at: 'soon' } })
  expect([made.status, made.json.inspected_at]).toEqual([201, null])
  expect(last()?.failure).toBe('date-silently-dropped')
})

it('a form and a multipart body are taken as JSON is', async () => {
  const { send } = await rig()
  const form = new FormData()
  form.set('crane[name]', 'Formed')
  form.set('crane[height]', '12')
  form.append('crane[tags][]', 'x')
  form.set('crane[secret]', new File(['bytes'], 'plan.pdf'))
  expect((await send('POST', CRANES, form)).json).toMatchObject({
    name: 'Formed',
    height: 12,
    tags: ['x'],
  })
  const encoded = await send('POST', CRANES, 'crane[name]=Coded&crane[height]=3', {
    'content-type': 'application/x-www-form-urlencoded',
  })
  expect(encoded.json).toMatchObject({ name: 'Coded', height: 3 })
})

it('records survive a restart, and a snapshot brings them back after a reset', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-openapi-'))
  try {
    const dataFile = join(folder, 'state.db')
    const first = await rig({ dataFile })
    await first.send('POST', CRANES, { crane: { name: 'North' } })
    first.emulator.close()
    const second = await rig({ dataFile })
    expect((await second.get(CRANES)).json).toMatchObject([{ id: 1, name: 'North' }])
    const { json: snapshot } = await second.door('snapshot')
    await second.door('reset', {})
    const after = await second.signIn()
    const list = async () => (await second.api(CRANES, after.access_token)).json()
    expect(await list()).toEqual([])
    expect((await second.door('snapshot', snapshot, 'PUT')).status).toBe(200)
    expect((await second.get(CRANES)).json).toMatchObject([{ id: 1, name: 'North' }])
    second.emulator.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('a merge patch goes into objects, and takes away what is null', async () => {
  const { send } = await rig()
  const owner = { email: 'a@b.example', phone: '1' }
  await send('POST', CRANES, { crane: { name: 'N', owner } })
  const type = { 'content-type': 'application/merge-patch+json' }
  const patched = await send('PATCH', `${CRANES}/1`, { crane: { owner: { phone: '2' } } }, type)
  expect(patched.json.owner).toEqual({ email: 'a@b.example', phone: '2' })
})

it('a full collection takes no more, and one that was deleted makes room', async () => {
  const { send, emulator } = await rig()
  await send('POST', GATES, { name: 'First' })
  emulator.parts.platform.database.run('UPDATE openapi_collections SET live = ?', RECORDS_MAX)
  expect((await send('POST', GATES, { name: 'Over' })).status).toBe(413)
  await send('DELETE', `${GATES}/1`)
  expect((await send('POST', GATES, { name: 'Again' })).json.data).toMatchObject({ id: '2' })
})
