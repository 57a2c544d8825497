/** The first step: a connection, to the first of the host's addresses that takes it. */
import { connect as connectSocket, isIP, type Socket } from 'node:net'
import { bare, lookupBy } from './resolve-name.ts'
import { StepFailed } from './step-failed.ts'

/** One of several addresses gets so long before the next is tried, in milliseconds. RFC 8305 says 250; far sites are slower. */
const ADDRESS_TRY_MS = 1_000

export interface Place {
  readonly hostname: string
  readonly port: number
}

export interface ConnectOptions {
  /** The address of a resolver; null: as this machine does it. */
  readonly resolver: string | null
  readonly signal: AbortSignal
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

/** Resolves at `event`; at an error or an abort the socket is ended, and the step says which it was. */
export function arrived<T extends Socket>(
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
