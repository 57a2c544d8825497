/** `connection-refused`: a port that nobody listens on. */
import { createServer } from 'node:net'
import { closeAll, listenAnywhere } from './loopback.ts'
import type { Rig } from './rig.ts'

/** The port was free a moment ago; no one else is given it soon, as the system hands ports out in turn. */
export async function closedPort(): Promise<Rig> {
  const server = createServer()
  const port = await listenAnywhere(server)
  await closeAll(server)
  return { url: `http://127.0.0.1:${port}`, close: async () => undefined }
}
