/** The way to a URL as an integration would take it: straight, or through the proxy that is set. */
import type { Socket } from 'node:net'
import type { ProbeContext } from '../probe.ts'
import { connectTo, placeOf } from './connect.ts'
import { proxyOf, type WebProxy } from './proxy-of.ts'
import { isUnknownAuthority, secure, withSystemTrust } from './secure.ts'
import { connectToProxy, tunnelTo } from './tunnel.ts'

export type WayOptions = Pick<ProbeContext, 'targets' | 'environment' | 'trust' | 'signal'>

export type Way =
  | { readonly kind: 'straight' }
  | { readonly kind: 'tunnel'; readonly proxy: WebProxy }
  /** The proxy is handed the request, and sends it itself. */
  | { readonly kind: 'forward'; readonly proxy: WebProxy }

/** @param isPlain whether it may be read on the way: plain HTTP, with no token in it. */
export function wayTo(
  url: URL,
  { environment }: Pick<WayOptions, 'environment'>,
  isPlain: boolean,
): Way {
  const proxy = proxyOf(url, environment)
  if (proxy === null) return { kind: 'straight' }
  return isPlain ? { kind: 'forward', proxy } : { kind: 'tunnel', proxy }
}

/**
 * A connection, without TLS.
 *
 * @throws {StepFailed}
 */
export function connectBy(way: Way, url: URL, options: WayOptions): Promise<Socket> {
  const { targets, signal, trust } = options
  const reach = { resolver: targets.resolver, signal, trust }
  if (way.kind === 'forward') return connectToProxy(way.proxy, reach)
  if (way.kind === 'tunnel') return tunnelTo(placeOf(url), way.proxy, reach)
  return connectTo(placeOf(url), reach)
}

/**
 * A connection ready for a request. A certificate that only this machine's own store knows is taken,
 * as its browsers take it; the probe of TLS says so.
 *
 * @throws {StepFailed}
 */
export async function openWay(way: Way, url: URL, options: WayOptions): Promise<Socket> {
  if (url.protocol !== 'https:') return connectBy(way, url, options)
  const { hostname } = placeOf(url)
  try {
    return await secure(await connectBy(way, url, options), hostname, options)
  } catch (thrown) {
    if (!isUnknownAuthority(thrown)) throw thrown
    const trust = withSystemTrust(options.trust)
    if (trust.length === 0) throw thrown
    return secure(await connectBy(way, url, options), hostname, { ...options, trust })
  }
}
