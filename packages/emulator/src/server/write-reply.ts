/** Writes a reply to a socket: as an answer, or as what a failing network does. */
import type { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { systemClock } from '@underpin/ports'
import { type Answer, isTextAnswer, type Reply, type ReplyHeaders } from '../reply.ts'
import type { RawSockets } from './raw-sockets.ts'

/** A connection that is left in silence is ended after this: undici's own `headersTimeout`. */
const SILENCE_MAX_MS = 300_000

/** @returns what the listener of `@hono/node-server` is to do: mostly nothing more. */
export async function writeReply(
  reply: Reply,
  given: ServerResponse | Http2ServerResponse,
  sockets: RawSockets,
): Promise<Response> {
  const outgoing = given as ServerResponse // This server speaks HTTP/1 only.
  switch (reply.kind) {
    case 'answer':
      return writeAnswer(reply.answer, reply.headers, outgoing)
    case 'truncate':
      await writePart(reply.answer, reply.headers, reply.keepPercent, outgoing)
      return RESPONSE_ALREADY_SENT
    case 'silence':
      holdOpen(outgoing)
      return RESPONSE_ALREADY_SENT
    case 'reset':
    case 'unreachable': // Only asked for in process; a socket that is here can but fail.
      if (outgoing.socket) sockets.reset(outgoing.socket)
      return RESPONSE_ALREADY_SENT
  }
}

function writeAnswer(answer: Answer, extra: ReplyHeaders, outgoing: ServerResponse): Response {
  // Streams are left to the listener, which minds back-pressure and callers that go away.
  if (!isTextAnswer(answer)) {
    for (const name in extra) outgoing.setHeader(name, extra[name] ?? '')
    return answer
  }
  const { status, headers, text } = answer
  // One list of names and values: Node writes it out as it is, where headers that were set one by one are
  // looked up, merged and copied first.
  const list: string[] = []
  for (const name in headers) list.push(name, headers[name] ?? '')
  for (const name in extra) if (!(name in headers)) list.push(name, extra[name] ?? '')
  const bytes = Buffer.byteLength(text)
  if (bytes > 0 || (status !== 204 && status !== 304)) list.push('content-length', String(bytes))
  outgoing.writeHead(status, list)
  // Text that is all ASCII, as nearly all is, needs no encoding: Latin-1 copies it as it stands.
  outgoing.end(text, bytes === text.length ? 'latin1' : 'utf8')
  return RESPONSE_ALREADY_SENT
}

async function writePart(
  answer: Answer,
  extra: ReplyHeaders,
  keepPercent: number,
  outgoing: ServerResponse,
): Promise<void> {
  const text = isTextAnswer(answer) ? answer.text : await answer.text()
  const whole = Buffer.from(text)
  const kept = whole.subarray(0, Math.floor((whole.length * keepPercent) / 100))
  const headers = isTextAnswer(answer) ? answer.headers : Object.fromEntries(answer.headers)
  for (const name in extra) outgoing.setHeader(name, extra[name] ?? '')
  outgoing.setHeader('content-length', whole.length)
  outgoing.writeHead(answer.status, headers)
  outgoing.write(kept)
  // An orderly end: a reset would drop what is still in the buffers, and the part with it.
  outgoing.socket?.destroySoon()
}

function holdOpen(outgoing: ServerResponse): void {
  const cancel = systemClock.schedule(SILENCE_MAX_MS, () => outgoing.destroy())
  outgoing.once('close', cancel)
}
