/**
 * Whose certificate comes? The connection is taken whatever the certificate is, looked at, and ended:
 * then its fault can be named, and an inspecting proxy told from Procore. Nothing is sent over it.
 */
import { checkServerIdentity, type TLSSocket } from 'node:tls'
import { classify } from '@underpin/failures'
import type { ProbeFinding } from '../../report/probe-result.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'
import { placeOf } from '../wire/connect.ts'
import { withPatience } from '../wire/patience.ts'
import { lookSecure, withSystemTrust } from '../wire/secure.ts'
import { stepError } from '../wire/step-failed.ts'
import { connectBy, type Way, wayTo } from '../wire/way.ts'
import { isoOf, readCertificate } from './certificate.ts'
import type { Host } from './hosts.ts'
import { isIssuerUnknown, judgeCertificate, type SeenConnection } from './judge-certificate.ts'
import { socketSigns } from './socket-signs.ts'
import { wayFacts } from './way-words.ts'

/** Connection and greeting, in milliseconds; with an authority that Node does not know, twice. */
const GREETING_MS = 3_500

const DAY_MS = 86_400_000

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
  let seen: SeenConnection
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
  const { verdict, signs, says } = judgeCertificate(seen, hostname, called, clock.nowMs())
  const failure = verdict === 'fail' ? 'tls-failure' : null
  return finding({ verdict, signs, says, facts, failure })
}

async function greet(
  url: URL,
  hostname: string,
  way: Way,
  context: ProbeContext,
): Promise<SeenConnection> {
  const { clock, signal, trust } = context
  const greeted = (trusted: readonly string[]) =>
    withPatience(clock, signal, GREETING_MS, async (patient) => {
      const reach = { ...context, signal: patient, trust: trusted }
      const socket = await connectBy(way, url, reach)
      return read(await lookSecure(socket, hostname, reach), hostname, trust)
    })
  const first = await greeted(trust)
  if (!isIssuerUnknown(first)) return first
  const wider = withSystemTrust(trust)
  if (wider.length === 0) return first
  const second = await greeted(wider)
  return isIssuerUnknown(second) ? first : { ...first, trustedBy: 'machine' }
}

function read(socket: TLSSocket, hostname: string, trust: readonly string[]): SeenConnection {
  const raw = socket.getPeerCertificate(true)
  const certificate = readCertificate(raw, trust)
  const seen = {
    ...{ certificate, version: socket.getProtocol() ?? 'unknown' },
    authorizationError: socket.authorized ? null : String(socket.authorizationError),
    isNameWrong: checkServerIdentity(hostname, raw) !== undefined,
  }
  socket.destroy()
  return { ...seen, trustedBy: isIssuerUnknown(seen) ? 'nobody' : certificate.root }
}
