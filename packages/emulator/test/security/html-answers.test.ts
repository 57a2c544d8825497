/** Whatever is answered in HTML: what it lets a browser do, and that no secret is in it. */
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { FAILURE_IDS } from '@underpin/failures'
import { afterEach, expect, it } from 'vitest'
import type { EmulatorOptions } from '../../src/emulator-options.ts'
import { whyNotRaised } from '../../src/faults/raise.ts'
import { type Listening, listen, listenForStatus } from '../../src/server/listen.ts'
import { DEFAULT_PASSWORD } from '../../src/world/default-world.ts'
import { APP, SERVICE, setUp as setUpEmulator, usualCalls } from '../emulator-rig.ts'
import { signInAtPage } from '../web-visits.ts'
import { ADMIN, PLANTED_WORLD, plant } from './planted-world.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function setUp(options: EmulatorOptions = {}) {
  const { emulator, clock } = setUpEmulator({ limits: { hourly: 0, spike: 0 }, ...options })
  const platform = await listen(emulator, { port: 0 })
  const status = await listenForStatus(emulator, { port: 0 })
  ends.push(platform.close, status.close, () => emulator.close())
  const { url } = platform
  const calls = usualCalls(emulator, url)
  const visit = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { redirect: 'manual', ...init })
  return { ...calls, emulator, clock, platform, url, statusUrl: status.url, visit }
}

const DEMANDED: readonly (readonly [name: string, value: RegExp])[] = [
  ['content-security-policy', /default-src 'none'/],
  ['content-security-policy', /frame-ancestors 'none'/],
  ['content-security-policy', /base-uri 'none'/],
  ['x-content-type-options', /^nosniff$/],
  // The pages of the application lead back to the page before.
  ['referrer-policy', /^(no-referrer|same-origin)$/],
  ['cache-control', /no-store/],
]

/** What is missing of them; null for an answer that is no HTML. */
function missing(response: Response): string[] | null {
  const { headers } = response
  if (!/html/.test(headers.get('content-type') ?? '')) return null
  const policy = headers.get('content-security-policy') ?? ''
  const lacks = DEMANDED.filter(([name, value]) => !value.test(headers.get(name) ?? ''))
  const allows = /script-src|unsafe-eval|\*|https?:/.exec(policy)
  return [...lacks.map(([name, value]) => `${name} ${value}`), ...(allows ?? [])]
}

const FOR_PEOPLE = { accept: 'text/html' }

it('every page may be framed by nobody, and runs and loads nothing', async () => {
  const bench = await setUp({ world: PLANTED_WORLD })
  const pages = await plant(bench, bench)
  const cookie = await signInAtPage(bench.visit, ADMIN)
  for (const signedIn of [{ cookie }, {}]) {
    let htmlCount = 0
    for (const { name, url } of pages) {
      const init: RequestInit = { headers: { ...FOR_PEOPLE, ...signedIn }, redirect: 'manual' }
      const lacks = missing(await fetch(url, init))
      if (lacks === null) continue
      htmlCount += 1
      expect([name, lacks]).toEqual([name, []])
    }
    expect(htmlCount).toBeGreaterThan(10)
  }
})

it('nor does any error, whoever wrote its words', async () => {
  const { door, visit } = await setUp()
  const cookie = await signInAtPage(visit, ADMIN)
  const told: string[] = []
  for (const failure of Object.values(FAILURE_IDS).flat()) {
    if (whyNotRaised(failure, 'socket') !== null) continue
    for (const path of [
      '/companies',
      '/login',
      '/rest/v1.0/me',
      '/oauth/authorize',
      '/storage/x',
    ]) {
      const { status } = await door('faults', { failure, times: 1, match: { path } })
      if (status !== 201) continue
      const response = await visit(path, { headers: { ...FOR_PEOPLE, cookie } }).catch(() => null)
      const lacks = response && missing(response)
      if (lacks !== null) {
        expect([failure, path, lacks]).toEqual([failure, path, []])
        told.push(failure)
      }
      await door('faults', undefined, 'DELETE')
    }
  }
  expect(new Set(told).size).toBeGreaterThan(10)
})

it('nor does what is answered to no HTTP at all', async () => {
  const { platform } = await setUp()
  const said = await raw(platform, 'hello\r\n\r\n')
  expect(said).toMatch(/content-type: text\/html/i)
  expect(said).toMatch(/content-security-policy: default-src 'none'/i)
})

it.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml'])(
  'an uploaded file of type %s is shown in a sandbox, of no place',
  async (type) => {
    const { headers } = await stored(type)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  },
)

it.each(['application/pdf', 'image/png', 'text/plain', 'application/octet-stream'])(
  'one of type %s is what it says, and shown as ever',
  async (type) => {
    const { headers } = await stored(type)
    expect(headers.get('content-security-policy')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  },
)

async function stored(type: string): Promise<Response> {
  const { signIn, url } = await setUp()
  const { access_token: token } = await signIn(ADMIN)
  const form = new FormData()
  form.append('file[name]', 'a')
  form.append('file[parent_id]', '70001')
  form.append('file[data]', new File(['x'], 'a', { type }))
  const headers = { authorization: `Bearer ${token}`, 'procore-company-id': '4001' }
  const init = { method: 'POST', body: form, headers }
  const uploaded = await (await fetch(`${url}/rest/v1.0/files?project_id=5001`, init)).json()
  const sentOn = await fetch(uploaded.file_versions[0].url, { headers, redirect: 'manual' })
  const response = await fetch(sentOn.headers.get('location') ?? '')
  expect(await response.text()).toBe('x')
  return response
}

it('no secret is in any page', async () => {
  const bench = await setUp()
  const pages = await plant(bench, bench)
  const pair = await bench.signIn(ADMIN)
  const service = await bench.token({ ...SERVICE, grant_type: 'client_credentials' })
  const cookie = await signInAtPage(bench.visit, ADMIN)
  const hashes = bench.emulator.parts.platform.directory.users().map((user) => user.passwordHash)
  const secrets = [
    ...[pair.access_token, pair.refresh_token, (await service.json()).access_token],
    ...[APP.client_secret, SERVICE.client_secret, DEFAULT_PASSWORD, cookie.split('=')[1]],
    ...hashes.filter((hash) => hash !== null),
  ].map(String)
  expect(secrets.every((secret) => secret.length >= 12)).toBe(true)
  for (const { name, url } of pages) {
    if (name === 'start') continue // Below: it is there to tell them.
    const init: RequestInit = { headers: { ...FOR_PEOPLE, cookie }, redirect: 'manual' }
    const said = await (await fetch(url, init)).text()
    expect([name, secrets.filter((secret) => said.includes(secret))]).toEqual([name, []])
  }
})

it.each([
  { asked: 'by its name on this machine', host: 'localhost', from: '127.0.0.1', tells: true },
  { asked: 'over IPv6', host: '[::1]', from: '::1', tells: true },
  { asked: 'as IPv4 in IPv6', host: '127.0.0.1', from: '::ffff:127.0.0.1', tells: true },
  { asked: 'from elsewhere', host: '192.0.2.1', from: '192.0.2.7', tells: false },
  {
    asked: 'from elsewhere, by a name of here',
    host: 'localhost',
    from: '192.0.2.7',
    tells: false,
  },
  {
    asked: 'by a name that was made to lead here',
    host: 'evil.example',
    from: '127.0.0.1',
    tells: false,
  },
])('the start page tells the secrets of the world only here: $asked', async (row) => {
  const { emulator } = setUpEmulator()
  ends.push(() => emulator.close())
  const socket = { remoteAddress: row.from }
  const arrival = { via: 'socket' as const, rawHeaders: [], socket }
  const reply = await emulator.reply(new Request(`http://${row.host}/`), arrival)
  if (reply.kind !== 'answer' || !('text' in reply.answer)) throw new Error('no page')
  const said = String(reply.answer.text)
  for (const secret of [APP.client_secret, SERVICE.client_secret, DEFAULT_PASSWORD]) {
    expect(said.includes(secret)).toBe(row.tells)
  }
  expect(said).toContain('admin@northside.example')
})

function raw({ port }: Listening, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  return text(socket)
}
