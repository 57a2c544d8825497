/** Mails to a real SMTP server, and texts to a real hook, over loopback. */
import { memoryLog } from '@underpin/ports/testing'
import { afterEach, expect, it } from 'vitest'
import { createEmulator } from '../src/create-emulator.ts'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { MailDestinationError } from '../src/mail/destination-error.ts'
import { PM } from './emulator-rig.ts'
import { header, type Letter, startMailServer } from './mail-rig.ts'
import { hidden, plainBrowser } from './plain-browser.ts'
import { DAY_MS, INCIDENT, READER, STATUS_ORIGIN, subscriptionRig } from './subscription-rig.ts'
import { say, startReceiver } from './webhook-rig.ts'

const HOUR_MS = 3_600_000
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function mailServer(options: Parameters<typeof startMailServer>[0] = {}) {
  const server = await startMailServer(options)
  ends.push(server.close)
  return server
}

async function receiver() {
  const started = await startReceiver()
  ends.push(started.close)
  return started
}

function rig(options: EmulatorOptions) {
  const made = subscriptionRig(options)
  ends.push(() => made.emulator.close())
  return { ...made, settled: () => made.outbox.settled() }
}

/** The one whose subject begins so. */
function letter(letters: readonly Letter[], begins: string): Letter {
  const found = letters.filter((each) => header(each, 'subject')?.startsWith(begins))
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} mails “${begins}”`)
  return found[0]
}

it('a mail server gets the confirmation, the notices, the reminder and the reset of a password', async () => {
  const server = await mailServer()
  const { subscribe, board, clock, emulator, settled } = rig({ smtp: server.url })
  await subscribe()
  board.openIncident({ ...INCIDENT, name: 'Größere Störung', body: 'Wir schauen nach. – 1\n.\n2' })
  const startMs = clock.nowMs() + 10 * DAY_MS
  board.plan({ title: 'Racks', startMs, endMs: startMs + HOUR_MS })
  await settled()
  clock.advance(3 * DAY_MS)
  const browser = plainBrowser(emulator.fetch)
  const form = await browser.visit('/login/forgot')
  await browser.visit('/login/forgot', { ...hidden(form.text), email: PM })
  await settled()

  const recipients = server.letters.flatMap(({ to }) => to)
  expect(recipients.sort()).toEqual([PM, READER, READER, READER, READER])
  const { letters } = server
  expect(letter(letters, 'Confirm your').text).toMatch(
    /open\r\n\r\nhttp:\/\/localhost:4011\/subscribe\/confirm\/[0-9a-f]{64}\r\n/,
  )
  const incident = letter(letters, 'New incident')
  expect(header(incident, 'subject')).toBe('New incident: Größere Störung')
  expect(incident.text).toContain('Wir schauen nach. – 1\r\n.\r\n2')
  expect(incident.text).toContain('Began: Nov 20, 2026, 00:00 PST (2026-11-20 08:00 UTC)')
  const before = letter(letters, 'Maintenance in seven days')
  expect(header(before, 'date')).toBe('Mon, 23 Nov 2026 08:00:00 +0000')
  expect(before.text).toContain('Window: Nov 30, 2026, 00:00 PST to Nov 30, 2026, 01:00 PST (1 h)')
  for (const each of letters.filter(({ to }) => to[0] === READER)) {
    const url = /^<(.+)>$/.exec(header(each, 'list-unsubscribe') ?? '')?.[1]
    expect(url?.startsWith(`${STATUS_ORIGIN}/subscribe/`)).toBe(true)
    expect(each.text).toContain(url)
    expect(header(each, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(header(each, 'auto-submitted')).toBe('auto-generated')
  }
  const reset = letter(letters, 'Reset your password')
  expect(reset.text).toMatch(/http:\/\/\S+\/login\/reset\S+/)
  expect(header(reset, 'list-unsubscribe')).toBeUndefined()
})

it('no words of an incident, an address or a header add a header or a recipient on the wire', async () => {
  const server = await mailServer()
  const { subscribe, board, outbox, settled } = rig({ smtp: server.url })
  await subscribe()
  const name = 'Down\r\nBcc: evil@x.example\r\n\r\nbody'
  board.openIncident({ ...INCIDENT, name, body: 'a\r\n.\r\nMAIL FROM:<x@x.example>' })
  outbox.send({
    ...{ kind: 'x', to: 'a@b.example', subject: 'S\nCc: evil@x.example', text: 'T' },
    headers: { 'X-A': 'b\r\nBcc: evil@x.example', 'Reply-To': 'evil@x.example', Cc: 'e@x.example' },
  })
  for (const to of ['a@b.example>,<evil@x.example', 'a@b.example\r\nRCPT TO:<evil@x.example>']) {
    outbox.send({ kind: 'x', to, subject: 'S', text: 'T' })
  }
  await settled()
  const recipients = server.letters.flatMap(({ to }) => to)
  expect(recipients.sort()).toEqual(['a@b.example', READER, READER])
  for (const each of server.letters) {
    expect(header(each, 'bcc') ?? header(each, 'cc') ?? header(each, 'reply-to')).toBeUndefined()
  }
  expect(outbox.messages().filter(({ delivery }) => delivery.state === 'failed')).toHaveLength(2)
})

it('a server that asks for a sign-in gets it', async () => {
  const server = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, callback) =>
      callback(username === 'us er' && password === 'p@ss' ? null : new Error('no'), { user: 1 }),
  })
  const { request, settled, last } = rig({ smtp: server.url.replace('//', '//us%20er:p%40ss@') })
  await request({ way: 'mail', address: READER })
  await settled()
  expect(last().delivery.state).toBe('sent')
  expect(server.letters).toHaveLength(1)
})

it('a sign-in that is refused is said on the mail, and shown nowhere', async () => {
  const server = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, callback) => callback(new Error(`not ${password}`)),
  })
  const log = memoryLog()
  const { request, settled, emulator, last, clock } = rig({
    ...{ log, smtp: server.url.replace('//', '//user:hunter2@') },
  })
  await request({ way: 'mail', address: READER })
  await settled()
  expect(last().delivery).toMatchObject({
    state: 'failed',
    attemptCount: 1,
    error: expect.stringContaining('check the user name and the password'),
  })
  const shown = await (await emulator.fetch('/_underpin/outbox')).text()
  for (const secret of ['hunter2', Buffer.from('hunter2').toString('base64')]) {
    expect(shown).not.toContain(secret)
    expect(JSON.stringify(log.lines)).not.toContain(secret)
  }
  expect(clock.pendingCount).toBe(0)
})

it('a server that is away is tried again, and takes the mail when it is there', async () => {
  const server = await startMailServer()
  await server.close()
  const { request, settled, last, clock } = rig({ smtp: server.url })
  await request({ way: 'mail', address: READER })
  await settled()
  expect(last().delivery).toMatchObject({
    state: 'waiting',
    attemptCount: 1,
    error: expect.stringMatching(/127\.0\.0\.1:\d+ did not take it .*ECONNREFUSED.*start it there/),
  })
  clock.advance(60_000)
  await settled()
  expect(last().delivery.attemptCount).toBe(2)
})

it.each([
  { code: 550, state: 'failed', what: 'for good' },
  { code: 451, state: 'waiting', what: 'for now' },
])('a server that refuses an address $what: $code', async ({ code, state }) => {
  const server = await mailServer({
    onRcptTo: (_address, _session, callback) =>
      callback(Object.assign(new Error('not here'), { responseCode: code })),
  })
  const { request, settled, last } = rig({ smtp: server.url })
  await request({ way: 'mail', address: READER })
  await settled()
  expect(last().delivery.state).toBe(state)
  expect(last().delivery.error).toContain('not here')
})

it('the clock waits for a mail that is on its way', async () => {
  const server = await mailServer()
  const { request, door, last } = rig({ smtp: server.url })
  await request({ way: 'mail', address: READER })
  await door('clock', { advance: '1s' })
  expect(last().delivery.state).toBe('sent')
})

it('texts are posted to the hook, and tried again while it fails', async () => {
  const hook = await receiver()
  hook.reaction = say(503)
  const { request, settled, last, clock } = rig({ smsHook: hook.url })
  await request({ way: 'sms', address: '+14155550123' })
  await settled()
  expect(last().delivery).toMatchObject({ state: 'waiting', attemptCount: 1 })
  hook.reaction = say(204)
  clock.advance(60_000)
  await settled()
  expect(last().delivery.state).toBe('sent')
  expect(hook.got.map(({ method, body }) => [method, body])).toEqual(
    Array(2).fill(['POST', { id: 1, to: '+14155550123', text: last().text }]),
  )
  expect(hook.got[0]?.headers['content-type']).toBe('application/json')
})

it.each([
  { options: { smtp: 'smtp://mail.northside.example' }, says: /loopback/ },
  { options: { smtp: 'http://user:hunter2@127.0.0.1' }, says: /smtp:/ },
  { options: { smtp: 'smtp://u%zz:hunter2@127.0.0.1' }, says: /%25/ },
  { options: { smtp: 'hunter2' }, says: /smtp:/ },
  { options: { smsHook: 'http://northside.example/?key=hunter2' }, says: /this machine/ },
  { options: { smsHook: 'ftp://127.0.0.1/hunter2' }, says: /http/ },
])(
  'where messages cannot be sent is said at the start, without a secret: $says',
  ({ options, says }) => {
    const make = () => createEmulator(options)
    expect(make).toThrow(MailDestinationError)
    expect(make).toThrow(says)
    expect(make).not.toThrow(/hunter2/)
  },
)

it('other machines are allowed when somebody says so', () => {
  const smtp = 'smtp://mail.northside.example'
  const emulator = createEmulator({ smtp, mailDestinations: 'anywhere' })
  expect(emulator.parts.platform.outbox.messages()).toEqual([])
  emulator.close()
})
