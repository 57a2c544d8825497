/** What is said of a certificate, by what it says of itself and who vouches for it. */
import { expect, it } from 'vitest'
import type { Sign } from '../../report/sign.ts'
import type { SeenCertificate } from './certificate.ts'
import { judgeCertificate, type SeenConnection } from './judge-certificate.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 8)
const DAY_MS = 86_400_000

const GOOD: SeenCertificate = {
  ...{ subject: 'api.procore.test', issuer: 'Public Trust', root: 'public', isSelfSigned: false },
  chain: ['api.procore.test', 'Public Trust', 'Public Root'],
  ...{ notBeforeMs: NOW_MS - 30 * DAY_MS, notAfterMs: NOW_MS + 60 * DAY_MS },
}

const CONNECTION: SeenConnection = {
  ...{ certificate: GOOD, version: 'TLSv1.3', authorizationError: null },
  ...{ isNameWrong: false, trustedBy: 'public' },
}

const NOBODY = { trustedBy: 'nobody', authorizationError: 'SELF_SIGNED_CERT_IN_CHAIN' } as const

const ROWS: {
  name: string
  of?: Partial<SeenCertificate>
  with?: Partial<SeenConnection>
  host?: string
  verdict: string
  signs: Sign[]
}[] = [
  { name: 'good', verdict: 'pass', signs: [] },
  {
    name: 'expired by this clock, whatever Node says',
    ...{ of: { notAfterMs: NOW_MS - 1 }, verdict: 'fail', signs: ['tls-fails', 'tls-expired'] },
  },
  {
    name: 'expired by Node’s word, whatever this clock says',
    ...{ with: { authorizationError: 'CERT_HAS_EXPIRED' }, verdict: 'fail' },
    signs: ['tls-fails', 'tls-expired'],
  },
  {
    name: 'not valid yet',
    ...{ of: { notBeforeMs: NOW_MS + 1 }, verdict: 'fail', signs: ['tls-fails', 'tls-expired'] },
  },
  {
    name: 'good for 13 days',
    of: { notAfterMs: NOW_MS + 13 * DAY_MS },
    verdict: 'warn',
    signs: [],
  },
  {
    name: 'good for 14 days',
    of: { notAfterMs: NOW_MS + 14 * DAY_MS },
    verdict: 'pass',
    signs: [],
  },
  {
    name: 'expired, for another name, and vouched for by nobody',
    of: { notAfterMs: NOW_MS - 1, root: 'extra' },
    with: { ...NOBODY, isNameWrong: true },
    verdict: 'fail',
    signs: ['tls-fails', 'tls-expired', 'tls-wrong-name', 'tls-untrusted', 'tls-intercepted'],
  },
  {
    name: 'of an authority that nobody knows, on a public name',
    ...{ of: { root: 'extra' }, with: NOBODY, verdict: 'fail' },
    signs: ['tls-fails', 'tls-untrusted', 'tls-intercepted'],
  },
  {
    name: 'of an authority that nobody knows, inside',
    ...{ of: { root: 'extra' }, with: NOBODY, host: 'gateway.internal', verdict: 'fail' },
    signs: ['tls-fails', 'tls-untrusted'],
  },
  {
    name: 'without a link of its chain',
    ...{ of: { root: 'extra' }, verdict: 'fail', signs: ['tls-fails', 'tls-untrusted'] },
    with: { ...NOBODY, authorizationError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
  },
  {
    name: 'trusted by this machine’s store alone',
    ...{ of: { root: 'extra' }, with: { ...NOBODY, trustedBy: 'machine' }, verdict: 'warn' },
    signs: ['tls-intercepted'],
  },
  {
    name: 'of an authority that Node was told of',
    ...{ of: { root: 'extra' }, with: { trustedBy: 'extra' }, verdict: 'warn' },
    signs: ['tls-intercepted'],
  },
  {
    name: 'of an authority that Node was told of, inside',
    ...{ of: { root: 'extra' }, with: { trustedBy: 'extra' }, host: 'gateway.internal' },
    ...{ verdict: 'pass', signs: [] },
  },
  {
    name: 'of an authority that was handed in',
    ...{ of: { root: 'given' }, with: { trustedBy: 'given' }, verdict: 'pass', signs: [] },
  },
  {
    name: 'of a maker of inspecting proxies, however trusted',
    ...{ of: { issuer: 'Zscaler Intermediate Root CA' }, host: '127.0.0.1', verdict: 'warn' },
    signs: ['tls-intercepted'],
  },
  { name: 'over TLS 1.1', with: { version: 'TLSv1.1' }, verdict: 'warn', signs: ['tls-old'] },
  {
    name: 'refused for a reason of its own',
    ...{ with: { authorizationError: 'CERT_REVOKED' }, verdict: 'fail', signs: ['tls-fails'] },
  },
]
it.each(ROWS)('a certificate that is $name: $verdict', (row) => {
  const { of, host = 'api.procore.test', verdict, signs } = row
  const seen = { ...CONNECTION, ...row.with, certificate: { ...GOOD, ...of } }
  const judged = judgeCertificate(seen, host, 'the API', NOW_MS)
  expect({ verdict: judged.verdict, signs: judged.signs }).toEqual({ verdict, signs })
  expect(judged.says).toMatch(/^The c.*\.$/)
})
