/** HTTPS on real sockets: who trusts the certificate gets in, who does not stays out. */
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { connect as connectPlain } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect } from 'node:tls'
import { systemClock } from '@underpin/ports'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createEmulator } from '../src/create-emulator.ts'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { listen, listenForStatus } from '../src/server/listen.ts'
import { type KeptCertificate, keepCertificate } from '../src/tls/kept-certificate.ts'
import { PM } from './emulator-rig.ts'

let folder = ''
let tls: KeptCertificate
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-tls-'))
  tls = await keepCertificate({ folder })
})
afterAll(() => rmSync(folder, { recursive: true }))

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function setUp(options: EmulatorOptions = {}) {
  const emulator = createEmulator(options)
  const platform = await listen(emulator, { port: 0, tls })
  const status = await listenForStatus(emulator, { port: 0, tls })
  ends.push(platform.close, status.close, () => emulator.close())
  return { emulator, platform, status }
}

interface Answered {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** Trusts the certificate that was kept, and nothing else, unless told. */
function ask(url: string, options: object = {}, body = ''): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca: tls.certificatePem, agent: false, ...options }, (incoming) => {
      text(incoming).then(
        (all) =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: all }),
        reject,
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const HSTS = 'strict-transport-security'

it.each(['localhost', '127.0.0.1'])('%s answers whoever trusts the certificate', async (host) => {
  const { platform, status } = await setUp()
  expect(platform.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
  const health = await ask(`https://${host}:${platform.port}/_underpin/health`)
  expect(JSON.parse(health.text)).toMatchObject({ ok: true })
  const summary = await ask(`https://${host}:${status.port}/api/v2/summary.json`)
  expect(JSON.parse(summary.text).page.url).toBe(`https://${host}:${status.port}`)
})

it('whoever does not trust the certificate is kept from it, and so is who asks for another name', async () => {
  const { platform } = await setUp()
  const url = `${platform.url}/_underpin/health`
  await expect(ask(url, { ca: undefined })).rejects.toMatchObject({
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  })
  await expect(ask(url, { servername: 'other.example' })).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  })
})

it.each([
  { what: 'the start page', path: '/', status: 200 },
  { what: 'the sign-in page', path: '/login', status: 200 },
  { what: 'a refusal of the API', path: '/rest/v1.0/me', status: 401 },
  { what: 'the control door', path: '/_underpin/health', status: 200 },
])('$what tells browsers to keep to HTTPS, and only over HTTPS', async ({ path, status }) => {
  const { emulator, platform } = await setUp()
  const secure = await ask(`${platform.url}${path}`)
  expect(secure).toMatchObject({ status, headers: { [HSTS]: 'max-age=3600' } })
  const plain = await listen(emulator, { port: 0 })
  ends.push(plain.close)
  const answer = await fetch(`${plain.url}${path}`)
  expect(answer.status).toBe(status)
  expect(answer.headers.get(HSTS)).toBeNull()
})

it('the status page tells it too, and so does a stream', async () => {
  const { platform, status } = await setUp()
  expect((await ask(status.url)).headers[HSTS]).toBe('max-age=3600')
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { accept: 'text/event-stream' }
    const options = { ca: tls.certificatePem, agent: false, headers }
    request(`${platform.url}/_underpin/journal`, options, resolve).on('error', reject).end()
  })
  expect(stream.headers[HSTS]).toBe('max-age=3600')
  stream.destroy()
})

it('cookies are for HTTPS alone where they came by it, and not where they did not', async () => {
  const { emulator, platform } = await setUp()
  const plain = await listen(emulator, { port: 0 })
  ends.push(plain.close)
  const [secure = ''] = (await ask(`${platform.url}/login`)).headers['set-cookie'] ?? []
  const open = (await fetch(`${plain.url}/login`)).headers.get('set-cookie') ?? ''
  const flags = (cookie: string) => cookie.split('; ').slice(1)
  expect(flags(secure)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure'])
  expect(flags(open)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Lax'])
})

it.each([
  { failure: 'connection-reset', told: 'ECONNRESET' },
  { failure: 'response-lost', told: 'ECONNRESET' },
  { failure: 'response-truncated', told: 'ECONNRESET' },
] as const)('$failure breaks the connection under TLS as without', async ({ failure, told }) => {
  const { emulator, platform } = await setUp()
  emulator.parts.faults.add({ failure })
  await expect(ask(`${platform.url}/rest/v1.0/me`)).rejects.toMatchObject({ code: told })
})

it('the first call of the start page trusts the certificate', async () => {
  const { platform } = await setUp()
  const page = (await ask(platform.url)).text
  expect(page.match(/curl -s --cacert &quot;\$CERTIFICATE&quot; https:/g)).toHaveLength(2)
})

it('what is no HTTP is answered as without TLS', async () => {
  const { platform } = await setUp()
  const socket = connect({ port: platform.port, host: '127.0.0.1', ca: tls.certificatePem })
  socket.write('hello\r\n\r\n')
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 4\d\d /)
})

it('plain HTTP gets nothing from the port of HTTPS, and harms nobody', async () => {
  const { platform } = await setUp()
  const url = `http://127.0.0.1:${platform.port}/`
  await expect(fetch(url)).rejects.toThrow('fetch failed')
  expect((await ask(`${platform.url}/_underpin/health`)).status).toBe(200)
})

it('closing does not wait for a caller that never greets', async () => {
  const { platform } = await setUp()
  const socket = connectPlain(platform.port, '127.0.0.1')
  const isClosed = new Promise((resolve) => socket.on('close', resolve))
  await new Promise((resolve) => socket.once('connect', resolve))
  const startedMs = systemClock.monotonicMs()
  await platform.close()
  expect(systemClock.monotonicMs() - startedMs).toBeLessThan(2_000)
  await isClosed
})

it('beyond loopback nothing is served without TLS, and with it everything', async () => {
  const emulator = createEmulator({ controlToken: 'open sesame' })
  ends.push(() => emulator.close())
  const everywhere = { port: 0, host: '0.0.0.0' }
  for (const open of [listen, listenForStatus]) {
    await expect(open(emulator, everywhere)).rejects.toMatchObject({
      code: 'E_TLS_NEEDED',
      message: expect.stringMatching(/0\.0\.0\.0 without TLS .*add TLS \(--tls\), or listen on/),
    })
    const secure = await open(emulator, { ...everywhere, tls })
    ends.push(secure.close)
    expect((await ask(`https://localhost:${secure.port}/`)).status).toBe(200)
  }
})

it('the key is in no log, journal or snapshot, and in no answer', async () => {
  const said: unknown[] = []
  const note = (...all: unknown[]) => void said.push(all)
  const log = { debug: note, info: note, warn: note, error: note }
  const { emulator, platform } = await setUp({ log })
  emulator.parts.faults.add({ failure: 'connection-reset', times: 1 })
  await expect(ask(`${platform.url}/login?u=${PM}`)).rejects.toThrow()
  await expect(ask(`${platform.url}/`, { ca: undefined })).rejects.toThrow()
  const paths = ['', 'login', '_underpin/journal', '_underpin/snapshot', '_underpin/health']
  const answers = await Promise.all(paths.map((path) => ask(`${platform.url}/${path}`)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  const all = JSON.stringify([said, answers])
  const [line = ''] = tls.keyPem.split('\n').slice(1)
  expect(line).toHaveLength(64)
  expect(all).not.toContain(line)
  expect(all).not.toContain('PRIVATE KEY')
})
