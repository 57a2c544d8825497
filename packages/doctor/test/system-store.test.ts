/** A certificate of no public authority, that somebody made this machine or Node trust: an office that reads along. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { front, makeAuthority, nameServer } from '@underpin/emulator/rigs'
import { afterEach, expect, it } from 'vitest'
import type { Report } from '../src/report/report.ts'
import { keeper, listeningEmulator, resultOf, targetsAt } from './doctor-rig.ts'

const { keep, closeAll } = keeper()
afterEach(closeAll)

const NAME = 'api.procore.test'

/** The store is read once for each process, from the file that OpenSSL is told of. */
const EXAMINE = `
import { examine } from '@underpin/doctor/node'
import { systemClock } from '@underpin/ports'
const targets = JSON.parse(process.argv[1])
const credentials = { accessToken: 'a-token-that-nobody-gave' }
const report = await examine({ targets, credentials, clock: systemClock })
process.stdout.write(JSON.stringify(report))
`

it.each([
  { store: 'the machine’s own store', variable: 'SSL_CERT_FILE', trustedBy: 'machine' },
  { store: 'what Node was told of', variable: 'NODE_EXTRA_CA_CERTS', trustedBy: 'extra' },
])('of $store: a warning, and requests go through as those of a browser do', async (row) => {
  const { url } = keep(await listeningEmulator())
  const authority = await makeAuthority('Office of Northside Builders')
  const tls = await authority.issue([NAME])
  const inspecting = keep(await front({ upstream: url, tls }))
  const { nameServer: resolver } = keep(await nameServer({ [NAME]: '127.0.0.1' }))
  const folder = mkdtempSync(join(tmpdir(), 'underpin-store-'))
  keep({ close: () => rmSync(folder, { recursive: true }) })
  const file = join(folder, 'store.pem')
  writeFileSync(file, authority.certificatePem)
  const apiUrl = `https://${NAME}:${new URL(inspecting.url).port}`
  const targets = targetsAt(url, { apiUrl, resolver })

  const report = await examinedApart(JSON.stringify(targets), { [row.variable]: file })
  const found = resultOf(report, 'tls-api')
  expect(found).toMatchObject({ verdict: 'warn', signs: ['tls-intercepted'] })
  expect(found.facts).toMatchObject({
    trustedBy: row.trustedBy,
    issuer: 'Office of Northside Builders',
  })
  expect(resultOf(report, 'http-api')).toMatchObject({ verdict: 'pass', signs: ['api-healthy'] })
})

async function examinedApart(targets: string, env: Record<string, string>): Promise<Report> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', EXAMINE, targets], {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env },
  })
  let [out, said] = ['', '']
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    said += text
  })
  await new Promise((resolve) => child.once('close', resolve))
  expect(said).toBe('')
  return JSON.parse(out) as Report
}
