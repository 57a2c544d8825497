/** Listening on any free port of 127.0.0.1, and ending it with every connection. */
import type { AddressInfo, Server, Socket } from 'node:net'

export async function listenAnywhere(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

/** The sockets that are open now and later, so that `closeAll` can end them. */
export function socketsOf(server: Server, event: 'connection' | 'secureConnection' = 'connection') {
  const sockets = new Set<Socket>()
  server.on(event, (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()) // A caller that goes away is no news to a rig.
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

export function closeAll(server: Server, sockets: Iterable<Socket> = []): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    for (const socket of sockets) socket.destroy()
  })
}
