/** A server in a process of its own: started, awaited until it answers, and ended. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { sleep, systemClock } from '@underpin/ports'

export interface ChildServer {
  readonly url: string
  readonly process: ChildProcess
  /** From the start of the process to the first answer, in milliseconds. */
  readonly startMs: number
  stop(): Promise<void>
}

const START_WAIT_MAX_MS = 30_000
const POLL_MS = 5

/** @param argv arguments for Node; `{port}` is replaced by a free port. */
export async function startServer(
  argv: readonly string[],
  readyPath: string,
): Promise<ChildServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const beganMs = systemClock.monotonicMs()
  const child = spawn(
    process.execPath,
    argv.map((word) => word.replace('{port}', String(port))),
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  for (;;) {
    const waitedMs = systemClock.monotonicMs() - beganMs
    if (await answers(url + readyPath)) return { url, process: child, startMs: waitedMs, stop }
    if (child.exitCode !== null || waitedMs > START_WAIT_MAX_MS) {
      child.kill('SIGKILL')
      throw new Error(`${argv.join(' ')} did not answer ${url}${readyPath}`)
    }
    await sleep(systemClock, POLL_MS)
  }
  async function stop() {
    if (child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.arrayBuffer()
    return true
  } catch {
    return false // Not listening yet.
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}
