/** Sockets, step by step: a connection, a tunnel through a proxy, TLS on top. Each step fails as what it is. */
import { request } from 'node:http'
import { connect as connectSocket, isIP, type Socket } from 'node:net'
import { connect as connectTls, getCACertificates, type TLSSocket } from 'node:tls'
import type { WebProxy } from './proxy-of.ts'
import { bare, lookupBy } from './resolve-name.ts'
import { StepFailed } from './step-failed.ts'

/** One of several addresses gets so long before the next is tried, in milliseconds. RFC 8305 says 250; far sites are slower. */
const ADDRESS_TRY_MS = 1_000

/** The code that Node has for a proxy that makes no tunnel. */
export const TUNNEL_REFUSED = 'ERR_PROXY_TUNNEL'

export interface Place {
  readonly hostname: string
  readonly port: number
}

export interface ConnectOptions {
  /** The address of a resolver; null: as this machine does it. */
  readonly resolver: string | null
  readonly signal: AbortSignal
}

export interface SecureOptions {
  /** Certificates (PEM) besides those that Node trusts. */
  readonly trust: readonly string[]
  readonly signal: AbortSignal
  /** False: the certificate is taken as it is, to be looked at; nothing is then sent over it. Default true. */
  readonly isChecked?: boolean
}

export function placeOf(url: URL): Place {
  return {
    hostname: bare(url.hostname),
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
  }
}

/** @throws {StepFailed} */
export function connectTo(place: Place, { resolver, signal }: ConnectOptions): Promise<Socket> {
  const { hostname, port } = place
  const lookup = lookupBy(resolver)
  const socket = connectSocket({
    ...{ host: hostname, port, autoSelectFamily: true },
    autoSelectFamilyAttemptTimeout: ADDRESS_TRY_MS,
    ...(lookup === undefined ? {} : { lookup }),
  })
  let phase: 'resolve' | 'connect' = isIP(hostname) > 0 ? 'connect' : 'resolve'
  socket.once('lookup', (error: Error | null) => {
    if (!error) phase = 'connect'
  })
  return arrived(socket, 'connect', signal, () => phase)
}

/** @throws {StepFailed} */
export function secure(
  socket: Socket,
  hostname: string,
  { trust, signal, isChecked = true }: SecureOptions,
): Promise<TLSSocket> {
  const secured = connectTls({
    socket,
    ...(isIP(hostname) > 0 ? { host: hostname } : { host: hostname, servername: hostname }),
    ...{ rejectUnauthorized: isChecked, ALPNProtocols: ['http/1.1'] },
    ...(trust.length === 0 ? {} : { ca: [...getCACertificates('default'), ...trust] }),
  })
  return arrived(secured, 'secureConnect', signal, () => 'tls')
}

/**
 * A connection to `place` that a proxy makes (RFC 9110, section 9.3.6).
 *
 * @throws {StepFailed} with TUNNEL_REFUSED when the proxy answers with anything but a success.
 */
export async function tunnelTo(
  place: Place,
  proxy: WebProxy,
  options: ConnectOptions & SecureOptions,
): Promise<Socket> {
  const socket = await connectToProxy(proxy, options)
  const { hostname, port } = place
  const authority = `${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port}`
  const { authorization } = proxy
  return new Promise((resolve, reject) => {
    const asking = request({
      ...{ method: 'CONNECT', path: authority, createConnection: () => socket },
      headers: {
        host: authority,
        ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
      },
      signal: options.signal,
    })
    const refused = (cause: unknown) => {
      socket.destroy()
      reject(
        options.signal.aborted
          ? StepFailed.givenUp('connect', options.signal.reason)
          : new StepFailed('connect', cause),
      )
    }
    asking.once('connect', ({ statusCode = 0, statusMessage = '' }) => {
      if (statusCode >= 200 && statusCode < 300) return resolve(socket)
      const said = `the proxy ${proxy.shown} answered CONNECT with ${statusCode} ${statusMessage}`
      refused(Object.assign(new Error(said.trim()), { code: TUNNEL_REFUSED, statusCode }))
    })
    asking.once('error', refused)
    asking.end()
  })
}

/** @throws {StepFailed} */
export async function connectToProxy(
  proxy: WebProxy,
  options: ConnectOptions & SecureOptions,
): Promise<Socket> {
  // A proxy is named by whoever runs the network: the resolver under examination need not know it.
  const socket = await connectTo(proxy, { ...options, resolver: null })
  if (!proxy.isSecure) return socket
  return secure(socket, proxy.hostname, { trust: options.trust, signal: options.signal })
}

/** Resolves at `event`; at an error or an abort the socket is ended, and the step says which it was. */
function arrived<T extends Socket>(
  socket: T,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
  phase: () => 'resolve' | 'connect' | 'tls',
): Promise<T> {
  return new Promise((resolve, reject) => {
    const failed = (error: StepFailed) => {
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      reject(error)
    }
    const onAbort = () => failed(StepFailed.givenUp(phase(), signal.reason))
    // Stays: an error that comes after the promise is settled must not end the process.
    socket.on('error', (error) => failed(new StepFailed(phase(), error)))
    socket.once('close', () => failed(new StepFailed(phase(), closedEarly())))
    socket.once(event, () => {
      signal.removeEventListener('abort', onAbort)
      resolve(socket)
    })
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}

function closedEarly(): Error {
  return Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })
}
