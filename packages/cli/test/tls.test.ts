/** `--tls`, by the real command, and who reaches it: our own commands, our client, a stranger. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningEmulator, runEmulator } from './running-emulator.ts'
import { start, underpin } from './underpin.ts'

let folder = ''
let emulator: RunningEmulator
let certificateFile = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-tls-'))
  emulator = await runEmulator(['--tls', '--data', join(folder, 'sandbox.db')])
  certificateFile = String(emulator.ready['certificateFile'])
})
afterAll(async () => {
  emulator.signal('SIGINT')
  const { code, stdout, stderr } = await emulator.ended
  expect(code).toBe(0)
  expect(stdout + stderr).not.toContain('PRIVATE KEY')
  rmSync(folder, { recursive: true })
})

it('tells HTTPS addresses, and where the certificate lies: beside the data', () => {
  expect(emulator.ready).toMatchObject({
    version: 1,
    ready: true,
    url: expect.stringMatching(/^https:\/\/localhost:\d+$/),
    statusUrl: expect.stringMatching(/^https:\/\/localhost:\d+$/),
    certificateFile: join(folder, 'sandbox.db-tls', 'certificate.pem'),
  })
  expect(readFileSync(certificateFile, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/)
})

it('our commands reach it when they trust its certificate', async () => {
  const env = { NODE_EXTRA_CA_CERTS: certificateFile }
  const listed = await underpin(['fault', 'list', '--url', emulator.url, '--json'], { env })
  expect(listed).toMatchObject({ code: 0 })
  const health = await underpin(['health', '--url', emulator.url, '--json'], { env })
  // Nobody has called yet, so there is little to judge: but it was asked, and answered.
  expect(JSON.parse(health.stdout)).toMatchObject({ version: 1 })
  expect(health.stderr).toBe('')
})

it('and say what to set when they do not', async () => {
  const env = { NODE_EXTRA_CA_CERTS: '' }
  const ran = await underpin(['fault', 'list', '--url', emulator.url], { env })
  expect(ran).toMatchObject({ code: 3, stdout: '' })
  expect(ran.stderr).toMatch(
    /certificate of https:.* is not trusted here.\nSet NODE_EXTRA_CA_CERTS/,
  )
})

/** As an integration would have it: a client in a program of its own. */
const PROGRAM = `
import { clientCredentials, isProcoreError, ProcoreClient } from '@underpin/client'
const url = process.argv[1]
const procore = new ProcoreClient({
  auth: clientCredentials({ clientId: 'underpin-service', clientSecret: 'underpin-service-secret' }),
  environment: { apiUrl: url, loginUrl: url },
  companyId: 4001,
  retry: false,
})
try {
  const { data } = await procore.get('/rest/v1.0/companies/4001/projects')
  console.log(data.map(({ id }) => id).join(' '))
} catch (error) {
  if (!isProcoreError(error)) throw error
  console.log(error.failure)
}
`

it.each([
  { name: 'our client works where it trusts the certificate', trusts: true, says: '5001 5002' },
  { name: 'and knows what is wrong where it does not', trusts: false, says: 'tls-failure' },
])('$name', ({ trusts, says }) => {
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusts ? certificateFile : '' }
  const args = ['--input-type=module', '--eval', PROGRAM, emulator.url]
  const ran = spawnSync(process.execPath, args, { cwd: import.meta.dirname, env, encoding: 'utf8' })
  expect(ran.stdout.trim(), ran.stderr).toBe(says)
})

it('a folder that it may not write in is said in a sentence', async () => {
  const file = join(folder, 'taken-tls')
  writeFileSync(file, '')
  const data = join(folder, 'taken')
  const ran = await underpin([
    'emulate',
    '--tls',
    '--port',
    '0',
    '--status-port',
    '0',
    '--data',
    data,
  ])
  expect(ran).toMatchObject({ code: 3, stdout: '' })
  expect(ran.stderr).toMatch(/certificate for TLS could not be kept in .*taken-tls/)
  expect(ran.stderr).not.toMatch(/\n\s+at /)
})

it('beyond this machine it asks for TLS, and names the flag', async () => {
  const args = ['--port', '0', '--status-port', '0', '--host', '0.0.0.0', '--control-token', 'x']
  const ran = await underpin(['emulate', ...args])
  expect(ran).toMatchObject({ code: 3, stdout: '' })
  expect(ran.stderr).toContain('--tls')
})

it('the welcome names the certificate, and its first call trusts it', async () => {
  const env = { XDG_CACHE_HOME: folder }
  const { child, ended } = start(['up', '--tls', '--port', '0', '--status-port', '0'], { env })
  child.stdout?.once('data', () => child.kill('SIGINT'))
  const { code, stdout } = await ended
  expect(code).toBe(0)
  const kept = join(folder, 'underpin', 'tls', 'certificate.pem')
  expect(existsSync(kept)).toBe(true)
  expect(stdout).toContain(`NODE_EXTRA_CA_CERTS=${kept}`)
  expect(stdout.match(/curl -si? --cacert \S+ https:\/\/localhost:\d+\//g)).toHaveLength(2)
})
