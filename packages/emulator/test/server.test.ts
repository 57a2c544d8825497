/** The server on a real socket: what a broken, rude or vanishing caller gets, and how it ends. */
import { connect, type Socket } from 'node:net'
import { systemClock } from '@underpin/ports'
import { afterEach, expect, it } from 'vitest'
import { createEmulator } from '../src/create-emulator.ts'
import {
  type Listening,
  type ListenOptions,
  listen,
  listenForStatus,
} from '../src/server/listen.ts'
import { usualCalls } from './emulator-rig.ts'

const running: { server: Listening; close: () => void }[] = []
afterEach(async () => {
  for (const { server, close } of running.splice(0)) {
    await server.close()
    close()
  }
})

async function setUp(options: Partial<ListenOptions> = {}, controlToken?: string) {
  const emulator = createEmulator(controlToken === undefined ? {} : { controlToken })
  const server = await listen(emulator, { port: 0, ...options })
  running.push({ server, close: () => emulator.close() })
  return { emulator, server, ...usualCalls(emulator, server.url) }
}

/** Sends bytes as they are, and gives everything that came back until the connection ended. */
function raw(server: Listening, send: string | ((socket: Socket) => void)): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      text += `<${error.code}>`
    })
    socket.on('close', () => resolve(text))
    if (typeof send === 'string') socket.write(send)
    else send(socket)
  })
}

it.each([
  { name: 'no HTTP', bytes: 'hello\r\n\r\n' },
  { name: 'a bad header', bytes: 'GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n' },
  {
    name: 'two lengths',
    bytes: 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  },
  { name: 'no host', bytes: 'GET / HTTP/1.1\r\n\r\n' },
])('$name is answered 4xx and closed, and the server lives on', async ({ bytes }) => {
  const { server, door } = await setUp()
  expect(await raw(server, bytes)).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect((await door('health')).status).toBe(200)
})

it('headers beyond the bound are answered 431', async () => {
  const { server } = await setUp()
  const bytes = `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`
  expect(await raw(server, bytes)).toMatch(/^HTTP\/1\.1 431 /)
})

it('a body that never ends is answered 408 and closed', async () => {
  const { server } = await setUp({ requestArrivalMaxMs: 200 })
  const head = 'POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc'
  const answer = await raw(server, head)
  expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  expect(answer).toContain('Request Timeout')
})

it('a body of 50 MB is refused early', async () => {
  const { signIn, api } = await setUp()
  const { access_token } = await signIn()
  const body = 'x'.repeat(50 * 1024 * 1024)
  const response = await api('/rest/v1.0/projects/5001/rfis', access_token, {
    method: 'POST',
    body,
  })
  expect(response.status).toBe(413)
})

it('of a chunked body of any length no more than the bound is read', async () => {
  const { server, signIn } = await setUp()
  const { access_token } = await signIn()
  let sentBytes = 0
  const answer = await raw(server, (socket) => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    socket.write(
      `POST /rest/v1.0/projects/5001/rfis HTTP/1.1\r\nHost: localhost\r\nProcore-Company-Id: 4001\r\nAuthorization: Bearer ${access_token}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    const more = () => {
      while (!socket.destroyed && socket.write(chunk)) sentBytes += chunk.length
    }
    socket.on('drain', more)
    more()
  })
  expect(answer).toMatch(/^(HTTP\/1\.1 413 |<E)/)
  expect(sentBytes).toBeLessThan(200 * 1024 * 1024)
})

it('a caller that goes away in the middle of its body harms nobody', async () => {
  const { server, door, journal } = await setUp()
  const head = 'POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc'
  await raw(server, (socket) => socket.write(head, () => socket.resetAndDestroy()))
  expect((await door('health')).status).toBe(200)
  const gone = (await journal()).find(({ url }: { url: string }) => url.endsWith('/oauth/token'))
  expect(gone).toMatchObject({ outcome: 'reset', failure: null })
})

it.each(['0', '-1', '9e99', '1;drop', '%00', '../..', 'a'.repeat(5_000)])(
  'the id %j ends no process',
  async (id) => {
    const { signIn, api, door } = await setUp()
    const { access_token } = await signIn()
    const response = await api(`/rest/v1.0/projects/${id}/rfis?page=${id}&page=1`, access_token)
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect((await door('health')).status).toBe(200)
  },
)

it('a port in use is an error that says what to do', async () => {
  const { server, emulator } = await setUp()
  await expect(listen(emulator, { port: server.port })).rejects.toMatchObject({
    name: 'ListenError',
    code: 'E_PORT_IN_USE',
    message: expect.stringMatching(/in use by another program: stop it, or choose another port/),
  })
})

it('off loopback the emulator does not listen without a control token', async () => {
  const { emulator } = await setUp()
  await expect(listen(emulator, { port: 0, host: '0.0.0.0' })).rejects.toMatchObject({
    code: 'E_CONTROL_TOKEN_NEEDED',
  })
})

it.each([
  { name: 'none', headers: {}, status: 401 },
  { name: 'a wrong one', headers: { 'x-underpin-control': 'wrong' }, status: 401 },
  { name: 'its own header', headers: { 'x-underpin-control': 'open sesame' }, status: 200 },
  { name: 'a bearer', headers: { authorization: 'Bearer open-sesame' }, status: 401 },
])('with a control token set, the door answers $name with $status', async ({ headers, status }) => {
  const { get } = await setUp({}, 'open sesame')
  expect((await get('/_underpin/health', headers)).status).toBe(status)
})

it.each([
  { headers: 'Host: evil.example', status: 403 },
  { headers: 'Host: 127.0.0.1.evil.example', status: 403 },
  { headers: 'Host: localhost\r\nOrigin: https://evil.example', status: 403 },
  { headers: 'Host: localhost\r\nOrigin: null', status: 403 },
  { headers: 'Host: localhost\r\nSec-Fetch-Site: cross-site', status: 403 },
  { headers: 'Host: localhost', status: 200 },
  { headers: 'Host: [::1]:4010', status: 200 },
  { headers: 'Host: localhost\r\nOrigin: http://localhost:3000', status: 200 },
])('the door answers a request with $headers by $status', async ({ headers, status }) => {
  const { server } = await setUp()
  const bytes = `GET /_underpin/health HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`
  expect(await raw(server, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
})

it('closing ends idle connections and open streams, within two seconds', async () => {
  const { server, get } = await setUp()
  const stream = await get('/_underpin/journal', { accept: 'text/event-stream' })
  await get('/_underpin/health')
  const startedMs = systemClock.monotonicMs()
  await server.close()
  expect(systemClock.monotonicMs() - startedMs).toBeLessThan(2_000)
  expect(await stream.text()).toContain('the journal')
  await expect(get('/_underpin/health')).rejects.toThrow('fetch failed')
})

it('the status page has a port of its own, and stays up in a maintenance', async () => {
  const { emulator, door, get } = await setUp()
  const status = await listenForStatus(emulator, { port: 0 })
  const nowMs = systemClock.nowMs()
  const [start, end] = [nowMs - 1_000, nowMs + 60_000].map((ms) => new Date(ms).toISOString())
  await door('maintenance', { start, end, title: 'Upgrade' })
  expect((await get('/rest/v1.0/me')).status).toBe(503)
  const summary = await (await fetch(`${status.url}/api/v2/summary.json`)).json()
  expect(summary.status.indicator).toBe('maintenance')
  await status.close()
})

it('every answer carries the request id that the journal knows it by', async () => {
  const { get, journal } = await setUp()
  const ids = await Promise.all(
    ['/', '/nothing', '/oauth/nothing', '/rest/v1.0/me'].map(
      async (path) => (await get(path)).headers.get('x-request-id') ?? '',
    ),
  )
  const known = (await journal()).map(({ requestId }: { requestId: string }) => requestId)
  expect(known).toEqual(expect.arrayContaining(ids))
  expect(new Set(ids).size).toBe(4)
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
})

it('the Date of an answer is that of the clock that was moved', async () => {
  const { get, door } = await setUp()
  const { json } = await door('clock', { advance: '90m' })
  const date = Date.parse((await get('/rest/v1.0/me')).headers.get('date') ?? '')
  expect(Math.abs(date - Date.parse(json.now))).toBeLessThan(60_000)
})
