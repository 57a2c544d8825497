/** What a certificate says, and what is wrong with it. */

import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls'
import { rootCertificates } from 'node:tls'

/** A chain is as long as this or goes in circles. A guess: public ones have three. */
const CHAIN_MAX = 8

/** What was read off a connection, as it came; a chain ends with its root, if the server or Node knows it. */
export interface SeenCertificate {
  readonly subject: string
  readonly issuer: string
  /** From the host's own to the last that is known: common names. */
  readonly chain: readonly string[]
  readonly notBeforeMs: number
  readonly notAfterMs: number
  /** The host's certificate vouches for itself. */
  readonly isSelfSigned: boolean
  /**
   * Where the chain ends: in the list that Node and browsers bring, at a certificate that was handed to
   * the examination, or at neither.
   */
  readonly root: 'public' | 'given' | 'extra'
}

export function readCertificate(
  certificate: DetailedPeerCertificate,
  trust: readonly string[],
): SeenCertificate {
  const chain = chainOf(certificate)
  const last = chain.at(-1) ?? certificate
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    chain: chain.map(({ subject }) => nameOf(subject)),
    notBeforeMs: Date.parse(certificate.valid_from),
    notAfterMs: Date.parse(certificate.valid_to),
    isSelfSigned: chain.length === 1 && isOwnIssuer(certificate),
    root: rootOf(last, trust),
  }
}

/** Names that makers of inspecting proxies, filters and virus scanners give to their authorities. */
const INSPECTORS =
  /zscaler|netskope|blue ?coat|symantec web|fortinet|fortigate|palo ?alto|sophos|cisco umbrella|forcepoint|websense|check ?point|barracuda|mcafee|skyhigh|trellix|watchguard|sonicwall|kaspersky|avast|avg web|eset ssl|bitdefender|dr\.?web|mitmproxy|charles proxy|fiddler|portswigger|iboss|cato networks|untangle|smoothwall|lightspeed|securly|goguardian|squid|trend micro|menlo security|cloudflare gateway|cloudflare for teams|inspection|interception|proxy ca/i

/** The name of an inspector among the chain's; null: none that is known. */
export function inspectorIn({ issuer, chain }: SeenCertificate): string | null {
  return [issuer, ...chain.slice(1)].find((name) => INSPECTORS.test(name)) ?? null
}

function chainOf(certificate: DetailedPeerCertificate): readonly DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = []
  let at: DetailedPeerCertificate | undefined = certificate
  while (at !== undefined && chain.length < CHAIN_MAX) {
    chain.push(at)
    // The root is its own issuer, and Node says so with a circle.
    const above: DetailedPeerCertificate | undefined = at.issuerCertificate
    at = above === at || above?.fingerprint256 === at.fingerprint256 ? undefined : above
  }
  return chain
}

function isOwnIssuer({ subject, issuer }: PeerCertificate): boolean {
  return nameOf(subject) === nameOf(issuer)
}

let publicRoots: ReadonlySet<string> | null = null

function rootOf(
  { raw }: DetailedPeerCertificate,
  trust: readonly string[],
): SeenCertificate['root'] {
  const own = raw?.toString('base64') ?? ''
  publicRoots ??= new Set(rootCertificates.map(bodyOf))
  if (publicRoots.has(own)) return 'public'
  // A file of certificates may hold several.
  return trust.some((pem) => own !== '' && bodyOf(pem).includes(own)) ? 'given' : 'extra'
}

function bodyOf(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, '')
}

/** `CN (O)`, or whichever of them there is. A field may come several times. */
function nameOf(subject: PeerCertificate['subject'] | undefined): string {
  const [name, organisation] = [subject?.CN, subject?.O].map((each) =>
    Array.isArray(each) ? each.join(', ') : (each ?? ''),
  )
  if (!name) return organisation ?? ''
  return !organisation || organisation === name ? name : `${name} (${organisation})`
}

export function isoOf(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : 'an unknown time'
}
