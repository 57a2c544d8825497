/** A connection through a proxy, to its own door or on to where it is asked for (RFC 9110, section 9.3.6). */
import { request } from 'node:http'
import { isIP, type Socket } from 'node:net'
import { type ConnectOptions, connectTo, type Place } from './connect.ts'
import type { WebProxy } from './proxy-of.ts'
import { type SecureOptions, secure } from './secure.ts'
import { StepFailed } from './step-failed.ts'

/** The code that Node has for a proxy that makes no tunnel. */
export const TUNNEL_REFUSED = 'ERR_PROXY_TUNNEL'

/** @throws {StepFailed} */
export async function connectToProxy(
  proxy: WebProxy,
  options: ConnectOptions & SecureOptions,
): Promise<Socket> {
  // A proxy is named by whoever runs the network: the resolver under examination need not know it.
  const socket = await connectTo(proxy, { ...options, resolver: null })
  return proxy.isSecure ? secure(socket, proxy.hostname, options) : socket
}

/** @throws {StepFailed} with TUNNEL_REFUSED when the proxy answers with anything but a success. */
export async function tunnelTo(
  place: Place,
  proxy: WebProxy,
  options: ConnectOptions & SecureOptions,
): Promise<Socket> {
  const { signal } = options
  const socket = await connectToProxy(proxy, options)
  const authority = authorityOf(place)
  const { authorization, shown } = proxy
  return new Promise((resolve, reject) => {
    const failed = (cause: unknown) => {
      socket.destroy()
      const { aborted, reason } = signal
      reject(aborted ? StepFailed.givenUp('connect', reason) : new StepFailed('connect', cause))
    }
    const asking = request({
      ...{ method: 'CONNECT', path: authority, createConnection: () => socket, signal },
      headers: {
        host: authority,
        ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
      },
    })
    const answered = (status = 0, word = '') => {
      const said = `the proxy ${shown} answered CONNECT with ${status} ${word}`.trim()
      failed(Object.assign(new Error(said), { code: TUNNEL_REFUSED }))
    }
    asking.once('connect', ({ statusCode = 0, statusMessage }) => {
      if (statusCode >= 200 && statusCode < 300) resolve(socket)
      else answered(statusCode, statusMessage)
    })
    asking.once('response', ({ statusCode, statusMessage }) => answered(statusCode, statusMessage))
    asking.once('error', failed)
    asking.end()
  })
}

function authorityOf({ hostname, port }: Place): string {
  return `${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port}`
}
