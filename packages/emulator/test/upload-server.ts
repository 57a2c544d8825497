/** A listening emulator in a process of its own, which tells its parent what memory it has taken. */
import { createEmulator } from '../src/create-emulator.ts'
import { listen } from '../src/server/listen.ts'

export interface Memory {
  /** Bytes now, and the most that it ever was. */
  readonly rss: number
  readonly peak: number
}

const [dataFile] = process.argv.slice(2)
const emulator = createEmulator({
  limits: { hourly: 0, spike: 0 },
  ...(dataFile === undefined ? {} : { dataFile }),
})
const server = await listen(emulator, { port: 0 })

process.on('message', (message) => {
  // As a process ends that forgot its emulator.
  if (message === 'exit') process.exit(0)
  const memory: Memory = {
    rss: process.memoryUsage.rss(),
    peak: process.resourceUsage().maxRSS * 1_024,
  }
  process.send?.(memory)
})
process.on('disconnect', async () => {
  await server.close()
  emulator.close()
})
process.send?.({ url: server.url })
