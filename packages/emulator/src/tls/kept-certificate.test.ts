import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VirtualClock } from '@underpin/ports/testing'
import { afterEach, expect, it } from 'vitest'
import { certificateFolder } from './certificate-folder.ts'
import { CERTIFICATE_LIFETIME_MS, keepCertificate, RENEW_BEFORE_MS } from './kept-certificate.ts'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true })
})

function setUp() {
  const parent = mkdtempSync(join(tmpdir(), 'underpin-tls-'))
  made.push(parent)
  const folder = join(parent, 'kept', 'here')
  const clock = new VirtualClock()
  const identityFile = join(folder, 'identity.pem')
  const keep = (host?: string) => keepCertificate({ folder, clock, ...(host ? { host } : {}) })
  return { folder, clock, identityFile, keep }
}

it('is made for this machine, vouches for nothing else, and lasts as long as is said', async () => {
  const { clock, keep } = setUp()
  const { certificatePem } = await keep()
  const certificate = new X509Certificate(certificatePem)
  expect(certificate.subjectAltName).toBe(
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
  )
  expect(certificate.ca).toBe(false)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(Date.parse(certificate.validFrom)).toBeLessThan(clock.nowMs())
  expect(Date.parse(certificate.validTo)).toBe(clock.nowMs() + CERTIFICATE_LIFETIME_MS)
})

it('its key is for its owner alone, and is not in the file that is handed out', async () => {
  const { folder, identityFile, keep } = setUp()
  const { certificateFile, certificatePem } = await keep()
  expect(statSync(identityFile).mode & 0o777).toBe(0o600)
  expect(readFileSync(certificateFile, 'utf8')).toBe(certificatePem)
  expect(certificatePem).not.toContain('PRIVATE')
  expect(readdirSync(folder).sort()).toEqual(['certificate.pem', 'identity.pem'])
})

it('is the same at the next start, until too little of it is left', async () => {
  const { clock, keep } = setUp()
  const first = await keep()
  clock.advance(CERTIFICATE_LIFETIME_MS - RENEW_BEFORE_MS - 1)
  expect(await keep()).toEqual(first)
  clock.advance(1)
  const second = await keep()
  expect(second.certificatePem).not.toBe(first.certificatePem)
  expect(readFileSync(second.certificateFile, 'utf8')).toBe(second.certificatePem)
})

it.each([
  {
    name: 'was cut short',
    spoil: (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 300)),
  },
  { name: 'is something else', spoil: (file: string) => writeFileSync(file, 'hello') },
  { name: 'could be read by others', spoil: (file: string) => chmodSync(file, 0o644) },
  {
    name: 'has the key of another',
    spoil: (file: string) =>
      writeFileSync(file, readFileSync(file, 'utf8').replace(KEY, OTHER_KEY)),
  },
])('one that $name is made anew', async ({ spoil }) => {
  const { identityFile, keep } = setUp()
  const first = await keep()
  spoil(identityFile)
  const second = await keep()
  expect(second.certificatePem).not.toBe(first.certificatePem)
  expect(statSync(identityFile).mode & 0o777).toBe(0o600)
  expect(await keep()).toEqual(second)
})

it('one for another address is made anew when that is listened on, and then serves both', async () => {
  const { keep } = setUp()
  const loopback = await keep()
  const wide = await keep('192.0.2.7')
  expect(wide.certificatePem).not.toBe(loopback.certificatePem)
  expect(new X509Certificate(wide.certificatePem).checkIP('192.0.2.7')).toBe('192.0.2.7')
  expect(await keep()).toEqual(wide)
})

it('two that start at once use one certificate', async () => {
  const { keep } = setUp()
  const [one, ...others] = await Promise.all([keep(), keep(), keep(), keep()])
  for (const other of others) expect(other).toEqual(one)
})

it('a folder that cannot be had is said, with what to do', async () => {
  const { folder, keep } = setUp()
  writeFileSync(join(folder, '../..', 'kept'), '')
  await expect(keep()).rejects.toMatchObject({
    name: 'CertificateError',
    message: expect.stringMatching(
      /could not be kept in .*Let this user write there, or go without/,
    ),
  })
})

it('it lies beside the data that it serves', () => {
  expect(certificateFolder('a/sandbox.db')).toBe('a/sandbox.db-tls')
  expect(certificateFolder()).toMatch(/underpin.tls$/)
})

const KEY = /-----BEGIN PRIVATE KEY-----.*-----END PRIVATE KEY-----\n/s
const OTHER_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
