/** Bytes that are hardly HTTP, thrown at the socket; the other side closes it or answers, and lives. */
import { connect } from 'node:net'
import { type Random, randomInteger, systemClock } from '@underpin/ports'
import type { Malformed } from './malformed-requests.ts'
import { mangled, picker } from './nonsense.ts'

/** Without an answer for so long, the emulator hangs. */
const ANSWER_MAX_MS = 10_000

export type Outcome =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'hung' }

/** The bytes of a request, with one thing wrong below the level of HTTP, seldom two. */
export function brokenBytes(random: Random, { method, target, headers, body }: Malformed): Buffer {
  const pick = picker(random)
  const bytes = Buffer.from(body ?? '')
  const length = `content-length: ${bytes.length}`
  const whole = { version: 'HTTP/1.1', host: 'host: localhost', framing: length, gap: '\r\n' }
  const how = { ...whole, ...pick(BREAKS)(bytes.length) }
  const lines = headers.map(([name, value]) => `${name}: ${value}`)
  const parts = [`${method} ${target} ${how.version}`, how.host, ...lines, how.framing]
  let head = parts.filter(Boolean).join(how.gap)
  if (randomInteger(random, 100) < 15) head = mangled(head, random)
  const all = Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), bytes])
  return randomInteger(random, 100) < 10 ? all.subarray(0, randomInteger(random, all.length)) : all
}

interface Broken {
  readonly version: string
  readonly host: string
  readonly framing: string
  readonly gap: string
}

const BREAKS: readonly ((bytes: number) => Partial<Broken>)[] = [
  () => ({}),
  () => ({}),
  () => ({}),
  () => ({ version: 'HTTP/1.0' }),
  () => ({ version: 'HTTP/9.9' }),
  () => ({ version: '' }),
  () => ({ host: '' }),
  () => ({ host: 'host: a\r\nhost: b' }),
  () => ({ host: 'host: evil.example:99999' }),
  () => ({ gap: '\n' }),
  () => ({ gap: '\r' }),
  () => ({ framing: '' }),
  () => ({ framing: 'content-length: -1' }),
  () => ({ framing: 'content-length: 1, 2' }),
  (bytes) => ({ framing: `content-length: ${bytes + 5}` }),
  (bytes) => ({ framing: `content-length: ${bytes}\r\ncontent-length: ${bytes + 1}` }),
  () => ({ framing: 'transfer-encoding: chunked' }),
  (bytes) => ({ framing: `transfer-encoding: chunked\r\ncontent-length: ${bytes}` }),
  () => ({ framing: 'transfer-encoding: gzip, chunked' }),
  () => ({ framing: 'expect: 100-continue' }),
  () => ({ framing: 'upgrade: websocket\r\nconnection: upgrade' }),
]

/** Writes the bytes, ends its side, and waits until the other side has answered or closed. */
export function throwAt(port: number, bytes: Buffer): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    let head = ''
    const finish = (outcome: Outcome) => {
      cancel()
      socket.destroy()
      resolve(outcome)
    }
    const cancel = systemClock.schedule(ANSWER_MAX_MS, () => finish({ kind: 'hung' }))
    socket.on('data', (chunk: Buffer) => {
      head += chunk.toString('latin1', 0, 32)
      const status = /^HTTP\/1\.\d (\d{3})/.exec(head)?.[1]
      if (status !== undefined) finish({ kind: 'answered', status: Number(status) })
    })
    socket.on('error', () => finish({ kind: 'closed' }))
    socket.on('close', () => finish({ kind: 'closed' }))
    socket.end(bytes)
  })
}
