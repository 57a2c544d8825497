/**
 * Something that stands in front of a server, as balancers, inspection boxes and slow lines do: it passes
 * each request on, or does to it what it is told.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type FailureId, failureMode, writeBody } from '@underpin/failures'
import { systemClock } from '@underpin/ports'
import type { Certificate } from '../tls/certificate.ts'
import { closeAll, listenAnywhere, socketsOf } from './loopback.ts'
import type { Rig } from './rig.ts'

export type Interference =
  /** Lets it through. */
  | { readonly kind: 'pass' }
  /** Answers as the catalogue writes this failure. */
  | { readonly kind: 'fail'; readonly failure: FailureId }
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Record<string, string>
      readonly body: string
    }
  /** Lets it through after so many milliseconds. */
  | { readonly kind: 'late'; readonly byMs: number }
  /** Cuts the connection. */
  | { readonly kind: 'reset' }
  /** Never answers. */
  | { readonly kind: 'silence' }

export interface FrontOptions {
  /** An origin of plain HTTP. */
  readonly upstream: string
  /** Speaks TLS with this. Default: plain HTTP. */
  readonly tls?: Certificate
  /** Asked for each request. Default: lets everything through. */
  readonly interfere?: (incoming: IncomingMessage) => Interference
}

export async function front(options: FrontOptions): Promise<Rig> {
  const { upstream, tls, interfere = () => ({ kind: 'pass' }) } = options
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    act(interfere(incoming), upstream, incoming, outgoing)
  const server =
    tls === undefined
      ? createServer(onRequest)
      : createTlsServer({ cert: tls.certificatePem, key: tls.keyPem }, onRequest)
  server.on('tlsClientError', () => undefined) // Who does not trust it leaves: what such a rig is for.
  const sockets = socketsOf(server)
  const port = await listenAnywhere(server)
  const scheme = tls === undefined ? 'http' : 'https'
  return { url: `${scheme}://127.0.0.1:${port}`, close: () => closeAll(server, sockets) }
}

function act(
  interference: Interference,
  upstream: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  switch (interference.kind) {
    case 'pass':
      passOn(upstream, incoming, outgoing)
      return
    case 'late':
      systemClock.schedule(interference.byMs, () => passOn(upstream, incoming, outgoing))
      return
    case 'reset':
      incoming.socket.resetAndDestroy()
      return
    case 'silence':
      incoming.resume()
      return
    case 'answer':
      incoming.resume()
      outgoing.writeHead(interference.status, interference.headers).end(interference.body)
      return
    case 'fail': {
      incoming.resume()
      const { wire } = failureMode(interference.failure)
      if (wire === null) throw new Error(`${interference.failure} is not answered`)
      const { body, contentType } = writeBody(wire.shape, wire)
      outgoing.writeHead(wire.status, { 'content-type': contentType }).end(body)
    }
  }
}

function passOn(upstream: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url, headers } = incoming
  const onward = request(`${upstream}${url}`, { method, headers, agent: false }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy()) // The server behind it went away: so does the answer.
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}
