/**
 * `dns-failure`: a name server on loopback that knows no name, or fails at every one; a `lookup` for
 * Node's `http` and `net`; and a URL whose name cannot even be asked for, so that `fetch` fails with
 * no question leaving this machine.
 */
import { createSocket } from 'node:dgram'
import type { AddressInfo, LookupFunction } from 'node:net'
import type { Rig } from './rig.ts'

/** RFC 1035, section 4.1.1: a response, recursion desired and available, with a code of 2 or 3. */
const FLAGS = { servfail: 0x8182, nxdomain: 0x8183 } as const

const HEADER_BYTES = 12

/** RFC 1035, section 2.3.4: a label has at most 63 characters, so no server can be asked for this one. */
const UNASKABLE = `${'x'.repeat(64)}.invalid`

export interface BadResolver extends Rig {
  /** For `dns.Resolver.setServers`: `127.0.0.1:53535`. */
  readonly nameServer: string
  /** For the `lookup` option of `http.request` and `net.connect`. */
  readonly lookup: LookupFunction
}

/** @param answer what the name server says: that there is no such name, or that it failed. */
export async function badResolver(answer: keyof typeof FLAGS = 'nxdomain'): Promise<BadResolver> {
  const socket = createSocket('udp4')
  socket.on('message', (question, { address, port }) => {
    if (question.length < HEADER_BYTES) return
    const reply = Buffer.from(question)
    reply.writeUInt16BE(FLAGS[answer], 2)
    // Nothing but the question comes back: no answers, no authorities, no additional records.
    reply.fill(0, 6, HEADER_BYTES)
    socket.send(reply.subarray(0, endOfQuestion(reply)), port, address)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', resolve)
  })
  const { port } = socket.address() as AddressInfo
  return {
    url: `http://${UNASKABLE}`,
    nameServer: `127.0.0.1:${port}`,
    lookup: (hostname, _options, done) => done(notFound(hostname), '', 4),
    close: () => new Promise((resolve) => socket.close(resolve)),
  }
}

/** The name ends with an empty label; type and class follow in four bytes. */
function endOfQuestion(message: Buffer): number {
  let at = HEADER_BYTES
  while (at < message.length && message[at] !== 0) at += (message[at] ?? 0) + 1
  return Math.min(message.length, at + 5)
}

function notFound(hostname: string): NodeJS.ErrnoException {
  const error = new Error(`getaddrinfo ENOTFOUND ${hostname}`)
  return Object.assign(error, { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname })
}
