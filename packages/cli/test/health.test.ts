import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningEmulator, runEmulator } from './running-emulator.ts'
import { underpin } from './underpin.ts'

const RFIS = '/rest/v1.0/projects/5001/rfis'

let emulator: RunningEmulator
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-'))
  emulator = await runEmulator()
})
afterAll(async () => {
  emulator.signal('SIGINT')
  await emulator.ended
  rmSync(folder, { recursive: true })
})

const health = (...args: string[]) => underpin(['health', ...args])

const signIn = async () => {
  const answer = await fetch(`${emulator.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'underpin-service',
      client_secret: 'underpin-service-secret',
    }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

const get = async (path: string, token: string) =>
  fetch(`${emulator.url}${path}`, {
    headers: { authorization: `Bearer ${token}`, 'procore-company-id': '4001' },
  })

it('without a call there is nothing to judge, and that is not healthy', async () => {
  const ran = await health('--url', emulator.url)
  expect(ran).toMatchObject({ code: 3, stderr: '' })
  expect(ran.stdout).toContain('nothing to judge')
})

it('a healthy app, then one with a finding, with what the catalogue says to do', async () => {
  const token = await signIn()
  for (let n = 0; n < 5; n++) await get(RFIS, token)
  const fine = await health('--url', emulator.url)
  expect(fine).toMatchObject({ code: 0, stderr: '' })
  expect(fine.stdout).toContain('underpin-service (Underpin Service): ✓ Healthy, 5 calls')

  for (let n = 0; n < 5; n++) await get('/rest/v1.0/projects/5002/rfis', token)
  const ran = await health('--url', emulator.url, '--client-id', 'underpin-service')
  expect(ran).toMatchObject({ code: 1, stderr: '' })
  expect(ran.stdout).toMatch(/403 Forbidden responses +✗ Needs Attention +5 {2}\.{13}C\n/)
  expect(ran.stdout).toContain('5  GET /v1.0/projects/:project_id/rfis')
  const { headline } = JSON.parse(
    (await underpin(['explain', 'tool-disabled', '--json'])).stdout,
  ).explanation
  expect(ran.stdout).toContain(`5 calls: tool-disabled. ${headline}`)
  expect(ran.stdout.split('\n').every((line) => line.length <= 80)).toBe(true)
})

it('the JSON is the same report, for programs', async () => {
  const { code, stdout } = await health('--url', emulator.url, '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    source: emulator.url,
    window: { days: 14 },
    summary: { 'Needs Attention': 1 },
    apps: [{ clientId: 'underpin-service', name: 'Underpin Service', requests: 10 }],
  })
})

describe('a log tells the same as the emulator that it is from', () => {
  const journal = async () => {
    const { exchanges } = (await (await fetch(`${emulator.url}/_underpin/journal`)).json()) as {
      exchanges: unknown[]
    }
    return exchanges
  }
  const told = ({ stdout }: { stdout: string }) =>
    JSON.parse(stdout).apps[0].observations.map(
      (each: { id: string; status: string; count: number }) => [each.id, each.status, each.count],
    )

  it('JSON lines, and the answer of the journal as it came', async () => {
    const exchanges = await journal()
    const lines = join(folder, 'calls.jsonl')
    const whole = join(folder, 'journal.json')
    writeFileSync(lines, exchanges.map((each) => JSON.stringify(each)).join('\n'))
    writeFileSync(whole, JSON.stringify({ exchanges }))
    const own = told(await health('--url', emulator.url, '--json'))
    for (const file of [lines, whole]) {
      const ran = await health('--log', file, '--client-id', 'underpin-service', '--json')
      expect(ran).toMatchObject({ code: 1, stderr: '' })
      expect(told(ran)).toEqual(own)
    }
  })

  it('the report, which cannot tell two of the seven', async () => {
    const { stdout: csv } = await health('--url', emulator.url, '--csv')
    expect(csv).toMatch(/^Date,Response Code,HTTP Method,Normalized Route,Count\r?\n/)
    const ran = await underpin(['health', '--log', '-', '--client-id', 'mine', '--json'], {
      input: csv,
    })
    expect(ran.code).toBe(1)
    const unknown = told(ran).filter(([, status]: [string, string]) => status === 'Unknown')
    expect(unknown.map(([id]: [string]) => id)).toEqual([
      'company-header-missing',
      'private-endpoint',
    ])
    expect(JSON.parse(ran.stdout).apps[0]).toMatchObject({
      clientId: 'mine',
      status: 'Needs Attention',
    })
  })

  it('lines that are no exchange are counted and left out', async () => {
    const file = join(folder, 'mixed.jsonl')
    const [first] = await journal().then((all) => all.slice(-1))
    writeFileSync(file, `starting up\n${JSON.stringify(first)}\n{"at":1}\n`)
    const ran = await health('--log', file)
    expect(ran.stderr).toBe(
      `2 lines of ${file} are no exchanges and were left out; the first is line 1.\n`,
    )
    expect(ran.stdout).toContain('1 call')
  })
})

describe('what cannot be done says why, and what to do', () => {
  it.each([
    { args: ['--log', 'no-such.jsonl'], code: 2, says: /There is no file no-such\.jsonl/ },
    { args: ['--log', 'a', '--url', 'http://127.0.0.1:9'], code: 2, says: /either --log or --url/ },
    { args: ['--csv', '--json'], code: 2, says: /either --csv or --json/ },
    { args: ['--url', 'http://127.0.0.1:9'], code: 3, says: /Start one with: underpin up/ },
    { args: ['--url', 'here'], code: 2, says: /An address is wanted/ },
  ])('$args', async ({ args, code, says }) => {
    const ran = await health(...args)
    expect(ran).toMatchObject({ code, stdout: '' })
    expect(ran.stderr).toMatch(says)
    expect(ran.stderr, 'no stack').not.toMatch(/\n\s+at /)
  })

  it.each([
    { input: 'hello\n', says: /no API call in -/ },
    { input: 'Date,Count\n1,2\n', says: /no column Response Code/ },
  ])('a log that is none: $input', async ({ input, says }) => {
    const ran = await underpin(['health', '--log', '-'], { input })
    expect(ran).toMatchObject({ code: 3, stdout: '' })
    expect(ran.stderr).toMatch(says)
  })

  it('an app that there is not', async () => {
    const ran = await health('--url', emulator.url, '--client-id', 'underpin-servis')
    expect(ran).toMatchObject({ code: 2, stdout: '' })
    expect(ran.stderr).toMatch(/no app "underpin-servis"/)
  })
})
