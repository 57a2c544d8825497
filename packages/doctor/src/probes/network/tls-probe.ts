/**
 * Whose certificate comes? The connection is taken whatever the certificate is, looked at, and ended:
 * then its fault can be named, and an inspecting proxy told from Procore. Nothing is sent over it.
 */
import { checkServerIdentity, type TLSSocket } from 'node:tls'
import { classify } from '@underpin/failures'
import type { ProbeFinding, Verdict } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'
import { placeOf } from '../wire/connect.ts'
import { lookSecure, withSystemTrust } from '../wire/secure.ts'
import { stepError } from '../wire/step-failed.ts'
import { connectBy, type Way, wayTo } from '../wire/way.ts'
import { isPublicName } from './addresses.ts'
import { inspectorIn, readCertificate, type SeenCertificate } from './certificate.ts'
import type { Host } from './hosts.ts'
import { withPatience } from './patience.ts'
import { socketSigns } from './socket-signs.ts'
import { wayFacts } from './way-words.ts'

/** Connection and greeting, in milliseconds; with an authority that Node does not know, twice. */
const GREETING_MS = 3_500

/** Who renews by machine does so weeks before. A guess. */
const EXPIRES_SOON_MS = 14 * 86_400_000

const DAY_MS = 86_400_000

/** Deprecated by RFC 8996. */
const OLD_VERSIONS: ReadonlySet<string> = new Set(['TLSv1', 'TLSv1.1', 'SSLv3'])

/** What OpenSSL says of an authority that is in no list. */
const ISSUER_CODES =
  /^(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE))$/

/** Null for plain HTTP, which has no certificate. */
export function tlsProbe(host: Host): Probe | null {
  const { name, called, url } = host
  if (url.protocol !== 'https:') return null
  return {
    name: `tls-${name}`,
    asks: `Is the connection to ${called} secure, and its certificate of Procore’s making?`,
    timeoutMs: 2 * GREETING_MS,
    dependsOn: [`tcp-${name}`],
    run: (context) => look(host, context),
  }
}

/** Probes of an exchange stand on this one: the certificate's, or with plain HTTP the connection's. */
export function standsOn({ name, url }: Host): string {
  return url.protocol === 'https:' ? `tls-${name}` : `tcp-${name}`
}

async function look({ called, url }: Host, context: ProbeContext): Promise<ProbeFinding> {
  const { clock } = context
  const { hostname } = placeOf(url)
  const way = wayTo(url, context, false)
  const startMs = clock.monotonicMs()
  let seen: Seen
  try {
    seen = await greet(url, hostname, way, context)
  } catch (thrown) {
    const error = stepError(thrown)
    const says = `No secure connection to ${called} came about: ${error.message || error.code}.`
    return finding({
      ...{ verdict: 'fail', says, signs: socketSigns(error) },
      facts: { host: hostname, code: error.code, ...wayFacts(way) },
      failure: classify({ network: error })?.failure ?? null,
    })
  }
  const { certificate, version, authorizationError } = seen
  const facts = {
    ...{ host: hostname, version, authorizationError, trustedBy: seen.trustedBy },
    ...{ subject: certificate.subject, issuer: certificate.issuer },
    chain: certificate.chain.join(' ← '),
    validFrom: isoOf(certificate.notBeforeMs),
    validTo: isoOf(certificate.notAfterMs),
    daysLeft: Math.floor((certificate.notAfterMs - clock.nowMs()) / DAY_MS),
    ms: Math.round(clock.monotonicMs() - startMs),
    ...wayFacts(way),
  }
  const { verdict, signs, says } = judge(seen, hostname, called, clock.nowMs())
  const failure = verdict === 'fail' ? 'tls-failure' : null
  return finding({ verdict, signs, says, facts, failure })
}

interface Seen {
  readonly certificate: SeenCertificate
  readonly version: string
  /** A code of OpenSSL, or Node's of a wrong name; null: Node trusts it. */
  readonly authorizationError: string | null
  /** The name in it is not the host's. */
  readonly isNameWrong: boolean
  readonly trustedBy: 'node' | 'this machine' | 'nobody'
}

async function greet(url: URL, hostname: string, way: Way, context: ProbeContext): Promise<Seen> {
  const { clock, signal, trust } = context
  const greeted = (trusted: readonly string[]) =>
    withPatience(clock, signal, GREETING_MS, async (patient) => {
      const reach = { ...context, signal: patient, trust: trusted }
      const socket = await connectBy(way, url, reach)
      return read(await lookSecure(socket, hostname, reach), hostname)
    })
  const first = await greeted(trust)
  const { authorizationError } = first
  if (authorizationError === null || !ISSUER_CODES.test(authorizationError)) return first
  const wider = withSystemTrust(trust)
  if (wider.length === 0) return first
  const second = await greeted(wider)
  return second.trustedBy === 'node' ? { ...first, trustedBy: 'this machine' } : first
}

function read(socket: TLSSocket, hostname: string): Seen {
  const raw = socket.getPeerCertificate(true)
  const error = socket.authorized ? null : String(socket.authorizationError)
  const seen = {
    certificate: readCertificate(raw),
    version: socket.getProtocol() ?? 'unknown',
    authorizationError: error,
    isNameWrong: checkServerIdentity(hostname, raw) !== undefined,
    trustedBy: error === null ? ('node' as const) : ('nobody' as const),
  }
  socket.destroy()
  return seen
}

function judge(
  { certificate, version, authorizationError, isNameWrong, trustedBy }: Seen,
  hostname: string,
  called: string,
  nowMs: number,
): { verdict: Verdict; signs: Sign[]; says: string } {
  const { issuer, notBeforeMs, notAfterMs, isSelfSigned, isPublic } = certificate
  const signs: Sign[] = []
  const wrong: string[] = []
  const isIssuerUnknown = authorizationError !== null && ISSUER_CODES.test(authorizationError)
  if (notAfterMs < nowMs || authorizationError === 'CERT_HAS_EXPIRED') {
    signs.push('tls-expired')
    wrong.push(`expired at ${isoOf(notAfterMs)}`)
  } else if (notBeforeMs > nowMs || authorizationError === 'CERT_NOT_YET_VALID') {
    signs.push('tls-expired')
    wrong.push(`is valid only from ${isoOf(notBeforeMs)}`)
  }
  if (isNameWrong) {
    signs.push('tls-wrong-name')
    wrong.push(`is not for ${hostname} but for ${certificate.subject}`)
  }
  if (isIssuerUnknown && trustedBy === 'nobody') {
    signs.push('tls-untrusted')
    wrong.push(isSelfSigned ? 'vouches for itself' : `is signed by ${issuer}, which is not trusted`)
  }
  const inspector = inspectorIn(certificate)
  // A chain that lacks a link in the middle is the server's fault; one that ends elsewhere is somebody's in between.
  const isForeign = isIssuerUnknown && !isPublic && !/^UNABLE_TO_/.test(authorizationError ?? '')
  if (inspector !== null || (isForeign && isPublicName(hostname)) || trustedBy === 'this machine') {
    signs.push('tls-intercepted')
  }
  const isOld = OLD_VERSIONS.has(version)
  if (isOld) signs.push('tls-old')
  const isRefused = wrong.length > 0 || (authorizationError !== null && trustedBy === 'nobody')
  if (isRefused) {
    const what = wrong.length > 0 ? wrong.join(', and ') : `is refused (${authorizationError})`
    const says = `The certificate that came for ${called} ${what}.`
    return { verdict: 'fail', signs: ['tls-fails', ...signs], says }
  }
  if (trustedBy === 'this machine') {
    const says = `The certificate for ${called} is signed by ${issuer}: this machine’s own store trusts it, and programs with a list of their own, Node among them, do not.`
    return { verdict: 'warn', signs, says }
  }
  if (inspector !== null) {
    const says = `The certificate for ${called} is signed by ${inspector}: something in your network reads along.`
    return { verdict: 'warn', signs, says }
  }
  if (isOld) {
    return {
      verdict: 'warn',
      signs,
      says: `The connection to ${called} is of an old version, ${version}.`,
    }
  }
  const until = isoOf(notAfterMs)
  if (notAfterMs - nowMs < EXPIRES_SOON_MS) {
    return { verdict: 'warn', signs, says: `The certificate of ${called} ends soon, at ${until}.` }
  }
  return {
    verdict: 'pass',
    signs,
    says: `The connection is ${version}, and its certificate, signed by ${issuer}, is good until ${until}.`,
  }
}

function isoOf(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : 'an unknown time'
}
