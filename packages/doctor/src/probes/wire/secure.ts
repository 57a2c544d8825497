/** TLS on top of a connection: as integrations do it, or only to look at what comes. */
import { isIP, type Socket } from 'node:net'
import {
  connect,
  createSecureContext,
  getCACertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import { arrived } from './connect.ts'
import { StepFailed } from './step-failed.ts'

/** The certificate is sound, and of an authority that is not known: another list of authorities may know it. */
const UNKNOWN_AUTHORITY: ReadonlySet<string> = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** A list of authorities is read once: a thousand certificates take 20 ms. */
const contexts = new WeakMap<readonly string[], SecureContext>()
const widened = new WeakMap<readonly string[], readonly string[]>()

export interface SecureOptions {
  /** Certificates (PEM) besides those that Node trusts. */
  readonly trust: readonly string[]
  readonly signal: AbortSignal
}

/**
 * Checked as Node checks, and refused as Node refuses.
 *
 * @throws {StepFailed}
 */
export function secure(
  socket: Socket,
  hostname: string,
  { trust, signal }: SecureOptions,
): Promise<TLSSocket> {
  const secured = connect({
    ...{ socket, rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] },
    ...named(hostname),
    ...(trust.length === 0 ? {} : { secureContext: contextOf(trust) }),
  })
  return arrived(secured, 'secureConnect', signal, () => 'tls')
}

/**
 * Takes whatever comes, old versions and unknown authorities too, so that it can be judged. Nothing may
 * be sent over it.
 *
 * @throws {StepFailed}
 */
export function lookSecure(
  socket: Socket,
  hostname: string,
  { trust, signal }: SecureOptions,
): Promise<TLSSocket> {
  const secured = connect({
    ...{ socket, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] },
    // Level 0 is what OpenSSL asks for before it speaks TLS 1.0 and 1.1.
    ...{ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
    ...named(hostname),
    ...(trust.length === 0 ? {} : { ca: authorities(trust) }),
  })
  return arrived(secured, 'secureConnect', signal, () => 'tls')
}

export function isUnknownAuthority(thrown: unknown): boolean {
  return thrown instanceof StepFailed && UNKNOWN_AUTHORITY.has(thrown.code)
}

/**
 * With the authorities of this machine's own store, which its browsers trust and Node does not ask. Empty
 * when there are none. Read only when it is needed, as it takes 100 ms, and once for each list.
 */
export function withSystemTrust(trust: readonly string[]): readonly string[] {
  const known = widened.get(trust)
  if (known !== undefined) return known
  let system: readonly string[] = []
  try {
    system = getCACertificates('system')
  } catch {
    // A store that cannot be read vouches for nobody.
  }
  const made = system.length === 0 ? [] : [...trust, ...system]
  widened.set(trust, made)
  return made
}

function contextOf(trust: readonly string[]): SecureContext {
  const known = contexts.get(trust)
  if (known !== undefined) return known
  const made = createSecureContext({ ca: authorities(trust) })
  contexts.set(trust, made)
  return made
}

function authorities(trust: readonly string[]): string[] {
  return [...getCACertificates('default'), ...trust]
}

/** An address is no server name (RFC 6066, section 3), and is checked as `host`. */
function named(hostname: string) {
  return isIP(hostname) > 0 ? { host: hostname } : { host: hostname, servername: hostname }
}
