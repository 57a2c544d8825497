import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@underpin/ports'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningEmulator, runEmulator } from './running-emulator.ts'
import { start, underpin } from './underpin.ts'

/** Every address that is asked is of this machine. */
const DEAD = 'http://127.0.0.1:9'

let emulator: RunningEmulator
let folder: string
let here: readonly string[]
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-doctor-'))
  emulator = await runEmulator()
  here = ['doctor', '--api-url', emulator.url, '--status-url', emulator.statusUrl]
})
afterAll(async () => {
  emulator.signal('SIGINT')
  await emulator.ended
  rmSync(folder, { recursive: true })
})

const env = { PROCORE_ACCESS_TOKEN: '' }

it('says that all is fine when it is, with a line for each probe, and asks nothing of a pipe', async () => {
  const ran = await underpin(here, { env })
  expect(ran.stderr).toBe('')
  expect(ran.stdout).toMatch(/^Everything .*works/)
  expect(ran.stdout).toMatch(/✓ http-api/)
  expect(ran.stdout, 'no colour into a pipe').not.toContain('\u001b')
  expect(ran.code).toBe(0)
})

it('with an error of which nothing shows, nothing is called fine', async () => {
  const ran = await underpin([...here, '--error', 'website is under heavy load'], { env })
  expect(ran.stdout).toMatch(/^It may be over/)
  expect(ran.code).toBe(1)
})

it('what was said decides, though nobody was asked', async () => {
  const ran = await underpin([...here, '--json', '--said', 'only-our-company'], { env })
  const { complaint, diagnosis } = JSON.parse(ran.stdout)
  expect(complaint).toMatchObject({ onlyOurCompany: true, oneAction: null })
  expect(diagnosis.causes[0].id).toBe('our-company')
  expect(diagnosis.questions).not.toContain('onlyOurCompany')
  expect(ran.code).toBe(1)
})

it('within five lines: what, whose fault, what now, when to escalate', async () => {
  const dead = ['doctor', '--api-url', DEAD, '--error', 'App is not connected to this company.']
  const ran = await underpin(dead, { env })
  const [head = ''] = ran.stdout.split('\n\n')
  expect(head).toMatch(/not connected/)
  expect(head).toMatch(/^Now: /m)
  expect(head).toMatch(/^Escalate: /m)
  expect(head.split('\n').length).toBeLessThanOrEqual(6)
  expect(ran.code).toBe(1)
})

describe('--json', () => {
  it('is one object, with the token taken out by its value', async () => {
    const token = 'tok-3f9a1c77e2b84d50'
    const error = `HTTP/1.1 503 Service Unavailable\n\n{"trace":"${token}"}`
    const args = [...here, '--company', '4001', '--json', '--error', error]
    const ran = await underpin(args, { env: { PROCORE_ACCESS_TOKEN: token } })
    const { version, report, diagnosis, complaint } = JSON.parse(ran.stdout)
    expect(version).toBe(1)
    expect(report.results.length).toBeGreaterThan(3)
    expect(diagnosis).toMatchObject({ headline: expect.any(String), questions: expect.any(Array) })
    expect(complaint.seen).toHaveLength(1)
    expect(ran.stdout + ran.stderr).not.toContain(token)
  })
})

describe('wrong usage is told in plain words', () => {
  it.each([
    { args: ['--since', 'yesterday'], says: /--since yesterday: Say when it began/ },
    { args: ['--since', '2999-01-01'], says: /still to come/ },
    { args: ['--project', '5001'], says: /--project needs --company/ },
    { args: ['--company', '4001', '--tool', 'rfis'], says: /--tool needs --project/ },
    { args: ['--company', 'Northside'], says: /An id is a whole number/ },
    { args: ['--status-url', 'nowhere'], says: /An address is wanted/ },
    { args: ['--resolver', 'my-resolver'], says: /address of a name server/ },
    { args: ['--resolver', '127.0.0.1:99999'], says: /address of a name server/ },
    { args: ['--resolver', '300.1.1.1'], says: /address of a name server/ },
    { args: ['--environment', 'staging'], says: /production, sandbox, monthly, federal/ },
    { args: ['--observe', '10'], says: /time with its unit/ },
    { args: ['--observe', '30d'], says: /up to 1d/ },
    { args: ['503'], says: /goes behind --error, for example: underpin doctor --error 503/ },
    { args: ['--eror', '503'], says: /--error|underpin doctor --help/ },
    { args: ['--role', 'Foreman'], says: /--role is for the packet: say --packet/ },
    { args: ['--project-name', 'Pier 7'], says: /--project-name is for the packet/ },
    { args: ['--said', 'only-our-compny'], says: /Did you mean only-our-company\?/ },
    {
      args: ['--said', 'one-action', '--said', 'all-actions'],
      says: /one-action and --said all-actions contradict/,
    },
    { args: ['--token-file', '/no/such/file'], says: /no file \/no\/such\/file/ },
  ])('$args', async ({ args, says }) => {
    const ran = await underpin([...here, ...args], { env })
    expect(ran.stderr).toMatch(says)
    expect(ran.stderr, 'no stack').not.toMatch(/\n\s+at /)
    expect(ran).toMatchObject({ code: 2, stdout: '' })
  })

  it('what was given is not repeated where it could be a secret', async () => {
    const token = 'q7Zp'.repeat(10)
    const asFile = await underpin([...here, '--token-file', token], { env })
    expect(asFile.stderr).toMatch(/There is no file .* to read the token from/)
    const words = '/oauth/token was sent refresh_token=s3cretV4lue99'
    const inFile = await underpin([...here, '--error', words], { env })
    expect(inFile.stderr).toMatch(/There is no file/)
    for (const ran of [asFile, inFile]) {
      expect(ran.code).toBe(2)
      expect(ran.stderr).not.toMatch(/q7Zp|s3cret/)
    }
  })

  it('a token that cannot be one is refused without being repeated', async () => {
    const file = join(folder, 'token')
    writeFileSync(file, 'my secret "token"\n')
    const ran = await underpin([...here, '--token-file', file], { env })
    expect(ran.stderr).toMatch(/holds no access token/)
    expect(ran.stderr).not.toContain('my secret')
    expect(ran.code).toBe(2)
  })
})

it('Ctrl-C ends the looking, and what is known by then is said', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const asked = new Promise((resolve) => silent.once('connection', resolve))
  const { child, ended } = start(['doctor', '--api-url', `http://127.0.0.1:${port}`], { env })
  await asked
  child.kill('SIGINT')
  const ran = await ended
  silent.close()
  expect(ran.stdout).toMatch(/\? http-api +It was ended/)
  expect(ran).toMatchObject({ code: 3, stderr: '' })
})

it('docs/doctor.md shows what is printed in an announced maintenance', async () => {
  const inMaintenance = await runEmulator()
  try {
    const nowMs = systemClock.nowMs()
    const [start, end] = [nowMs - 600_000, nowMs + 7_000_000].map((ms) =>
      new Date(ms).toISOString(),
    )
    await fetch(`${inMaintenance.url}/_underpin/maintenance`, {
      method: 'POST',
      body: JSON.stringify({ start, end, title: 'Upgrade of the database' }),
    })
    const urls = ['--api-url', inMaintenance.url, '--status-url', inMaintenance.statusUrl]
    const ran = await underpin(['doctor', ...urls, '--since', '10m'], { env })
    const page = readFileSync(new URL('../../../docs/doctor.md', import.meta.url), 'utf8')
    const [, shown = ''] = /```text\n([\s\S]*?)```/.exec(page) ?? []
    expect(unlikely(ran.stdout)).toBe(unlikely(shown))
    expect(ran.code).toBe(1)
  } finally {
    inMaintenance.signal('SIGINT')
    await inMaintenance.ended
  }
})

/** Without what differs from run to run: times, ports, the zone, and how lines fell. */
function unlikely(printed: string): string {
  return printed
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?:[A-Z][a-z]{2} \d+ [A-Z][a-z]{2} )?\b\d\d:\d\d\b/g, 'HH:MM')
    .replaceAll(/HH:MM [A-Z][A-Za-z0-9+:-]* \(/g, 'HH:MM ZONE (')
    .replaceAll(/\d+ hours?(?: \d+ minutes?)?/g, 'a while')
    .replaceAll(/port \d+/g, 'port N')
    .replace(/times of [^)]+/, 'times of HERE')
}
