/**
 * The certificate of the emulator, kept from one run to the next so that whoever trusts it need do so
 * once. Key and certificate lie in one file, which is there whole or not at all; a second file has the
 * certificate alone, to hand to programs that are to trust it.
 */
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { type Clock, systemClock } from '@underpin/ports'
import { type Certificate, makeCertificate } from './certificate.ts'
import { CertificateError } from './certificate-error.ts'

const DAY_MS = 86_400_000
/** A year. A guess: it need be trusted but once, and a key that was lost has an end. */
export const CERTIFICATE_LIFETIME_MS = 365 * DAY_MS
/** With less than this left, a start makes a new one: so a run may last as long. A guess. */
export const RENEW_BEFORE_MS = 30 * DAY_MS
/** It counts from a little before it was made, for machines whose clock is behind. A guess. */
const BACKDATE_MS = 3_600_000

const IDENTITY_FILE = 'identity.pem'
const CERTIFICATE_FILE = 'certificate.pem'

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '::1']
const EVERY_ADDRESS = ['0.0.0.0', '::']

export interface KeptCertificate extends Certificate {
  /** The file to trust, absolute: `NODE_EXTRA_CA_CERTS`, `curl --cacert`. It holds no key. */
  readonly certificateFile: string
}

export interface KeepOptions {
  /** Made when it is not there; see `certificateFolder`. */
  readonly folder: string
  /** Where the emulator listens; what is named beside localhost. Default: loopback. */
  readonly host?: string
  /** Default: the real one, whatever the emulator's own says. Certificates live in real time. */
  readonly clock?: Clock
}

/**
 * The certificate of this folder: the one that is there, or a new one when there is none that serves.
 *
 * @throws {CertificateError} when the folder cannot be read or written.
 */
export async function keepCertificate(options: KeepOptions): Promise<KeptCertificate> {
  const { folder, host = 'localhost', clock = systemClock } = options
  const names = namesFor(host)
  const identityFile = resolve(folder, IDENTITY_FILE)
  try {
    await mkdir(folder, { recursive: true })
    const kept =
      (await readUsable(identityFile, names, clock.nowMs())) ??
      (await renew(identityFile, names, clock.nowMs()))
    const certificateFile = resolve(folder, CERTIFICATE_FILE)
    if ((await readIfThere(certificateFile)) !== kept.certificatePem) {
      await rename(
        await writeDraft(certificateFile, kept.certificatePem, PUBLIC_MODE),
        certificateFile,
      )
    }
    return { ...kept, certificateFile }
  } catch (cause) {
    throw new CertificateError(folder, cause)
  }
}

/** Null when there is none, or none that serves: then a new one takes its place. */
async function readUsable(
  file: string,
  names: readonly string[],
  nowMs: number,
): Promise<Certificate | null> {
  const text = await readIfThere(file)
  if (text === null || !(await isOwnersAlone(file))) return null
  const certificatePem = /-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n?/s.exec(
    text,
  )?.[0]
  const keyPem = /-----BEGIN PRIVATE KEY-----.*?-----END PRIVATE KEY-----\n?/s.exec(text)?.[0]
  if (certificatePem === undefined || keyPem === undefined) return null
  return serves({ certificatePem, keyPem }, names, nowMs) ? { certificatePem, keyPem } : null
}

function serves(kept: Certificate, names: readonly string[], nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(kept.certificatePem)
    const leftMs = Date.parse(certificate.validTo) - nowMs
    const isNow = Date.parse(certificate.validFrom) <= nowMs && leftMs > RENEW_BEFORE_MS
    const isNamed = names.every((name) =>
      isIP(name) > 0 ? certificate.checkIP(name) : certificate.checkHost(name),
    )
    return isNow && isNamed && certificate.checkPrivateKey(createPrivateKey(kept.keyPem))
  } catch {
    // Node reads no certificate or no key in it: it was damaged, and serves nobody.
    return false
  }
}

/** A key that others could read may have been read. Windows has other means, and no such bits. */
async function isOwnersAlone(file: string): Promise<boolean> {
  return process.platform === 'win32' || ((await stat(file)).mode & OTHERS_BITS) === 0
}

/** Of two that make the first one at once, one wins and both use it; a renewal is the later one's. */
async function renew(file: string, names: readonly string[], nowMs: number): Promise<Certificate> {
  const notBeforeMs = nowMs - BACKDATE_MS
  const notAfterMs = nowMs + CERTIFICATE_LIFETIME_MS
  const made = await makeCertificate({ names, notBeforeMs, notAfterMs })
  const draft = await writeDraft(file, `${made.keyPem}${made.certificatePem}`, SECRET_MODE)
  try {
    await link(draft, file)
    return made
  } catch {
    // One is there: a better one if somebody has just made it, or the one that does not serve.
    const found = await readUsable(file, names, nowMs)
    if (found !== null) return found
    await rename(draft, file)
    return made
  } finally {
    await rm(draft, { force: true })
  }
}

function namesFor(host: string): readonly string[] {
  const own = EVERY_ADDRESS.includes(host) ? hostname() : host
  return [...new Set([...LOOPBACK_NAMES, own])]
}

const SECRET_MODE = 0o600
const PUBLIC_MODE = 0o644
const OTHERS_BITS = 0o077
const DRAFT_NAME_BYTES = 6

async function readIfThere(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

async function writeDraft(file: string, text: string, mode: number): Promise<string> {
  const draft = `${file}.${randomBytes(DRAFT_NAME_BYTES).toString('hex')}`
  await writeFile(draft, text, { mode, flag: 'wx' })
  return draft
}
