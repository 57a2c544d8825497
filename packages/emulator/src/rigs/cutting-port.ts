/** `connection-reset`: a port that takes connections and cuts each at once. */
import { createServer } from 'node:net'
import { closeAll, listenAnywhere } from './loopback.ts'
import type { Rig } from './rig.ts'

export async function cuttingPort(): Promise<Rig> {
  const server = createServer((socket) => socket.resetAndDestroy())
  const port = await listenAnywhere(server)
  return { url: `http://127.0.0.1:${port}`, close: () => closeAll(server) }
}
