/**
 * A proxy as offices have them: requests come to it whole (`GET http://host/path`) or as `CONNECT`. It
 * passes them on, wherever their names point, to loopback; or it demands that people sign in to it first.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { closeAll, listenAnywhere, socketsOf } from './loopback.ts'
import type { Rig } from './rig.ts'

/** RFC 9110, section 15.5.8. */
const DEMAND = {
  status: 407,
  headers: { 'proxy-authenticate': 'Basic realm="office"', 'content-type': 'text/html' },
  body: '<html><body><h1>Proxy Authentication Required</h1></body></html>',
} as const

export interface HttpProxy extends Rig {
  /** What was asked of it: `GET api.procore.test:4010`. */
  readonly asked: readonly string[]
}

/** @param way `passes` sends everything to its port on 127.0.0.1. */
export async function httpProxy(way: 'passes' | 'demands-sign-in' = 'passes'): Promise<HttpProxy> {
  const asked: string[] = []
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.headers.host}`)
    if (way === 'passes') return passOn(incoming, outgoing)
    incoming.resume()
    outgoing.writeHead(DEMAND.status, DEMAND.headers).end(DEMAND.body)
  })
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${incoming.url}`)
    if (way === 'passes') return tunnel(incoming, socket)
    const lines = Object.entries(DEMAND.headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\n${lines.join('')}\r\n${DEMAND.body}`)
  })
  const sockets = socketsOf(server)
  const port = await listenAnywhere(server)
  return { url: `http://127.0.0.1:${port}`, asked, close: () => closeAll(server, sockets) }
}

function passOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers } = incoming
  const target = new URL(incoming.url ?? '/', `http://${headers.host ?? 'localhost'}`)
  const place = {
    host: '127.0.0.1',
    port: target.port || 80,
    path: target.pathname + target.search,
  }
  const onward = request({ ...place, method, headers, agent: false }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.writeHead(502).end())
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}

function tunnel(incoming: IncomingMessage, socket: Socket): void {
  const port = Number(/:(\d+)$/.exec(incoming.url ?? '')?.[1] ?? 443)
  const onward = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    onward.pipe(socket)
    socket.pipe(onward)
  })
  onward.on('error', () => socket.destroy()) // Nobody there: the caller sees its connection end.
  socket.on('error', () => onward.destroy())
  socket.on('close', () => onward.destroy())
}
