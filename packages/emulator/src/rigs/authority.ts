/**
 * An authority that signs certificates: the inspection box of an office network, or, for whoever trusts
 * it, a public one. Every authority here is forgotten with the test that made it.
 */
import { isIP } from 'node:net'
import { type Clock, systemClock } from '@underpin/ports'
import type { Certificate } from '../tls/certificate.ts'

const DAY_MS = 86_400_000

export interface Authority {
  readonly certificatePem: string
  /** A certificate for these names, followed by the authority's own, as servers send it. */
  issue(names: readonly string[], wrong?: 'expired' | 'not-yet'): Promise<Certificate>
}

/** @param name what its certificates say of who signed them. */
export async function makeAuthority(name: string, clock: Clock = systemClock): Promise<Authority> {
  const { generate } = await import('selfsigned')
  const nowMs = clock.nowMs()
  const own = await generate(
    [
      { name: 'commonName', value: name },
      { name: 'organizationName', value: name },
    ],
    {
      ...{ keyType: 'ec', algorithm: 'sha256' },
      notBeforeDate: new Date(nowMs - 400 * DAY_MS),
      notAfterDate: new Date(nowMs + 400 * DAY_MS),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  )
  return {
    certificatePem: own.cert,
    async issue(names, wrong) {
      const [fromDays, untilDays] =
        wrong === 'expired' ? [-90, -3] : wrong === 'not-yet' ? [3, 90] : [-10, 80]
      const made = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
        ...{ keyType: 'ec', algorithm: 'sha256' },
        notBeforeDate: new Date(nowMs + fromDays * DAY_MS),
        notAfterDate: new Date(nowMs + untilDays * DAY_MS),
        ca: { key: own.private, cert: own.cert },
        extensions: [
          { name: 'basicConstraints', cA: false, critical: true },
          { name: 'keyUsage', digitalSignature: true, critical: true },
          { name: 'extKeyUsage', serverAuth: true },
          { name: 'subjectAltName', altNames: names.map(subjectName) },
        ],
      })
      return { certificatePem: `${made.cert.trim()}\n${own.cert}`, keyPem: made.private }
    },
  }
}

/** The kinds of a name in a certificate: RFC 5280, section 4.2.1.6. */
function subjectName(name: string) {
  return isIP(name) > 0 ? { type: 7 as const, ip: name } : { type: 2 as const, value: name }
}
