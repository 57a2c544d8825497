/** What is wrong with a certificate that came, and whose making it is. */
import type { Verdict } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import { isPublicName } from './addresses.ts'
import { inspectorIn, isoOf, type SeenCertificate } from './certificate.ts'

/** Who renews by machine does so weeks before. A guess. */
const EXPIRES_SOON_MS = 14 * 86_400_000

/** Deprecated by RFC 8996. */
const OLD_VERSIONS: ReadonlySet<string> = new Set(['TLSv1', 'TLSv1.1', 'SSLv3'])

/** What OpenSSL says of an authority that is in no list. */
const ISSUER_CODES =
  /^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE))$/

/**
 * Who vouches: a public list, a certificate that was handed to the examination, one that Node was told
 * of beside its list (NODE_EXTRA_CA_CERTS), this machine's own store alone, or nobody.
 */
export type TrustedBy = 'public' | 'given' | 'extra' | 'machine' | 'nobody'

export interface SeenConnection {
  readonly certificate: SeenCertificate
  readonly version: string
  /** A code of OpenSSL, or Node's of a wrong name; null: Node trusts it. */
  readonly authorizationError: string | null
  /** The name in it is not the host's. */
  readonly isNameWrong: boolean
  readonly trustedBy: TrustedBy
}

export function isIssuerUnknown({
  authorizationError,
}: Pick<SeenConnection, 'authorizationError'>): boolean {
  return authorizationError !== null && ISSUER_CODES.test(authorizationError)
}

export interface CertificateJudgement {
  readonly verdict: Verdict
  readonly signs: readonly Sign[]
  readonly says: string
}

export function judgeCertificate(
  seen: SeenConnection,
  hostname: string,
  called: string,
  nowMs: number,
): CertificateJudgement {
  const { certificate, version, authorizationError } = seen
  const { notAfterMs, issuer } = certificate
  const faults = faultsOf(seen, hostname, nowMs)
  const isIntercepted = isForeign(seen) && isPublicName(hostname)
  const inspector = inspectorIn(certificate)
  const signs: Sign[] = faults.map(({ sign }) => sign)
  if (inspector !== null || isIntercepted) signs.push('tls-intercepted')
  if (OLD_VERSIONS.has(version)) signs.push('tls-old')
  const fail = (what: string): CertificateJudgement => ({
    verdict: 'fail',
    signs: ['tls-fails', ...signs],
    says: `The certificate that came for ${called} ${what}.`,
  })
  if (faults.length > 0) return fail(faults.map(({ says }) => says).join(', and '))
  if (authorizationError !== null && seen.trustedBy !== 'machine') {
    return fail(`is refused (${authorizationError})`)
  }
  const warning = warningOf(seen, called, isIntercepted, inspector, nowMs)
  if (warning !== null) return { verdict: 'warn', signs, says: warning }
  const says = `The connection is ${version}, and its certificate, signed by ${issuer}, is good until ${isoOf(notAfterMs)}.`
  return { verdict: 'pass', signs, says }
}

interface Fault {
  readonly sign: Sign
  /** What follows "the certificate". */
  readonly says: string
}

function faultsOf(seen: SeenConnection, hostname: string, nowMs: number): readonly Fault[] {
  const { certificate, authorizationError, isNameWrong, trustedBy } = seen
  const { notBeforeMs, notAfterMs, issuer, subject, isSelfSigned } = certificate
  const faults: Fault[] = []
  if (notAfterMs < nowMs || authorizationError === 'CERT_HAS_EXPIRED') {
    faults.push({ sign: 'tls-expired', says: `expired at ${isoOf(notAfterMs)}` })
  } else if (notBeforeMs > nowMs || authorizationError === 'CERT_NOT_YET_VALID') {
    faults.push({ sign: 'tls-expired', says: `is valid only from ${isoOf(notBeforeMs)}` })
  }
  if (isNameWrong) {
    faults.push({ sign: 'tls-wrong-name', says: `is not for ${hostname} but for ${subject}` })
  }
  if (trustedBy === 'nobody') {
    const says = isSelfSigned
      ? 'vouches for itself'
      : `is signed by ${issuer}, which is not trusted`
    faults.push({ sign: 'tls-untrusted', says })
  }
  return faults
}

/** Of an authority that no public list holds: at home inside a network, and in Procore's place anywhere else. */
function isForeign({ certificate, authorizationError, trustedBy }: SeenConnection): boolean {
  if (trustedBy === 'machine' || trustedBy === 'extra') return true
  // A chain that lacks a link in the middle is the server's own fault.
  const isWhole = !/^UNABLE_TO_/.test(authorizationError ?? '')
  return trustedBy === 'nobody' && isWhole && certificate.root === 'extra'
}

function warningOf(
  { certificate, version, trustedBy }: SeenConnection,
  called: string,
  isIntercepted: boolean,
  inspector: string | null,
  nowMs: number,
): string | null {
  const { issuer, notAfterMs } = certificate
  if (trustedBy === 'machine') {
    return `The certificate for ${called} is signed by ${issuer}: this machine’s own store trusts it, and programs with a list of their own, Node among them, do not.`
  }
  if (inspector !== null || isIntercepted) {
    return `The certificate for ${called} is signed by ${inspector ?? issuer}, and not by a public authority: something in your network reads along.`
  }
  if (OLD_VERSIONS.has(version)) {
    return `The connection to ${called} is of an old version, ${version}.`
  }
  if (notAfterMs - nowMs >= EXPIRES_SOON_MS) return null
  return `The certificate of ${called} ends soon, at ${isoOf(notAfterMs)}.`
}
