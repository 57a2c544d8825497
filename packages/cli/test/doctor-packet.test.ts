import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningEmulator, runEmulator } from './running-emulator.ts'
import { underpin } from './underpin.ts'
import { unzipped } from './unzipped.ts'

const TOKEN = 'tok-3f9a1c77e2b84d50'
const env = { PROCORE_ACCESS_TOKEN: TOKEN, HTTPS_PROXY: '', NO_PROXY: '127.0.0.1,localhost' }

let emulator: RunningEmulator
let folder: string
let here: readonly string[]
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-packet-'))
  emulator = await runEmulator()
  here = [
    'doctor',
    '--api-url',
    emulator.url,
    '--status-url',
    emulator.statusUrl,
    '--company',
    '4001',
  ]
})
afterAll(async () => {
  emulator.signal('SIGINT')
  await emulator.ended
  rmSync(folder, { recursive: true })
})

it('writes a packet of what it found, that holds no token, for its owner alone', async () => {
  const file = join(folder, 'case.zip')
  const answer = join(folder, 'answer.txt')
  writeFileSync(
    answer,
    `HTTP/1.1 503 Service Unavailable\nx-request-id: r-77\n\n{"was":"${TOKEN}"}`,
  )
  const said = ['--sender', 'Ada Byron', '--browser', `Chrome 142 ${TOKEN}`, '--role', 'Admin']
  const ran = await underpin([...here, '--packet', file, '--attach', answer, ...said], { env })
  expect(ran.stderr).toContain(file)
  const files = unzipped(readFileSync(file))
  const text = Object.values(files).join('\n')
  expect(Object.keys(files)).toContain('message.txt')
  expect(text).toContain('r-77')
  expect(text).toContain('Chrome 142 [access token 1]')
  expect(text).not.toContain(TOKEN)
  expect(statSync(file).mode & 0o777).toBe(0o600)

  const again = await underpin([...here, '--packet', file], { env })
  expect(again).toMatchObject({ code: 2, stdout: '' })
  expect(again.stderr).toContain('--force')
})

it('a preview shows all of it, and writes nothing', async () => {
  const before = readdirSync(folder)
  const ran = await underpin([...here, '--preview'], { env })
  expect(ran.stdout).toContain('=== triage.json')
  expect(ran.stdout).not.toContain(TOKEN)
  expect(readdirSync(folder)).toEqual(before)
})

it.each([
  { args: ['--attach', 'x.png'], says: '--packet' },
  { args: ['--preview', '--json'], says: 'either --json or --preview' },
  { args: ['--packet', '/no/such/folder/p.zip'], says: 'no folder' },
])('$args is refused before anything is examined', async ({ args, says }) => {
  const ran = await underpin([...here, ...args], { env })
  expect(ran.code).toBe(2)
  expect(ran.stderr).toContain(says)
  expect(ran.stdout).toBe('')
})
