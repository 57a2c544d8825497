/**
 * Puts an emulator on a port, with TLS or without. What a failing network does is done to the real
 * socket: resets, bodies cut short, silence. No request, whole or broken, ends the process.
 */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { systemClock } from '@underpin/ports'
import type { Answers } from '../answers.ts'
import { isLoopbackName } from '../control/door-guard.ts'
import type { Emulator } from '../emulator.ts'
import type { Arrival } from '../journal/journal.ts'
import { isMultipart } from '../read-body.ts'
import type { Reply } from '../reply.ts'
import type { Certificate } from '../tls/certificate.ts'
import { answerBrokenRequest, answerLateRequest } from './broken-request.ts'
import { ListenError, listenError } from './listen-error.ts'
import { RawSockets } from './raw-sockets.ts'
import { writeReply } from './write-reply.ts'

/** Design section 4: where the platform and the status page stand. */
export const PLATFORM_PORT = 4010
export const STATUS_PORT = 4011

/** How long a request may take to arrive whole: then it is answered `request-timeout-batch`, and closed. */
export const REQUEST_ARRIVAL_MAX_MS = 30_000
/**
 * The same for a request that brings a file, which is timed on the emulator's clock while it is read and
 * answered `upload-timeout`; this ends whatever is left. A guess: twice as long as a link lasts.
 */
const UPLOAD_ARRIVAL_MAX_MS = 7_200_000
/** How long its headers may take. A guess: they are a packet or two. */
const HEADERS_ARRIVAL_MAX_MS = 10_000
/** How often Node looks for requests that are late. */
const LATE_CHECK_MS = 1_000
/** Of all headers together. Node's own default, named. */
const HEADER_BYTES_MAX = 16 * 1024
const HEADER_COUNT_MAX = 200
/** An idle connection is closed after this. A guess; balancers in front of APIs take 60 s. */
const KEEP_ALIVE_MS = 60_000
/** How long the greeting of TLS may take. As for headers: a packet or two. */
const HANDSHAKE_MAX_MS = 10_000
/**
 * RFC 6797: a browser that has come by TLS comes by TLS from then on. An hour, where others say a year:
 * browsers may keep to it for everything else on `localhost` too. A guess.
 */
const TRANSPORT_SECURITY = 'max-age=3600'
/** Requests under way may finish for so long after `close`; then their connections are ended. */
const CLOSE_GRACE_MS = 1_500

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Default `127.0.0.1`. Any address but loopback needs the emulator's control token. */
  readonly host?: string
  /** Speaks HTTPS with this; see `keepCertificate`. Default: plain HTTP, which only loopback may speak. */
  readonly tls?: Certificate
  /** Default REQUEST_ARRIVAL_MAX_MS. */
  readonly requestArrivalMaxMs?: number
}

export interface Listening {
  /** `http://127.0.0.1:4010` (`https:` with TLS), without a slash at the end. */
  readonly url: string
  readonly port: number
  /** Stops listening, ends open streams and idle connections; done within 2 s. */
  close(): Promise<void>
}

/**
 * Listens for the platform: login, API, start page and control door.
 *
 * @throws {ListenError} when the port is taken, may not be used, or the address needs a control token or
 * TLS.
 */
export async function listen(emulator: Emulator, options: ListenOptions): Promise<Listening> {
  const { host = '127.0.0.1' } = options
  if (!emulator.parts.door.isGuarded && !isLoopbackAddress(host)) {
    throw new ListenError(
      'E_CONTROL_TOKEN_NEEDED',
      `listening on ${host} lets others reach the control door: start the emulator with a control token, or listen on 127.0.0.1.`,
    )
  }
  const reply = (request: Request, arrival: Arrival) => emulator.reply(request, arrival)
  return serve(emulator, reply, options, () => emulator.parts.door.endStreams())
}

/**
 * Listens for the status page, which stays up when the platform is down.
 *
 * @throws {ListenError} when the port is taken, may not be used, or the address needs TLS.
 */
export async function listenForStatus(
  emulator: Emulator,
  options: ListenOptions,
): Promise<Listening> {
  const { refusals, statusPage } = emulator.parts
  const reply = (request: Request, { socket }: Arrival) => statusPage.reply(request, socket)
  const listening = await serve(emulator, reply, options, () => undefined)
  // Error screens lead to it.
  refusals.statusUrl = listening.url
  return listening
}

type AnyServer = Server | TlsServer

type Replier = (request: Request, arrival: Arrival) => Promise<Reply>

async function serve(
  emulator: Emulator,
  replier: Replier,
  options: ListenOptions,
  endStreams: () => void,
): Promise<Listening> {
  const { host = '127.0.0.1', port, tls, requestArrivalMaxMs = REQUEST_ARRIVAL_MAX_MS } = options
  if (tls === undefined && !isLoopbackAddress(host)) {
    throw new ListenError(
      'E_TLS_NEEDED',
      `listening on ${host} without TLS would carry passwords and tokens in the clear: add TLS (--tls), or listen on 127.0.0.1.`,
    )
  }
  const { answers } = emulator.parts.platform
  const sockets = new RawSockets()
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const arrival = arrivalOf(incoming, outgoing, emulator.parts.shedder !== null)
      return writeReply(await replier(request, arrival), outgoing, sockets)
    },
    // The process may be somebody's test run: its own `Request` and `Response` stay.
    { overrideGlobalObjects: false, hostname: 'localhost' },
  )
  const settings = {
    requestTimeout: UPLOAD_ARRIVAL_MAX_MS,
    headersTimeout: Math.min(HEADERS_ARRIVAL_MAX_MS, requestArrivalMaxMs),
    connectionsCheckingInterval: Math.min(LATE_CHECK_MS, requestArrivalMaxMs),
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: HEADER_BYTES_MAX,
    noDelay: true,
  }
  const onRequest: RequestListener = (incoming, outgoing) => {
    if (!bringsFile(incoming)) limitArrival(incoming, requestArrivalMaxMs, answers)
    if (tls) outgoing.setHeader('strict-transport-security', TRANSPORT_SECURITY)
    void listener(incoming, outgoing)
  }
  const server: AnyServer =
    tls === undefined
      ? createServer(settings, onRequest)
      : createTlsServer({ ...settings, ...tlsSettings(tls) }, onRequest)
  if (tls !== undefined) server.on('connection', (raw: Socket) => sockets.add(raw))
  server.maxHeadersCount = HEADER_COUNT_MAX
  server.on('clientError', (error, socket) => answerBrokenRequest(error, socket as Socket, answers))
  await bind(server, port, host)
  const bound = (server.address() as AddressInfo).port
  const shownHost = host.includes(':') ? `[${host}]` : host
  let closing: Promise<void> | null = null
  const close = () => {
    endStreams()
    return closeServer(server, sockets)
  }
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${shownHost}:${bound}`,
    port: bound,
    close() {
      closing ??= close()
      return closing
    },
  }
}

/** While load is shed, a request counts as in flight to the end of the turn of the event loop that answers it. */
function arrivalOf(
  { rawHeaders, socket }: Pick<IncomingMessage, 'rawHeaders' | 'socket'>,
  outgoing: ServerResponse | Http2ServerResponse,
  isCounted: boolean,
): Arrival {
  if (!isCounted) return { via: 'socket', rawHeaders, socket }
  return {
    ...{ via: 'socket', rawHeaders, socket },
    whenOver: (then) => {
      const later = () => setImmediate(then)
      if (outgoing.writableFinished || outgoing.destroyed) later()
      else outgoing.once('close', later)
    },
  }
}

function tlsSettings({ certificatePem, keyPem }: Certificate) {
  return { cert: certificatePem, key: keyPem, handshakeTimeout: HANDSHAKE_MAX_MS }
}

function isLoopbackAddress(host: string): boolean {
  return isLoopbackName(host) || host === '::1'
}

function bind(server: AnyServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => reject(listenError(error, host, port))
    try {
      server.once('error', onError)
      server.listen(port, host, () => {
        server.off('error', onError)
        resolve()
      })
    } catch (error) {
      reject(listenError(error as NodeJS.ErrnoException, host, port))
    }
  })
}

/** The API, and the pages of companies and projects. */
const TAKES_FILES = /^\/(?:rest|\d{1,16}\/(?:company|project))\//

/** Bodies of these are read as they come, within bounds of their own. */
function bringsFile({ url = '', headers }: IncomingMessage): boolean {
  if (url.startsWith('/storage/')) return true
  return TAKES_FILES.test(url) && isMultipart(headers['content-type'] ?? '')
}

/** In real time, as everything about a socket. A request without a body has arrived with its headers. */
function limitArrival(incoming: IncomingMessage, maxMs: number, answers: Answers): void {
  const { headers, socket } = incoming
  const hasBody =
    headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0
  if (!hasBody) return
  const cancel = systemClock.schedule(maxMs, () => answerLateRequest(socket, answers))
  incoming.once('end', cancel)
  incoming.once('close', cancel)
}

/** The real clock, whatever the emulator's own says: sockets live in real time. */
function closeServer(server: AnyServer, sockets: RawSockets): Promise<void> {
  return new Promise((resolve) => {
    const cancel = systemClock.schedule(CLOSE_GRACE_MS, () => {
      server.closeAllConnections()
      sockets.destroyAll()
    })
    server.close(() => {
      cancel()
      resolve()
    })
    server.closeIdleConnections()
  })
}
