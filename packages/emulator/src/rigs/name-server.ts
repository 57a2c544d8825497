/**
 * A name server on loopback that says of each name what it is told: an address, that there is no such
 * name, that it failed, or nothing at all. RFC 1035.
 */
import { createSocket } from 'node:dgram'
import { type AddressInfo, isIPv4 } from 'node:net'
import type { Rig } from './rig.ts'

/** Section 4.1.1: a response, recursion desired and available, with a code of 0, 2 or 3. */
const FLAGS = { found: 0x8180, servfail: 0x8182, nxdomain: 0x8183 } as const

const HEADER_BYTES = 12
/** Section 3.2.2: the type of an address of version 4. */
const TYPE_A = 1
/** Section 4.1.4: "the name is at byte 12", where the question has it. */
const NAME_OF_QUESTION = 0xc00c
const CLASS_IN = 1
const TTL_S = 1
const ADDRESS_BYTES = 4

/** An IPv4 address, or how it fails; `silence` answers nothing. */
export type NameAnswer =
  | `${number}.${number}.${number}.${number}`
  | 'nxdomain'
  | 'servfail'
  | 'silence'

export interface NameServer extends Rig {
  /** For `dns.Resolver.setServers`: `127.0.0.1:53535`. */
  readonly nameServer: string
  /** By name in lower case; may be changed at any time. */
  readonly answers: Map<string, NameAnswer>
}

/** @param otherwise what it says of every name that is not in `answers`. */
export async function nameServer(
  answers: Readonly<Record<string, NameAnswer>>,
  otherwise: NameAnswer = 'nxdomain',
): Promise<NameServer> {
  const known = new Map(Object.entries(answers))
  const socket = createSocket('udp4')
  socket.on('message', (message, { address, port }) => {
    const question = readQuestion(message)
    if (question === null) return
    const reply = replyTo(message, question, known.get(question.name) ?? otherwise)
    if (reply !== null) socket.send(reply, port, address)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', resolve)
  })
  const { port } = socket.address() as AddressInfo
  return {
    url: `udp://127.0.0.1:${port}`,
    nameServer: `127.0.0.1:${port}`,
    answers: known,
    close: () => new Promise((resolve) => socket.close(resolve)),
  }
}

interface Question {
  readonly name: string
  readonly type: number
  /** Where the question ends. */
  readonly end: number
}

/** The name ends with an empty label; type and class follow in four bytes. Null for what is no question. */
function readQuestion(message: Buffer): Question | null {
  const labels: string[] = []
  let at = HEADER_BYTES
  while (at < message.length && message[at] !== 0) {
    const length = message[at] ?? 0
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  const end = at + 5
  if (end > message.length) return null
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end }
}

function replyTo(message: Buffer, { type, end }: Question, answer: NameAnswer): Buffer | null {
  if (answer === 'silence') return null
  const head = Buffer.from(message.subarray(0, end))
  const isFound = isIPv4(answer)
  head.writeUInt16BE(isFound ? FLAGS.found : FLAGS[answer as 'nxdomain'], 2)
  // The question comes back, with no authorities and no additional records.
  head.fill(0, 6, HEADER_BYTES)
  // A name that has an address of version 4 only: asked for another, nothing is wrong, and nothing there.
  if (!isFound || type !== TYPE_A) return head
  head.writeUInt16BE(1, 6)
  const record = Buffer.alloc(12 + ADDRESS_BYTES)
  record.writeUInt16BE(NAME_OF_QUESTION, 0)
  record.writeUInt16BE(TYPE_A, 2)
  record.writeUInt16BE(CLASS_IN, 4)
  record.writeUInt32BE(TTL_S, 6)
  record.writeUInt16BE(ADDRESS_BYTES, 10)
  record.set(answer.split('.').map(Number), 12)
  return Buffer.concat([head, record])
}
