/** What the storage refuses, each from its own cause on the real wire, and what it is known as. */
import type { FailureId } from '@underpin/failures'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type Answer,
  announced,
  answerOf,
  bytesOf,
  FILE,
  known,
  md5,
  postForm,
  putSegment,
  type Segment,
  sha256,
  type UploadRig,
  uploadRig,
  V1,
} from './upload-rig.ts'

const HOUR_MS = 3_600_000

let rig: UploadRig
beforeAll(async () => {
  rig = await uploadRig()
})
afterAll(() => rig.close())

interface Case {
  readonly name: string
  readonly send: () => Promise<{ answer: Answer; method: string; url: string }>
  readonly status: number
  readonly says: string
  readonly failure: FailureId
}
const put = async (
  segment: Segment | undefined,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) => {
  const { url } = segment ?? { url: '' }
  const answer = await putSegment(segment ?? { url: '', headers: {} }, bytes, headers)
  return { answer, method: 'PUT', url }
}
const post = async (
  upload: { url: string; fields: Record<string, string> },
  bytes = FILE,
  changed: Record<string, string> = {},
) => {
  const fields = { ...upload.fields, ...changed }
  return { answer: await postForm({ ...upload, fields }, bytes), method: 'POST', url: upload.url }
}

const cases: readonly Case[] = [
  {
    name: 'a segment an hour after its link was made',
    send: async () => {
      const { segments } = await rig.segmented()
      rig.clock.advance(HOUR_MS)
      return put(segments[0], FILE)
    },
    ...{ status: 403, says: '<Code>AccessDenied</Code><Message>Request has expired' },
    failure: 'upload-link-expired',
  },
  {
    name: 'a form an hour after its policy was made',
    send: async () => {
      const upload = await rig.form()
      rig.clock.advance(HOUR_MS)
      return post(upload)
    },
    ...{ status: 403, says: '<Code>AccessDenied</Code><Message>Invalid according to Policy' },
    failure: 'upload-link-expired',
  },
  {
    name: 'a segment with the bearer',
    send: async () => put((await rig.segmented()).segments[0], FILE, await rig.bearer()),
    ...{ status: 400, says: '<Code>InvalidArgument</Code>' },
    failure: 'upload-link-expired',
  },
  {
    name: 'a form with the bearer',
    send: async () => {
      const { url, fields } = await rig.form()
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, String(value))
      body.append('file', new Blob([FILE]))
      const answer = await answerOf(
        fetch(url, { method: 'POST', body, headers: await rig.bearer() }),
      )
      return { answer, method: 'POST', url }
    },
    ...{ status: 400, says: '<Code>InvalidArgument</Code>' },
    failure: 'upload-link-expired',
  },
  {
    name: 'a link that was changed',
    send: async () => {
      const [segment] = (await rig.segmented()).segments
      return put(segment && { ...segment, url: segment.url.replace('=3600', '=9999') }, FILE)
    },
    ...{ status: 403, says: '<Code>SignatureDoesNotMatch</Code>' },
    failure: 'upload-link-expired',
  },
  {
    name: 'a link without its signature',
    send: async () => {
      const [segment] = (await rig.segmented()).segments
      return put(segment && { ...segment, url: segment.url.replace(/\?.*/, '') }, FILE)
    },
    ...{ status: 403, says: '<Code>AccessDenied</Code>' },
    failure: 'upload-link-expired',
  },
  {
    name: 'a segment without the headers that came with its link',
    send: async () => {
      const [segment] = (await rig.segmented()).segments
      return put(segment && { ...segment, headers: {} }, FILE)
    },
    ...{ status: 403, says: '<Code>SignatureDoesNotMatch</Code>' },
    failure: 'upload-link-expired',
  },
  {
    name: 'a form with a field that was changed',
    send: async () => post(await rig.form(), FILE, { key: 'somebody-elses' }),
    ...{ status: 403, says: 'Policy Condition failed: key' },
    failure: 'upload-link-expired',
  },
  {
    name: 'a form whose policy was changed',
    send: async () => post(await rig.form(), FILE, { policy: btoa('{"expiration":"2099-01-01"}') }),
    ...{ status: 403, says: '<Code>SignatureDoesNotMatch</Code>' },
    failure: 'upload-link-expired',
  },
  {
    name: 'a form with its file before its fields',
    send: async () => {
      const { url, fields } = await rig.form()
      const body = new FormData()
      body.append('file', new Blob([FILE]))
      for (const [name, value] of Object.entries(fields)) body.append(name, String(value))
      return { answer: await answerOf(fetch(url, { method: 'POST', body })), method: 'POST', url }
    },
    ...{ status: 403, says: '<Code>AccessDenied</Code>' },
    failure: 'upload-link-expired',
  },
  {
    name: 'a form without a file',
    send: async () => {
      const { url } = await rig.form()
      const body = new FormData()
      body.append('key', 'x')
      return { answer: await answerOf(fetch(url, { method: 'POST', body })), method: 'POST', url }
    },
    ...{ status: 400, says: 'exactly one file' },
    failure: 'upload-link-expired',
  },
  {
    name: 'other bytes than were announced',
    send: async () => put((await rig.segmented()).segments[0], bytesOf(1_000, 9)),
    ...{ status: 400, says: '<Code>XAmzContentSHA256Mismatch</Code>' },
    failure: 'upload-digest-mismatch',
  },
  {
    name: 'another sha256 in the header',
    send: async () => {
      const headers = { 'x-amz-content-sha256': sha256(bytesOf(3)) }
      return put((await rig.segmented()).segments[0], FILE, headers)
    },
    ...{ status: 400, says: '<Code>XAmzContentSHA256Mismatch</Code>' },
    failure: 'upload-digest-mismatch',
  },
  {
    name: 'bytes with another md5 than was announced',
    send: async () => put((await rig.segmented({ md5: md5(bytesOf(3)) })).segments[0], FILE),
    ...{ status: 400, says: '<Code>BadDigest</Code>' },
    failure: 'upload-digest-mismatch',
  },
  {
    name: 'a form with more bytes than were announced',
    send: async () => post(await rig.form({ size: 999 })),
    ...{ status: 400, says: '<Code>EntityTooLarge</Code>' },
    failure: 'upload-digest-mismatch',
  },
  {
    name: 'a form with fewer bytes than were announced',
    send: async () => post(await rig.form({ size: 1_001 })),
    ...{ status: 400, says: '<Code>EntityTooSmall</Code>' },
    failure: 'upload-digest-mismatch',
  },
  {
    name: 'a part of an upload that is complete',
    send: async () => {
      const { uuid, segments } = await rig.segmented()
      const { answer } = await put(segments[0], FILE)
      const etag = answer.headers.get('etag')
      await rig.send('PATCH', `${V1}/${uuid}`, { segments: [{ etag }] })
      return put(segments[0], FILE)
    },
    ...{ status: 404, says: '<Code>NoSuchUpload</Code>' },
    failure: 'upload-expired',
  },
]

it.each(cases)('$name is refused with $status as $failure', async (row) => {
  const { answer, method, url } = await row.send()
  expect(answer.text).toContain(row.says)
  expect(answer.status).toBe(row.status)
  expect(answer.headers.get('content-type')).toBe('application/xml')
  expect(known(answer, method, url)).toBe(row.failure)
  const { exchanges } = (await rig.door('journal')).json
  const ofStorage = exchanges.filter(({ url: at }: { url: string }) => at.includes('/storage/'))
  expect(ofStorage.at(-1).failure).toBe(row.failure)
})

it('the declared length decides before a byte is read', async () => {
  const [segment] = (await rig.segmented()).segments
  const { answer } = await put(segment, bytesOf(999), { 'content-length': '999' })
  expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('IncompleteBody') })
})

it('a part that was refused can be sent again, rightly', async () => {
  const [segment] = (await rig.segmented()).segments
  expect((await put(segment, bytesOf(1_000, 9))).answer.status).toBe(400)
  expect((await put(segment, FILE)).answer.status).toBe(200)
})

it('an upload that was begun within its hour may end after it', async () => {
  const { segments } = await rig.segmented()
  rig.clock.advance(HOUR_MS - 1)
  expect((await put(segments[0], FILE)).answer.status).toBe(200)
})

it('a body that falls silent is answered 408, and one that is too large too', async () => {
  const small = await uploadRig({ uploads: { fileBytesMax: 10_000 } })
  const about = { response_filename: 'a.bin' }
  const upload = (await small.send('POST', V1, about)).json
  const large = await postForm(upload, bytesOf(20_000_000))
  expect(large).toMatchObject({ status: 408, text: expect.stringContaining('RequestTimeout') })
  expect(known(large, 'POST', upload.url)).toBe('upload-timeout')
  const tooLarge = new FormData()
  tooLarge.append('reply[body]', 'Large')
  tooLarge.append('attachments[]', new Blob([bytesOf(20_000_000)]), 'large.bin')
  const inline = await small.reply(tooLarge)
  expect(inline).toMatchObject({ status: 408, json: { errors: expect.any(String) } })
  const segments = [announced(FILE)]
  const {
    segments: [segment],
  } = (await small.send('POST', V1, { ...about, segments })).json
  const answer = answerOf(
    fetch(segment.url, {
      method: 'PUT',
      headers: segment.headers,
      body: new ReadableStream({ start: (controller) => controller.enqueue(FILE.slice(0, 10)) }),
      duplex: 'half',
    } as RequestInit),
  )
  // What has come is written first, in real time; the silence after it is the clock's.
  let isOver = false
  const over = answer.finally(() => {
    isOver = true
  })
  for (let rounds = 1; !isOver; rounds++) {
    await new Promise(setImmediate)
    if (rounds % 200 === 0) small.clock.advance(30_000)
  }
  await over
  expect(await answer).toMatchObject({
    status: 408,
    text: expect.stringContaining('RequestTimeout'),
  })
  expect(known(await answer, 'PUT', segment.url)).toBe('upload-timeout')
  await small.close()
})
