import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NO_COMPLAINT } from '@underpin/doctor'
import { NOBODY_SAID } from '@underpin/doctor/node'
import picocolors from 'picocolors'
import { describe, expect, it } from 'vitest'
import { EXIT } from '../exit-code.ts'
import type { Terminal } from '../terminal.ts'
import { makePacket, type PacketCase, packetOrder } from './packet.ts'

/** Of every Unix. */
const MAKE_PIPE = 'mkfifo'

const CASE: PacketCase = {
  version: '0.1.0',
  nowMs: Date.UTC(2026, 10, 20, 15),
  report: null,
  diagnosis: {
    verdict: 'unsure',
    headline: 'Nothing is certain yet.',
    causes: [],
    steps: [],
    clock: {
      sinceMs: null,
      overByMs: null,
      escalateAtMs: null,
      escalateByMs: null,
      escalateTo: 'procore-support',
      because: 'Only your company is affected while others work.',
    },
    questions: [],
  },
  complaint: NO_COMPLAINT,
  handed: [],
  person: NOBODY_SAID,
  secrets: [{ kind: 'access token', value: 'planted-secret-4711' }],
}

function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-packet-'))
  const heard = { out: '', said: '' }
  const colours = picocolors.createColors(false)
  const terminal: Terminal = {
    out: (text) => {
      heard.out += `${text}\n`
    },
    say: (text) => {
      heard.said += `${text}\n`
    },
    progress: () => undefined,
    colours,
    sayColours: colours,
    columns: 80,
    isWatched: false,
  }
  return { folder, heard, terminal }
}

describe('the packet of the command line', () => {
  it('none is made unless one is asked for', async () => {
    expect(await packetOrder({})).toBeNull()
    await expect(packetOrder({ attach: ['x.png'] })).rejects.toMatchObject({
      exitCode: EXIT.wrongUsage,
    })
  })

  it('a preview shows every file and writes none', async () => {
    const { folder, heard, terminal } = setUp()
    const order = await packetOrder({ preview: true })
    if (order !== null) await makePacket(order, CASE, terminal)
    expect(heard.out).toContain('=== README.txt')
    expect(heard.out).toContain('=== not-collected.txt')
    expect(heard.said).toContain('missing')
    expect(readdirSync(folder)).toEqual([])
  })

  it('an attached recording is read, and its secrets stay here', async () => {
    const { folder, heard, terminal } = setUp()
    const log = join(folder, 'answer.txt')
    writeFileSync(
      log,
      'HTTP/1.1 503 Service Unavailable\r\nx-request-id: r-1\r\nx-echo: planted-secret-4711\r\n\r\n{"message":"Service Unavailable"}',
    )
    const file = join(folder, 'p.zip')
    const order = await packetOrder({ packet: file, preview: true, attach: [log] })
    if (order !== null) await makePacket(order, CASE, terminal)
    expect(heard.out).toContain('"r-1"')
    expect(heard.out).not.toContain('planted-secret')
    expect(heard.said).toContain(file)
    expect(readdirSync(folder).toSorted()).toEqual(['answer.txt', 'p.zip'])
  })

  it.each([
    { name: 'a file that is not there', attach: 'none.png', says: 'none of that name' },
    { name: 'a folder', attach: '.', says: 'is not a file' },
    { name: 'a pipe that nobody writes to', attach: 'pipe', says: 'is not a file' },
  ])('$name is not attached', async ({ attach, says }) => {
    const { folder } = setUp()
    execFileSync(MAKE_PIPE, [join(folder, 'pipe')])
    const flags = { packet: join(folder, 'p.zip'), attach: [join(folder, attach)] }
    await expect(packetOrder(flags)).rejects.toMatchObject({
      exitCode: EXIT.wrongUsage,
      message: expect.stringContaining(says),
    })
  })
})

it('a packet that would give a secret away is not written, and the secret is not told', async () => {
  const { folder, heard, terminal } = setUp()
  const file = join(folder, 'p.zip')
  // No redaction can take out what JSON itself is written with.
  const secret = '": {\n    "'
  const order = await packetOrder({ packet: file, preview: true })
  if (order === null) throw new Error('a packet was ordered')
  const made = makePacket(
    order,
    { ...CASE, secrets: [{ kind: 'password', value: secret }] },
    terminal,
  )
  await expect(made).rejects.toMatchObject({
    exitCode: EXIT.couldNotCheck,
    message: expect.stringMatching(/No packet was written.*triage\.json \(password\)/s),
  })
  await expect(made).rejects.not.toMatchObject({ message: expect.stringContaining(secret) })
  expect(readdirSync(folder)).toEqual([])
  expect(heard).toEqual({ out: '', said: '' })
})
