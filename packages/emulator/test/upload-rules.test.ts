/** The rules of an upload as the API holds them: whose it is, how long it lasts, what completes it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  announced,
  bytesOf,
  FILE,
  FIRST,
  known,
  LAST,
  postForm,
  putSegment,
  sha256,
  type UploadRig,
  unified,
  uploadRig,
  V1,
  V2,
} from './upload-rig.ts'

const HOUR_MS = 3_600_000

let rig: UploadRig
beforeAll(async () => {
  rig = await uploadRig()
})
afterAll(() => rig.close())

it('v1: completing an upload after its week is 410, and reading it too', async () => {
  const { uuid, segments } = await rig.segmented()
  const { headers } = await putSegment(segments[0] ?? { url: '', headers: {} }, FILE)
  rig.clock.advance(7 * 24 * HOUR_MS)
  const etags = { segments: [{ etag: headers.get('etag') }] }
  const late = await rig.send('PATCH', `${V1}/${uuid}`, etags)
  expect(late).toMatchObject({ status: 410, json: { errors: 'This upload has expired.' } })
  expect(known(late, 'PATCH', `${rig.url}${V1}/${uuid}`)).toBe('upload-expired')
  expect((await rig.send('GET', `${V1}/${uuid}`)).status).toBe(410)
})

it('v2.1: an upload that nothing was made of is gone after a day, bytes and all', async () => {
  const upload = await rig.opened([LAST])
  const put = await putSegment(upload.segments[0], LAST)
  const etags = { part_etags: [put.headers.get('etag')] }
  expect((await rig.send('PATCH', `${V2}/${upload.upload_id}`, etags)).status).toBe(200)
  const { blobs } = rig.emulator.parts.platform.storage
  expect(blobs.has(sha256(LAST))).toBe(true)
  rig.clock.advance(24 * HOUR_MS)
  const reply = await rig.reply({ reply: { body: 'Late', upload_ids: [upload.upload_id] } })
  expect(reply).toMatchObject({ status: 400, json: { errors: { upload_ids: ['is invalid'] } } })
  expect((await rig.send('PATCH', `${V2}/${upload.upload_id}`, etags)).status).toBe(410)
  await rig.opened([FIRST])
  expect(blobs.has(sha256(LAST))).toBe(false)
})

it('a file that was made of an upload outlives it', async () => {
  const upload = await rig.form()
  await postForm(upload, bytesOf(77))
  const reply = await rig.reply({ reply: { body: 'In time', upload_ids: [upload.uuid] } })
  rig.clock.advance(8 * 24 * HOUR_MS)
  const admin = rig.as('admin@northside.example')
  await admin.send('POST', V1, { response_filename: 'sweeps' })
  const response = await fetch(reply.json.attachments[0].url, { headers: await admin.bearer() })
  expect((await response.arrayBuffer()).byteLength).toBe(77)
})

it('v2.1: reading an upload gives new links once the old ones have ended', async () => {
  const upload = await rig.opened()
  rig.clock.advance(HOUR_MS)
  expect((await putSegment(upload.segments[1], LAST)).status).toBe(403)
  const { segments } = (await rig.send('GET', `${V2}/${upload.upload_id}`)).json.data
  expect(segments[1].url).not.toBe(upload.segments[1].url)
  expect((await putSegment(segments[1], LAST)).status).toBe(200)
})

it('an upload belongs to its creator: for others it is not there, and cannot be used', async () => {
  const upload = await rig.form()
  await postForm(upload, FILE)
  const other = rig.as('admin@northside.example')
  expect((await other.send('GET', `${V1}/${upload.uuid}`)).status).toBe(404)
  const body = { reply: { body: 'Mine now', upload_ids: [upload.uuid] } }
  const taken = await other.send('POST', rig.replies, body)
  expect(taken).toMatchObject({ status: 400, json: { errors: { upload_ids: ['is invalid'] } } })
})

it('an upload of one company cannot be used in another by the same person', async () => {
  const far = rig.as('admin@northside.example', 598134325779301)
  const path = '/rest/v1.1/companies/598134325779301/uploads'
  const upload = (await far.send('POST', path, { response_filename: 'far.bin' })).json
  expect((await postForm(upload, FILE)).status).toBe(204)
  const here = rig.as('admin@northside.example')
  const body = { reply: { body: 'From afar', upload_ids: [upload.uuid] } }
  expect((await here.send('POST', rig.replies, body)).status).toBe(400)
})

it.each([
  { ids: ['01M7X5EVJXVKN58TR0CKVF4EAZ'], why: 'nobody made it' },
  { ids: [''], why: 'it is no id' },
  { ids: [17], why: 'it is a number' },
  { ids: [{}], why: 'it is an object' },
])('the upload $ids is refused: $why', async ({ ids }) => {
  const made = await rig.reply({ reply: { body: 'With', upload_ids: ids } })
  expect(made).toMatchObject({ status: 400, json: { errors: { upload_ids: ['is invalid'] } } })
})

it('an upload that is not complete is refused by its state', async () => {
  const { uuid } = await rig.segmented()
  const made = await rig.reply({ reply: { body: 'With', upload_ids: [uuid] } })
  expect(made.status).toBe(409)
  expect(Object.keys(made.json.errors)).toEqual(['upload_ids'])
})

const MISSING = ['required']
const BAD = ['is invalid']
it.each([
  { name: 'v1.1 without a name', path: V1, body: {}, errors: { response_filename: MISSING } },
  {
    name: 'v1.1 with a segment under 5 MB that is not the last',
    path: V1,
    body: { response_filename: 'a', segments: [announced(bytesOf(4_999_999)), announced(LAST)] },
    errors: { segments: BAD },
  },
  {
    name: 'v1.1 with a segment over 5 GB',
    path: V1,
    body: { response_filename: 'a', segments: [{ size: 5_000_000_001, sha256: sha256(FILE) }] },
    errors: { segments: BAD },
  },
  {
    name: 'v1.1 with segments that are not the size of the file',
    path: V1,
    body: { response_filename: 'a', size: 11, segments: [announced(LAST)] },
    errors: { size: BAD },
  },
  {
    name: 'v1.1 with a segment without sha256',
    path: V1,
    body: { response_filename: 'a', segments: [{ size: 10 }] },
    errors: { segments: BAD },
  },
  {
    name: 'v2.1 without anything',
    path: V2,
    body: {},
    errors: {
      file_name: MISSING,
      file_size: MISSING,
      content_type: MISSING,
      sha256: MISSING,
      segments: MISSING,
    },
  },
  {
    name: 'v2.1 with a part of exactly 5 MiB that is not the last',
    path: V2,
    body: unified([bytesOf(5_242_880), LAST]),
    errors: { segments: BAD },
  },
  {
    name: 'v2.1 with a part over 100 MiB',
    path: V2,
    body: unified([], {
      file_size: 104_857_601,
      segments: [{ size: 104_857_601, sha256: sha256(FILE) }],
    }),
    errors: { segments: BAD },
  },
  {
    name: 'v2.1 with 10,001 parts',
    path: V2,
    body: unified([], {
      segments: Array.from({ length: 10_001 }, () => ({ size: 5_242_881, sha256: sha256(FILE) })),
    }),
    errors: { segments: BAD },
  },
  {
    name: 'v2.1 with an md5 that is none',
    path: V2,
    body: unified([LAST], { md5: 'abc' }),
    errors: { md5: BAD },
  },
])('$name is refused', async ({ path, body, errors }) => {
  expect(await rig.send('POST', path, body)).toMatchObject({ status: 400, json: { errors } })
})

it('v1.0 does without a name', async () => {
  expect((await rig.send('POST', V1.replace('v1.1', 'v1.0'), {})).status).toBe(201)
})

it.each([
  { name: 'of another file', etags: ['"0123456789abcdef0123456789abcdef"', null] },
  { name: 'for a part that has not come', etags: [null, 'x'] },
  { name: 'too few', etags: [null] },
  { name: 'too many', etags: [null, null, null] },
])('v2.1: etags $name are refused with 422', async ({ etags }) => {
  const { upload_id: id } = await rig.opened()
  const refused = await rig.send('PATCH', `${V2}/${id}`, { part_etags: etags })
  expect(refused.status).toBe(422)
  expect(known(refused, 'PATCH', `${rig.url}${V2}/${id}`)).toBe('upload-digest-mismatch')
})

it('v2.1: parts that are right, of a whole that is not, are refused at the end', async () => {
  const upload = await rig.opened([FIRST, LAST], { sha256: sha256(FILE) })
  const parts = [FIRST, LAST]
  const part_etags: unknown[] = []
  for (const [at, part] of parts.entries()) {
    part_etags.push((await putSegment(upload.segments[at], part)).headers.get('etag'))
  }
  const refused = await rig.send('PATCH', `${V2}/${upload.upload_id}`, { part_etags })
  expect(refused).toMatchObject({
    status: 422,
    json: { errors: { sha256: [expect.any(String)] } },
  })
  expect(known(refused, 'PATCH', `${rig.url}${V2}/x`)).toBe('upload-digest-mismatch')
})

it('completing twice is the same as once', async () => {
  const { uuid, segments } = await rig.segmented()
  const put = await putSegment(segments[0] ?? { url: '', headers: {} }, FILE)
  const body = { segments: [{ etag: put.headers.get('etag') }] }
  const first = await rig.send('PATCH', `${V1}/${uuid}`, body)
  const second = await rig.send('PATCH', `${V1}/${uuid}`, body)
  expect([first.status, second.text]).toEqual([200, first.text])
})

it('an upload of one project is not found under another, nor under another version', async () => {
  const { uuid } = await rig.form()
  for (const path of [
    '/rest/v1.1/companies/4001/uploads',
    '/rest/v1.1/projects/5002/uploads',
    V2,
  ]) {
    expect((await rig.send('GET', `${path}/${uuid}`)).status, path).toBe(404)
  }
})

it.each([
  { name: 'upload-before-available=accepted', status: 201 },
  { name: 'upload-before-available=refused', status: 409 },
])('the assumption $name answers $status', async ({ name, status }) => {
  const [key = '', value = ''] = name.split('=')
  const other = await uploadRig({ assumptions: { [key]: value } })
  const upload = await other.opened([LAST])
  const { headers } = await putSegment(upload.segments[0], LAST)
  const part_etags = [headers.get('etag')]
  await other.send('PATCH', `${V2}/${upload.upload_id}`, { part_etags })
  const upload_ids = [upload.upload_id]
  expect((await other.reply({ reply: { body: 'Now', upload_ids } })).status).toBe(status)
  await other.close()
})

it.each([
  { value: 'accepted', status: 201 },
  { value: 'refused', status: 409 },
])('the assumption upload-used-again=$value answers $status', async ({ value, status }) => {
  const other = await uploadRig({
    assumptions: { 'upload-used-again': value, 'upload-gone': '404' },
  })
  const upload = await other.form()
  await postForm(upload, FILE)
  const use = () => other.reply({ reply: { body: 'Again', upload_ids: [upload.uuid] } })
  expect((await use()).status).toBe(201)
  expect((await use()).status).toBe(status)
  other.clock.advance(7 * 24 * HOUR_MS)
  expect((await other.send('GET', `${V1}/${upload.uuid}`)).status).toBe(404)
  expect((await other.send('PATCH', `${V1}/${upload.uuid}`, {})).status).toBe(410)
  await other.close()
})

it('with the assumption storage-origin=same, the storage is under the origin of the platform', async () => {
  const other = await uploadRig({ assumptions: { 'storage-origin': 'same' } })
  expect(new URL((await other.form()).url).origin).toBe(other.url)
  await other.close()
})

it('attributes that are about files are known, where unknown ones are refused', async () => {
  const other = await uploadRig({ assumptions: { 'unknown-attribute': '406' } })
  const upload = await other.form()
  await postForm(upload, FILE)
  const reply = { body: 'Known', upload_ids: [upload.uuid], attachment_ids: [] }
  expect((await other.reply({ reply })).status).toBe(201)
  expect((await other.reply({ reply: { ...reply, uploads: [] } })).status).toBe(406)
  await other.close()
})

it('an upload that expired can be raised on demand where the API would say it', async () => {
  const upload = await rig.form()
  await rig.door('faults', { failure: 'upload-expired', times: 1 })
  expect((await rig.send('GET', '/rest/v1.0/projects/5001/rfis')).status).toBe(200)
  expect((await rig.send('PATCH', `${V1}/${upload.uuid}`, {})).status).toBe(410)
  expect((await rig.send('PATCH', `${V1}/${upload.uuid}`, {})).status).toBe(200)
})
