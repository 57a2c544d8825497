/** Each generation of uploads over the real wire, from the announcement to the record that shows the file. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { coversRoutesOf } from './route-cover.ts'
import {
  announced,
  answerOf,
  bytesOf,
  md5,
  postForm,
  putSegment,
  SMALLEST_PART,
  sha256,
  type UploadRig,
  unified,
  uploadRig,
} from './upload-rig.ts'

let rig: UploadRig
beforeAll(async () => {
  rig = await uploadRig()
})
afterAll(() => rig.close())

/** The file of a reply's first attachment, fetched as a browser would: following the redirect. */
async function fetched(reply: { json: { attachments: { url: string }[] } }) {
  const url = reply.json.attachments[0]?.url ?? ''
  const response = await fetch(url, { headers: await rig.bearer() })
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

it('inline: a multipart reply carries its files, in the wrapper or beside it', async () => {
  const form = new FormData()
  form.append('reply[body]', 'See the photos')
  form.append('reply[attachments][]', new Blob(['one'], { type: 'image/jpeg' }), 'Grüße.jpg')
  form.append('attachments[]', new Blob(['three']), 'C:\\plans\\b.pdf')
  const made = await rig.reply(form)
  expect(made.status).toBe(201)
  expect(made.json.attachments).toMatchObject([
    { name: 'Grüße.jpg', filename: 'Grüße.jpg', content_type: 'image/jpeg' },
    { name: 'b.pdf' },
  ])
  const { response, bytes } = await fetched(made)
  expect(response.status).toBe(200)
  expect(Buffer.from(bytes).toString()).toBe('one')
  expect(response.headers.get('content-type')).toBe('image/jpeg')
  expect(response.headers.get('content-disposition')).toContain(
    "filename*=UTF-8''Gr%C3%BC%C3%9Fe.jpg",
  )
})

it.each([
  { path: '/rest/v1.0/projects/5001/uploads' },
  { path: '/rest/v1.1/projects/5001/uploads' },
  { path: '/rest/v1.0/companies/4001/uploads' },
  { path: '/rest/v1.1/companies/4001/uploads' },
])('a form: POST $path, post the file, attach', async ({ path }) => {
  const file = bytesOf(100_000)
  const upload = await rig.send('POST', path, {
    response_filename: 'pour.jpg',
    response_content_type: 'image/jpeg',
    attachment_content_disposition: true,
    size: file.byteLength,
  })
  expect(upload.status).toBe(201)
  expect(upload.json).toMatchObject({
    uuid: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
    status: 'ready',
    fields: { key: expect.any(String), 'Content-Type': 'image/jpeg', policy: expect.any(String) },
  })
  const posted = await postForm(upload.json, file)
  expect(posted).toMatchObject({ status: 204, text: '' })
  expect(posted.headers.get('etag')).toBe(`"${md5(file)}"`)
  const complete = { uuid: upload.json.uuid, status: 'complete' }
  expect((await rig.send('GET', `${path}/${upload.json.uuid}`)).json).toEqual(complete)
  // A form completes itself: there is nothing to say to it.
  expect((await rig.send('PATCH', `${path}/${upload.json.uuid}`, {})).json).toEqual(complete)
  const made = await rig.reply({ reply: { body: 'Here', upload_ids: [upload.json.uuid] } })
  expect(made.status).toBe(201)
  expect(made.json.attachments).toMatchObject([{ name: 'pour.jpg', content_type: 'image/jpeg' }])
  const { response, bytes } = await fetched(made)
  expect(sha256(bytes)).toBe(sha256(file))
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="pour.jpg"/)
})

it('v1.1 in segments: PUT each, complete with the etags in order, attach', async () => {
  const parts = [bytesOf(5_000_000, 1), bytesOf(5_000_000, 2), bytesOf(3, 3)]
  const path = '/rest/v1.1/projects/5001/uploads'
  const upload = await rig.send('POST', path, {
    response_filename: 'model.ifc',
    size: 10_000_003,
    segments: parts.map((part) => ({ ...announced(part), md5: md5(part) })),
  })
  expect(upload.status).toBe(201)
  const { uuid, segments } = upload.json
  expect(segments[0]).toMatchObject({
    status: 'ready',
    headers: {
      'content-length': '5000000',
      'content-md5': md5(parts[0] ?? bytesOf(0), 'base64'),
      'x-amz-content-sha256': sha256(parts[0] ?? bytesOf(0)),
    },
  })
  const etags: unknown[] = []
  for (const [at, part] of parts.entries()) {
    const put = await putSegment(segments[at], part)
    expect(put).toMatchObject({ status: 200, text: '' })
    etags.push({ etag: put.headers.get('etag') })
  }
  const wrongOrder = await rig.send('PATCH', `${path}/${uuid}`, { segments: etags.toReversed() })
  expect(wrongOrder.status).toBe(422)
  const completed = await rig.send('PATCH', `${path}/${uuid}`, { segments: etags })
  expect(completed).toMatchObject({ status: 200, json: { status: 'complete' } })
  const made = await rig.reply({ reply: { body: 'Here', upload_ids: [uuid] } })
  expect(made.status).toBe(201)
  expect(sha256((await fetched(made)).bytes)).toBe(sha256(Buffer.concat(parts)))
})

it.each([
  { path: '/rest/v2.1/companies/4001/uploads' },
  { path: '/rest/v2.1/companies/4001/projects/5001/uploads' },
])('v2.1 unified: $path is ready, receiving, complete, available', async ({ path }) => {
  const parts = [bytesOf(SMALLEST_PART), bytesOf(10, 2)]
  const upload = await rig.send('POST', path, unified(parts))
  expect(upload.status).toBe(201)
  const { upload_id: id, segments } = upload.json.data
  const state = async () => (await rig.send('GET', `${path}/${id}`)).json.data.status
  const complete = (etags: unknown[]) => rig.send('PATCH', `${path}/${id}`, { part_etags: etags })
  expect(await state()).toBe('ready')
  const first = (await putSegment(segments[0], parts[0] ?? bytesOf(0))).headers.get('etag')
  expect(await state()).toBe('receiving')
  expect((await complete([first, null])).json.data).toEqual({ upload_id: id, status: 'receiving' })
  const early = await rig.reply({ reply: { body: 'Too early', upload_ids: [id] } })
  expect(early).toMatchObject({
    status: 409,
    json: { errors: { upload_ids: [expect.any(String)] } },
  })
  const second = (await putSegment(segments[1], parts[1] ?? bytesOf(0))).headers.get('etag')
  expect((await complete([first, second])).json.data.status).toBe('complete')
  rig.clock.advance(1_000)
  expect(await state()).toBe('available')
  const made = await rig.reply({ reply: { body: 'Here', upload_ids: [id] } })
  expect(made.status).toBe(201)
  expect(sha256((await fetched(made)).bytes)).toBe(sha256(Buffer.concat(parts)))
})

it('a file is downloaded in two steps: the platform asks for the bearer, the storage refuses it', async () => {
  const made = await rig.reply(formWith('0123456789'))
  const url = made.json.attachments[0].url
  expect((await fetch(url)).status).toBe(401)
  const sentOn = await fetch(url, { headers: await rig.bearer(), redirect: 'manual' })
  expect(sentOn.status).toBe(302)
  const link = sentOn.headers.get('location') ?? ''
  expect(new URL(link).origin).not.toBe(new URL(url).origin)
  expect(await answerOf(fetch(link, { headers: await rig.bearer() }))).toMatchObject({
    status: 400,
    text: expect.stringContaining('<Code>InvalidArgument</Code>'),
  })
  const whole = await answerOf(fetch(link))
  expect(whole).toMatchObject({ status: 200, text: '0123456789' })
  expect(whole.headers.get('content-length')).toBe('10')
  const part = await answerOf(fetch(link, { headers: { range: 'bytes=3-5' } }))
  expect(part).toMatchObject({ status: 206, text: '345' })
  expect(part.headers.get('content-range')).toBe('bytes 3-5/10')
  const beyond = await answerOf(fetch(link, { headers: { range: 'bytes=10-' } }))
  expect(beyond).toMatchObject({ status: 416, text: '' })
  const known = await fetch(link, { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } })
  expect(known.status).toBe(304)
  const head = await answerOf(fetch(link, { method: 'HEAD' }))
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '10'])
  rig.clock.advance(15 * 60_000)
  expect(await answerOf(fetch(link))).toMatchObject({
    status: 403,
    text: expect.stringContaining('<Code>AccessDenied</Code><Message>Request has expired'),
  })
})

it('an update keeps the attachments, adds to them, and drops those that attachment_ids leaves out', async () => {
  const made = await rig.reply(formWith('first'))
  const path = `${rig.replies}/${made.json.id}`
  const plain = await rig.send('PATCH', path, { reply: { body: 'Changed' } })
  expect(plain.json.attachments).toEqual(made.json.attachments)
  const added = new FormData()
  added.append('attachments[]', new Blob(['second']), 'second.txt')
  added.append('reply[body]', 'And another')
  const both = await rig.send('PATCH', path, added)
  expect(both.json.attachments).toHaveLength(2)
  const [, second] = both.json.attachments
  const kept = await rig.send('PATCH', path, { reply: { attachment_ids: [second.id] } })
  expect(kept.json.attachments).toEqual([second])
})

it('the journal knows of files their names and sizes, and nothing of their bytes', async () => {
  const secret = 'bytes-that-nobody-logs'
  await rig.reply(formWith(secret))
  const { exchanges } = (await rig.door('journal')).json
  const last = exchanges.findLast(({ method }: { method: string }) => method === 'POST')
  expect(last.request.body).toContain('file.txt')
  expect(JSON.stringify(exchanges)).not.toContain(secret)
  expect(JSON.stringify(exchanges)).not.toMatch(/X-Amz-Signature=[0-9a-f]{8}/)
})

function formWith(text: string): FormData {
  const form = new FormData()
  form.append('reply[body]', 'With a file')
  form.append('attachments[]', new Blob([text], { type: 'text/plain' }), 'file.txt')
  return form
}

coversRoutesOf('uploads', 'unified_uploads')
