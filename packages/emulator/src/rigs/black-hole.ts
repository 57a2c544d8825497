/**
 * `connect-timeout`: an address that swallows connections. A socket listens and is never accepted from;
 * once its queue is full, the system drops further attempts without a word, as a firewall does.
 */
import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { sleep, systemClock } from '@underpin/ports'
import type { Rig } from './rig.ts'

/** A connection that is not made after this stays unmade: on loopback it takes well under a millisecond. */
const FULL_AFTER_MS = 250

/** The queue holds a connection or two more than asked for; a system that holds so many holds any number. */
const FILLERS_MAX = 32

/** @throws when this system's queue cannot be filled, so that the rig would not be true. */
export async function blackHole(): Promise<Rig> {
  const worker = new Worker(new URL('./deaf-listener.ts', import.meta.url))
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  const fillers: Socket[] = []
  const close = async () => {
    for (const filler of fillers) filler.destroy()
    await worker.terminate()
  }
  while (fillers.length < FILLERS_MAX) {
    const filler = connect(port, '127.0.0.1').on('error', () => undefined) // Reset when the rig closes.
    fillers.push(filler)
    const isConnected = new Promise((resolve) => filler.once('connect', () => resolve(true)))
    if (!(await Promise.race([isConnected, sleep(systemClock, FULL_AFTER_MS)]))) {
      return { url: `http://127.0.0.1:${port}`, close }
    }
  }
  await close()
  throw new Error(`this system takes ${FILLERS_MAX} connections that nobody accepts: no black hole`)
}
