/**
 * Makes a certificate that vouches for itself and for nothing else (RFC 5280): whoever trusts it trusts
 * these names, and there is no key about with which another certificate could be signed.
 */
import { isIP } from 'node:net'

export interface Certificate {
  readonly certificatePem: string
  /** A secret: never logged, and readable by its owner alone where it is kept. */
  readonly keyPem: string
}

export interface CertificateOptions {
  /** Host names and addresses: `localhost`, `127.0.0.1`, `::1`. At least one. */
  readonly names: readonly string[]
  readonly notBeforeMs: number
  readonly notAfterMs: number
}

/** The kinds of a name in the certificate: RFC 5280, section 4.2.1.6. */
const DNS_NAME = 2
const IP_ADDRESS = 7

/** Takes 0.1 s, and as long again to load what makes it: so only when one is needed. */
export async function makeCertificate(options: CertificateOptions): Promise<Certificate> {
  const { names, notBeforeMs, notAfterMs } = options
  const { generate } = await import('selfsigned')
  const made = await generate([{ name: 'commonName', value: names[0] }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(notBeforeMs),
    notAfterDate: new Date(notAfterMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map(subjectName) },
    ],
  })
  return { certificatePem: made.cert, keyPem: made.private }
}

function subjectName(name: string) {
  return isIP(name) > 0 ? { type: IP_ADDRESS as 7, ip: name } : { type: DNS_NAME as 2, value: name }
}
