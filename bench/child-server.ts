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

export interface ChildCommand {
  /** Default: this very Node. */
  readonly command?: string
  /** `{port}` is replaced by a free port. */
  readonly argv: readonly string[]
  /** A path that it answers as soon as it is ready. */
  readonly readyPath: string
  readonly env?: Readonly<Record<string, string>>
}

const START_WAIT_MAX_MS = 30_000
const POLL_MS = 5
/** Of its standard error so much is kept, for the error that it did not start. */
const SAID_CHARS_MAX = 4_000

/** @throws when it ends or stays silent instead. */
export async function startServer(options: ChildCommand): Promise<ChildServer> {
  const { command = process.execPath, argv, readyPath, env } = options
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const beganMs = systemClock.monotonicMs()
  const words = argv.map((word) => word.replace('{port}', String(port)))
  // A group of its own, so that what npm starts ends with npm.
  const child = spawn(command, words, {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: { ...process.env, ...env },
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-SAID_CHARS_MAX)
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  for (;;) {
    const waitedMs = systemClock.monotonicMs() - beganMs
    if (await answers(url + readyPath)) return { url, process: child, startMs: waitedMs, stop }
    if (child.exitCode !== null || child.pid === undefined || waitedMs > START_WAIT_MAX_MS) {
      await stop()
      throw new Error(`${command} ${words.join(' ')} did not answer ${url}${readyPath}: ${said}`)
    }
    await sleep(systemClock, POLL_MS)
  }
  async function stop() {
    if (child.exitCode !== null || child.pid === undefined) return
    process.kill(-child.pid, 'SIGTERM')
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

function freePort(): Promise<number> {
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
