import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningEmulator, runEmulator } from './running-emulator.ts'
import { underpin } from './underpin.ts'

const API = `
openapi: 3.1.0
info: { title: Cranes, version: '1' }
paths:
  /rest/v1.0/me: { get: { responses: { 200: { description: '' } } } }
  /rest/v1.0/cranes: { get: { responses: { 200: { description: '' } } } }
  /rest/v1.0/hoists: { get: { responses: { 200: { $ref: 'other.yaml#/a' } } } }
`

let folder = ''
let taken: { port: number; close: () => void }
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-emulate-'))
  writeFileSync(join(folder, 'corrupt.db'), 'SQLite format 3\0 and then nonsense'.repeat(50))
  writeFileSync(join(folder, 'other.db'), 'this is no database at all')
  writeFileSync(join(folder, 'api.yaml'), API)
  writeFileSync(join(folder, 'broken.yaml'), 'companies:\n  - id: [1\n')
  writeFileSync(
    join(folder, 'wrong.yaml'),
    'companies:\n  - id: 1\n    name: A\n    conectedApps: []\n',
  )
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  taken = { port: address.port, close: () => server.close() }
})
afterAll(() => {
  taken.close()
  rmSync(folder, { recursive: true })
})

describe('a running emulator', () => {
  let emulator: RunningEmulator
  beforeAll(async () => {
    emulator = await runEmulator()
  })

  it('prints one line of JSON when it is ready, and answers where that says', async () => {
    expect(emulator.ready).toMatchObject({ version: 1, ready: true, emulator: expect.any(String) })
    const health = await fetch(`${emulator.url}/_underpin/health`)
    expect(await health.json()).toMatchObject({ ok: true })
    const status = await fetch(`${emulator.statusUrl}/api/v2/status.json`)
    expect(status.status).toBe(200)
  })

  it.each([
    '/rest/v1.0/companies/0/projects',
    '/rest/v1.0/vendors?page=9e99&page=-1',
    '/%00',
    '//',
  ])('survives %s', async (path) => {
    expect((await fetch(emulator.url + path)).status).toBeGreaterThanOrEqual(400)
    expect((await fetch(`${emulator.url}/_underpin/health`)).ok).toBe(true)
  })

  it('survives what is no HTTP at all', async () => {
    const { port } = new URL(emulator.url)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end('\0\0 nonsense\r\n\r\n'))
      socket.on('error', () => resolve())
      socket.on('close', () => resolve())
      socket.resume()
    })
    expect((await fetch(`${emulator.url}/_underpin/health`)).ok).toBe(true)
  })

  it('ends with 0 at Ctrl-C, with a connection open, and leaves no process', async () => {
    const stream = await fetch(`${emulator.url}/_underpin/journal`, {
      headers: { accept: 'text/event-stream' },
    })
    emulator.signal('SIGINT')
    const ran = await emulator.ended
    await stream.body?.cancel()
    expect(ran).toMatchObject({ code: 0, signal: null })
    expect(ran.stderr).toBe('Ended.\n')
    expect(() => process.kill(emulator.pid, 0)).toThrow(/ESRCH/)
  })
})

it('SIGTERM ends it as cleanly', async () => {
  const emulator = await runEmulator()
  emulator.signal('SIGTERM')
  expect(await emulator.ended).toMatchObject({ code: 0, signal: null })
})

it('--log writes a line for each exchange, without secrets', async () => {
  const emulator = await runEmulator(['--log'])
  await fetch(`${emulator.url}/rest/v1.0/me?access_token=s3cr3t`)
  emulator.signal('SIGINT')
  const { stderr } = await emulator.ended
  expect(stderr).toMatch(
    /^\d\d:\d\d:\d\d {2}GET {5}\/rest\/v1\.0\/me\S* {2}401 {2}\d+ ms {2}access-token-missing$/m,
  )
  expect(stderr).not.toContain('s3cr3t')
})

it('--data keeps what was made, and --spike-limit and --seed hold', async () => {
  const file = join(folder, 'kept.db')
  const first = await runEmulator(['--data', file, '--spike-limit', '3', '--seed', '5'])
  const headers = await serviceHeaders(first.url)
  const made = await fetch(`${first.url}/rest/v1.0/vendors`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ company_id: 4001, vendor: { name: 'Kept' } }),
  })
  expect(made.status).toBe(201)
  expect(made.headers.get('x-rate-limit-limit')).toBe('3')
  const { id } = await made.json()
  first.signal('SIGINT')
  await first.ended

  const second = await runEmulator(['--data', file])
  const kept = await fetch(`${second.url}/rest/v1.0/vendors/${id}?company_id=4001`, {
    headers: await serviceHeaders(second.url),
  })
  expect(await kept.json()).toMatchObject({ name: 'Kept' })
  second.signal('SIGINT')
  await second.ended
})

it('a document is served, and the counts are in the line of JSON', async () => {
  const emulator = await runEmulator(['--openapi', join(folder, 'api.yaml')])
  expect(emulator.ready['openapi']).toMatchObject({
    ...{ operations: 3, served: 2, stateful: 0, shadowed: 1, warnings: 1 },
    builtIn: expect.any(Number),
  })
  const call = await fetch(`${emulator.url}/rest/v1.0/cranes`)
  expect(call.status).toBe(401)
  emulator.signal('SIGINT')
  const { code, stderr } = await emulator.ended
  expect(code).toBe(0)
  expect(stderr).toMatch(
    /3 operations; 2 served from it \(0 of them keep what is written\), 1 answered/,
  )
  expect(stderr).toMatch(
    /warning paths\.\/rest\/v1\.0\/hoists\.get\.responses\.200\.\$ref: other\.yaml#\/a is another document/,
  )
})

describe('what cannot be started says why in one message', () => {
  it.each([
    {
      name: 'a bad port',
      args: ['--port', '99999'],
      code: 2,
      says: /port is a whole number from 0/i,
    },
    {
      name: 'a bad count',
      args: ['--hourly-limit', 'many'],
      code: 2,
      says: /whole number from 0/i,
    },
    { name: 'an unknown flag', args: ['--prot', '1'], code: 2, says: /Did you mean --port\?/ },
    { name: 'too many arguments', args: ['now'], code: 2, says: /too many arguments/i },
    {
      name: 'an unknown assumption',
      args: ['--assume', 'disabled-tol=404'],
      code: 2,
      says: /did you mean "disabled-tool"\?/,
    },
    {
      name: 'an assumption without a value',
      args: ['--assume', 'disabled-tool'],
      code: 2,
      says: /NAME=VALUE/,
    },
    {
      name: 'a document that is not there',
      args: ['--openapi', 'gone.json'],
      code: 2,
      says: /gone\.json: is not there/,
    },
    {
      name: 'a folder for a document',
      args: ['--openapi', '.'],
      code: 2,
      says: /: is a folder\. Give the path/,
    },
    {
      name: 'a document that is no YAML',
      args: ['--openapi', 'broken.yaml'],
      code: 2,
      says: /broken\.yaml, line \d: is no YAML/,
    },
    {
      name: 'a file that is no OpenAPI document',
      args: ['--openapi', 'wrong.yaml'],
      code: 2,
      says: /wrong\.yaml: is no OpenAPI document: it has neither "openapi" nor "swagger"/,
    },
    {
      name: 'an address for a document',
      args: ['--openapi', 'https://example.com/api.json'],
      code: 2,
      says: /is an address, and nothing is fetched\. Download it/,
    },
    {
      name: 'a world that is no YAML',
      args: ['--world', 'broken.yaml'],
      code: 2,
      says: /broken\.yaml, line \d: is no YAML/,
    },
    {
      name: 'a world with a typo',
      args: ['--world', 'wrong.yaml'],
      code: 2,
      says: /wrong\.yaml, line 4: .*"conectedApps" here; did you mean "connectedApps"\?/,
    },
    {
      name: 'a world that is not there',
      args: ['--world', 'gone.yaml'],
      code: 2,
      says: /gone\.yaml: cannot be read/,
    },
    {
      name: 'a damaged data file',
      args: ['--data', 'corrupt.db'],
      code: 3,
      says: /corrupt\.db: .*left as it is/,
    },
    {
      name: 'a data file that is none',
      args: ['--data', 'other.db'],
      code: 3,
      says: /other\.db: .*left as it is/,
    },
    {
      name: 'an open address without a token',
      args: ['--host', '0.0.0.0'],
      code: 3,
      says: /control token/,
    },
  ])('$name', async ({ args, code, says }) => {
    const free = ['emulate', '--port', '0', '--status-port', '0']
    const ran = await underpin([...free, ...args], { cwd: folder })
    expect(ran.stderr).toMatch(says)
    expect(ran.stderr, 'no stack').not.toMatch(/\n\s+at /)
    expect(ran).toMatchObject({ code, stdout: '' })
  })

  it('one port for both', async () => {
    const ran = await underpin(['emulate', '--port', '4999', '--status-port', '4999'])
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toContain('need a port each')
  })

  it('a port in use, for the platform and for the status page', async () => {
    for (const [flag, other] of [
      ['--port', '--status-port'],
      ['--status-port', '--port'],
    ] as const) {
      const ran = await underpin(['up', flag, String(taken.port), other, '0'])
      expect(ran).toMatchObject({ code: 3, stdout: '' })
      expect(ran.stderr).toContain(`127.0.0.1:${taken.port} is in use by another program`)
      expect(ran.stderr).toContain('underpin up --port 0')
    }
  })
})

it('--assumptions prints the table and ends; as JSON too, with what was flipped', async () => {
  const table = await underpin(['emulate', '--assumptions'])
  expect(table).toMatchObject({ code: 0 })
  expect(table.stdout).toMatch(/^disabled-tool = 403 {2}or 404$/m)
  const json = await underpin([
    'emulate',
    '--assumptions',
    '--json',
    '--assume',
    'disabled-tool=404',
  ])
  const { version, assumptions } = JSON.parse(json.stdout)
  expect(version).toBe(1)
  expect(assumptions).toContainEqual(
    expect.objectContaining({ name: 'disabled-tool', value: '404', default: '403' }),
  )
})

it('up says where things stand, who can sign in, and gives a first call that works', async () => {
  const { start } = await import('./underpin.ts')
  const { child, ended } = start(['up', '--port', '0', '--status-port', '0'])
  let said = ''
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      said += chunk
      if (said.includes('underpin explain 503')) resolve()
    })
  })
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 0 })
  expect(said).toMatch(/platform +http:\/\/localhost:\d+/)
  expect(said).toContain('password Sandbox#2026')
  expect(said).toMatch(/admin@northside\.example +company admin/)
  expect(said).toContain('-d client_id=underpin-service')
})

async function serviceHeaders(url: string): Promise<Record<string, string>> {
  const response = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'underpin-service',
      client_secret: 'underpin-service-secret',
    }),
  })
  const { access_token: token } = await response.json()
  return { authorization: `Bearer ${token}`, 'procore-company-id': '4001' }
}
