/** Shedding over real sockets: who is turned away, how, for whose sake, and that nothing accepted is lost. */
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { VirtualClock } from '@underpin/ports/testing'
import { afterEach, expect, it } from 'vitest'
import { createEmulator } from '../src/create-emulator.ts'
import { type Listening, listen, listenForStatus } from '../src/server/listen.ts'
import { SERVICE, usualCalls } from './emulator-rig.ts'

const VENDORS = '/rest/v1.0/vendors'
/** Both are connected to the service app. */
const COMPANY = 4001
const OTHER_COMPANY = 598134325779301

/** What `eventually` waits at most; it takes milliseconds. A slow machine gets its time. */
const EVENTUALLY_MAX_MS = 20_000
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: EVENTUALLY_MAX_MS })

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function setUp(shedAbove: number) {
  const clock = new VirtualClock()
  const emulator = createEmulator({ clock, shedAbove, limits: { hourly: 0, spike: 0 } })
  const platform = await listen(emulator, { port: 0 })
  const status = await listenForStatus(emulator, { port: 0 })
  const agent = new Agent({ keepAlive: true })
  ends.push(
    () => agent.destroy(),
    platform.close,
    status.close,
    () => emulator.close(),
  )
  const calls = usualCalls(emulator, platform.url)
  const signedIn = await calls.token({ ...SERVICE, grant_type: 'client_credentials' })
  const { access_token: token } = await signedIn.json()
  const create = (name: string, company = COMPANY) => begin(platform, agent, token, name, company)
  const names = async (): Promise<string[]> => {
    const query = `company_id=${COMPANY}&per_page=1000`
    const listed = await calls.api(`${VENDORS}?${query}`, token)
    return (await listed.json()).map((vendor: { name: string }) => vendor.name)
  }
  const inFlight = () => emulator.parts.shedder?.load.inFlight
  return { ...calls, emulator, status, create, names, inFlight, port: platform.port }
}

const HTTP = 'HTTP/1.1\r\nHost: localhost\r\n'

/** A connection that the server has read from already: what is sent on several next, it reads in one turn. */
async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`GET /_underpin/health ${HTTP}\r\n`)
  await new Promise((resolve) => socket.once('data', resolve))
  return socket
}

/** A request to create a vendor whose body is whole only once `finish` is called: till then it is in flight. */
function begin(server: Listening, agent: Agent, token: string, name: string, company: number) {
  const vendor = { name, is_active: true }
  const body = JSON.stringify({ company_id: company, vendor })
  const headers = {
    authorization: `Bearer ${token}`,
    'procore-company-id': String(company),
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  const sent: ClientRequest = request(`${server.url}${VENDORS}`, { method: 'POST', agent, headers })
  const answered = new Promise<Answered>((resolve, reject) => {
    sent.on('error', reject)
    sent.on('response', (incoming: IncomingMessage) => {
      const { statusCode = 0, headers: got } = incoming
      text(incoming).then(
        (said) => resolve({ status: statusCode, headers: got, said, name }),
        reject,
      )
    })
  })
  sent.flushHeaders()
  const finish = () => {
    sent.end(body)
    return answered
  }
  return { answered, finish }
}

interface Answered {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly said: string
  readonly name: string
}

it('beyond the limit the API says 503 and when to come back; the status page and the door go on', async () => {
  const { create, names, inFlight, door, status } = await setUp(5)
  const held = Array.from({ length: 5 }, (_, i) => create(`held ${i}`))
  await eventually(inFlight).toBe(5)
  const away = await Promise.all(Array.from({ length: 20 }, (_, i) => create(`away ${i}`).finish()))
  for (const { status: code, headers, said } of away) {
    expect(code).toBe(503)
    expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(5)
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(10)
    expect(() => JSON.parse(said)).not.toThrow()
  }
  expect((await fetch(`${status.url}/api/v2/status.json`)).status).toBe(200)
  expect((await door('health')).status).toBe(200)
  const accepted = await Promise.all(held.map(({ finish }) => finish()))
  expect(accepted.map(({ status: code }) => code)).toEqual([201, 201, 201, 201, 201])
  await eventually(inFlight).toBe(0)
  const there = await names()
  expect(there.filter((name) => name.startsWith('held'))).toHaveLength(5)
  expect(there.filter((name) => name.startsWith('away'))).toEqual([])
})

it('a company that hammers does not take the one request of another', async () => {
  const { create, emulator, inFlight } = await setUp(4)
  const held = Array.from({ length: 4 }, (_, i) => create(`held ${i}`))
  await eventually(inFlight).toBe(4)
  const single = create('single', OTHER_COMPANY).finish()
  await eventually(() => emulator.parts.shedder?.load.waitingCount).toBe(1)
  const hammered = await Promise.all(Array.from({ length: 50 }, () => create('more').finish()))
  expect(hammered.map(({ status }) => status)).toEqual(Array(50).fill(503))
  await held[0]?.finish()
  expect(await single).toMatchObject({ status: 201, name: 'single' })
  await Promise.all(held.map(({ finish }) => finish()))
})

it('of 500 at once each is answered, 503 says when to come back, and exactly what was accepted is there', async () => {
  const { create, names, inFlight, journal } = await setUp(50)
  const begun = Array.from({ length: 500 }, (_, i) => create(`V ${i}`))
  let awayCount = 0
  for (const { answered } of begun) void answered.then(() => awayCount++)
  // Who has a place waits for the rest of its own body, so that all are really there at once.
  await eventually(() => [inFlight(), awayCount]).toEqual([50, 450])
  const answers = await Promise.all(begun.map(({ finish }) => finish()))
  const accepted = answers.filter(({ status }) => status === 201)
  const away = answers.filter(({ status }) => status === 503)
  expect([accepted.length, away.length]).toEqual([50, 450])
  for (const { headers } of away) expect(headers['retry-after']).toMatch(/^([5-9]|10)$/)
  await eventually(inFlight).toBe(0)
  const made = (await names()).filter((name) => name.startsWith('V '))
  expect(made.sort()).toEqual(accepted.map(({ name }) => name).sort())
  const noted = (await journal()).filter(
    ({ failure }: { failure: string }) => failure === 'heavy-load',
  )
  expect(noted).toHaveLength(450)
})

it('requests that come together are counted together, though each is answered in one go', async () => {
  const { emulator, port } = await setUp(2)
  const sockets = await Promise.all(Array.from({ length: 6 }, () => connected(port)))
  const answered = sockets.map((socket) => text(socket))
  // One at a time each would be answered before the next is looked at.
  for (const socket of sockets) socket.write(`GET / ${HTTP}Connection: close\r\n\r\n`)
  const statuses = (await Promise.all(answered)).map((said) => said.slice(9, 12))
  expect(statuses.filter((status) => status === '200')).toHaveLength(2)
  expect(statuses.filter((status) => status === '503')).toHaveLength(4)
  await eventually(() => emulator.parts.shedder?.load.inFlight).toBe(0)
})

it('a caller that goes away gives its place back', async () => {
  const { create, inFlight } = await setUp(1)
  const { answered } = create('gone')
  await eventually(inFlight).toBe(1)
  ends.splice(0, 1)[0]?.()
  await expect(answered).rejects.toMatchObject({ code: 'ECONNRESET' })
  await eventually(inFlight).toBe(0)
})
