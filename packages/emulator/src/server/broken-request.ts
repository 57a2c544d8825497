/** Answers what is no HTTP, or never arrived whole: then there is no request to journal, only a socket. */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Answers } from '../answers.ts'
import type { TextAnswer } from '../reply.ts'

/** Node's codes for headers and requests that took too long, and for headers that are too large. */
const LATE_CODE = 'ERR_HTTP_REQUEST_TIMEOUT'
const HEADER_OVERFLOW = 'HPE_HEADER_OVERFLOW'

/** What every code of a failed greeting begins with: plain HTTP on a TLS port, a distrustful client. */
const TLS_CODES = 'ERR_SSL_'
/** RFC 6585, section 5. No failure of the catalogue: Procore's edge is not known to say it. */
const HEADERS_TOO_LARGE: TextAnswer = { status: 431, headers: {}, text: '' }

export function answerBrokenRequest(
  error: NodeJS.ErrnoException,
  socket: Socket,
  answers: Answers,
) {
  // Gone already, or never greeted by TLS, or something was sent on it: a second answer would be taken for
  // the next one's.
  const isGone = error.code === 'ECONNRESET' || error.code?.startsWith(TLS_CODES)
  if (isGone || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy()
    return
  }
  const answer =
    error.code === LATE_CODE
      ? answers.respond({ failure: 'request-timeout-batch' })
      : error.code === HEADER_OVERFLOW
        ? HEADERS_TOO_LARGE
        : answers.respond({ failure: 'bad-request-page' })
  socket.on('error', () => socket.destroy())
  socket.end(onTheWire(answer), () => socket.destroy())
}

/** For a request whose body does not come to its end. */
export function answerLateRequest(socket: Socket, answers: Answers): void {
  const late = Object.assign(new Error('the request did not arrive in time'), { code: LATE_CODE })
  answerBrokenRequest(late, socket, answers)
}

function onTheWire({ status, headers, text }: TextAnswer): string {
  const all = { ...headers, 'content-length': String(Buffer.byteLength(text)), connection: 'close' }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', text].join('\r\n')
}
