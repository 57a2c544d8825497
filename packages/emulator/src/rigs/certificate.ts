/**
 * A certificate that nobody vouches for, made on the spot: an X.509 v3 certificate (RFC 5280) signed by
 * its own key. Node has no maker of certificates, and a file of one would expire.
 */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export interface Certificate {
  readonly keyPem: string
  readonly certificatePem: string
}

export interface CertificateOptions {
  readonly commonName: string
  readonly notBeforeMs: number
  readonly notAfterMs: number
}

/** Identifiers of RFC 5480 (the curve and signature) and RFC 5280 (the names). */
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME = '2.5.4.3'
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17'

const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8: 0x0c,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
  dnsName: 0x82,
  ipAddress: 0x87,
} as const

export function makeCertificate(options: CertificateOptions): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const body = toBeSigned(options, publicKey)
  const algorithm = der(TAG.sequence, objectId(ECDSA_WITH_SHA256))
  const signature = sign('sha256', body, privateKey)
  const whole = der(TAG.sequence, body, algorithm, bitString(signature))
  return {
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: pem(whole),
  }
}

function toBeSigned(options: CertificateOptions, publicKey: KeyObject): Buffer {
  const { commonName, notBeforeMs, notAfterMs } = options
  const attribute = der(TAG.sequence, objectId(COMMON_NAME), der(TAG.utf8, Buffer.from(commonName)))
  const name = der(TAG.sequence, der(TAG.set, attribute))
  const names = der(
    TAG.sequence,
    der(TAG.dnsName, Buffer.from(commonName)),
    der(TAG.ipAddress, Buffer.from([127, 0, 0, 1])),
  )
  const extension = der(
    TAG.sequence,
    objectId(SUBJECT_ALTERNATIVE_NAME),
    der(TAG.octetString, names),
  )
  return der(
    TAG.sequence,
    der(TAG.version, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, Buffer.from([1])),
    der(TAG.sequence, objectId(ECDSA_WITH_SHA256)),
    name,
    der(TAG.sequence, time(notBeforeMs), time(notAfterMs)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(TAG.extensions, der(TAG.sequence, extension)),
  )
}

/** DER (ITU-T X.690): a tag, the length, the content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), length(content.length), content])
}

function length(count: number): Buffer {
  if (count < 0x80) return Buffer.from([count])
  if (count < 0x100) return Buffer.from([0x81, count])
  return Buffer.from([0x82, count >> 8, count & 0xff])
}

function bitString(bytes: Uint8Array): Buffer {
  return der(TAG.bitString, Buffer.from([0]), bytes)
}

/** The first two numbers share a byte; the others are in groups of seven bits, the highest first. */
function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const number of rest) {
    const groups = [number & 0x7f]
    for (let left = number >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return der(TAG.objectId, Buffer.from(bytes))
}

/** `20261120080000Z`. */
function time(ms: number): Buffer {
  const text = `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`
  return der(TAG.generalizedTime, Buffer.from(text))
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
