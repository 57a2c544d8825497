/** `network-intercepted`: somebody in between answers everything with a page of their own. */
import { createServer } from 'node:http'
import { failureMode, writeBody } from '@underpin/failures'
import { closeAll, listenAnywhere, socketsOf } from './loopback.ts'
import type { Rig } from './rig.ts'

const SIGN_IN_PATH = '/sign-in'

/** @param way the page at once, as most do, or a redirect to it. */
export async function captivePortal(way: 'page' | 'redirect' = 'page'): Promise<Rig> {
  const { wire } = failureMode('network-intercepted')
  if (wire === null) throw new Error('the catalogue has no page for network-intercepted')
  const { body, contentType } = writeBody(wire.shape, wire)
  const server = createServer((incoming, outgoing) => {
    incoming.resume()
    if (way === 'redirect' && incoming.url !== SIGN_IN_PATH) {
      outgoing.writeHead(302, { location: SIGN_IN_PATH }).end()
      return
    }
    outgoing.writeHead(wire.status, { 'content-type': contentType }).end(body)
  })
  const sockets = socketsOf(server)
  const port = await listenAnywhere(server)
  return { url: `http://127.0.0.1:${port}`, close: () => closeAll(server, sockets) }
}
