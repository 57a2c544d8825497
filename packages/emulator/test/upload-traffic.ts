/** Large files through a listening emulator, in and out, and the memory that it took for them. */
import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { usualCalls } from './emulator-rig.ts'
import type { Memory } from './upload-server.ts'

const CHUNK = Buffer.alloc(256 * 1_024, 'concrete, poured at dawn; ')
const UPLOADS = '/rest/v1.1/projects/5001/uploads'
export interface Traffic {
  readonly way: 'form' | 'segment' | 'inline' | 'download'
  readonly bytes: number
  /** The most that the server's memory rose above what it was before the first file. */
  readonly extraBytes: number
}

const WAYS: readonly Traffic['way'][] = ['form', 'segment', 'inline', 'download']
/** What is fetched again has to be sent first: by a form, whose memory then counts too. */
type Ways = Awaited<ReturnType<typeof waysOf>>
const WORK: Readonly<Record<Traffic['way'], (ways: Ways, bytes: number) => Promise<unknown>>> = {
  form: (ways, bytes) => ways.form(bytes),
  segment: (ways, bytes) => ways.segment(bytes),
  inline: (ways, bytes) => ways.inline(bytes),
  download: async (ways, bytes) => ways.download(await ways.attach(await ways.form(bytes))),
}

/** A file of so many bytes, each way through an emulator of its own. A multiple of 256 KiB. */
export async function measureTraffic(bytes: number): Promise<Traffic[]> {
  const rows: Traffic[] = []
  for (const way of WAYS) {
    const server = await startServer()
    try {
      const ways = await waysOf(server.url)
      const { rss } = await server.memory()
      await WORK[way](ways, bytes)
      const { peak } = await server.memory()
      rows.push({ way, bytes, extraBytes: peak - rss })
    } finally {
      await server.stop()
    }
  }
  return rows
}

export async function startServer(dataFile?: string) {
  const path = join(import.meta.dirname, 'upload-server.ts')
  const child = fork(path, dataFile === undefined ? [] : [dataFile], { stdio: 'inherit' })
  const { url } = (await answer(child)) as { url: string }
  return {
    url,
    child,
    async memory(): Promise<Memory> {
      child.send('memory')
      return (await answer(child)) as Memory
    },
    async stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

async function answer(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${code} instead of answering`)
  })
  const [message] = await Promise.race([once(child, 'message'), ended])
  return message
}

async function waysOf(url: string) {
  const calls = usualCalls({ fetch } as never, url)
  const { access_token } = await calls.signIn()
  const bearer = { authorization: `Bearer ${access_token}`, 'procore-company-id': '4001' }
  const send = async (path: string, body: object) => {
    const headers = { ...bearer, 'content-type': 'application/json' }
    const sent = { method: 'POST', headers, body: JSON.stringify(body) }
    const response = await fetch(`${url}${path}`, sent)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const rfi = await send('/rest/v1.0/projects/5001/rfis', {
    rfi: { subject: 'Large', question: { body: 'Does it fit?' }, assignee_ids: [7002] },
  })
  const replies = `/rest/v1.0/projects/5001/rfis/${rfi.id}/replies`
  return {
    async form(bytes: number): Promise<string> {
      const upload = await send(UPLOADS, { response_filename: 'large.bin', size: bytes })
      await stream(upload.url, 'POST', ...formOf(upload.fields, 'file', bytes))
      return upload.uuid
    },
    async segment(bytes: number): Promise<void> {
      const segments = [{ size: bytes, sha256: sha256Of(bytes) }]
      const upload = await send(UPLOADS, { response_filename: 'large.bin', segments })
      const [{ url: link, headers }] = upload.segments
      await stream(link, 'PUT', headers, chunks(bytes))
    },
    async inline(bytes: number): Promise<void> {
      const fields = { 'reply[body]': 'Inside of the call' }
      const [headers, body] = formOf(fields, 'attachments[]', bytes)
      await stream(`${url}${replies}`, 'POST', { ...bearer, ...headers }, body)
    },
    async attach(uuid: string): Promise<string> {
      const reply = await send(replies, { reply: { body: 'As asked', upload_ids: [uuid] } })
      return reply.attachments[0].url
    },
    async download(file: string): Promise<number> {
      const sentOn = await fetch(file, { headers: bearer, redirect: 'manual' })
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        get(sentOn.headers.get('location') ?? '', resolve).once('error', reject)
      })
      let bytes = 0
      for await (const chunk of response) bytes += chunk.length
      if (bytes !== Number(response.headers['content-length'])) throw new Error('cut short')
      return bytes
    },
  }
}

type Sent = readonly [headers: Record<string, string>, body: Iterable<Buffer>]

function formOf(fields: Record<string, string>, name: string, bytes: number): Sent {
  const boundary = 'the-end-of-a-part'
  const disposition = (of: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${of}"`
  const values = Object.entries(fields).map(
    ([of, value]) => `${disposition(of)}\r\n\r\n${value}\r\n`,
  )
  const head = `${values.join('')}${disposition(name)}; filename="large.bin"\r\n\r\n`
  const tail = `\r\n--${boundary}--\r\n`
  const length = Buffer.byteLength(head) + bytes + Buffer.byteLength(tail)
  function* body() {
    yield Buffer.from(head)
    yield* chunks(bytes)
    yield Buffer.from(tail)
  }
  const type = `multipart/form-data; boundary=${boundary}`
  return [{ 'content-type': type, 'content-length': String(length) }, body()]
}

function* chunks(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= CHUNK.length) yield CHUNK
}

function sha256Of(bytes: number): string {
  const hash = createHash('sha256')
  for (const chunk of chunks(bytes)) hash.update(chunk)
  return hash.digest('hex')
}

async function stream(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: Iterable<Buffer>,
): Promise<void> {
  const sending = request(url, { method, headers })
  const answered = once(sending, 'response')
  for (const chunk of body) if (!sending.write(chunk)) await once(sending, 'drain')
  sending.end()
  const [response] = (await answered) as [IncomingMessage]
  const text: unknown[] = []
  for await (const chunk of response) text.push(chunk)
  const { statusCode = 0 } = response
  if (statusCode >= 300) throw new Error(`${method} ${url}: ${statusCode} ${text.join('')}`)
}
