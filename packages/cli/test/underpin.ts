/** Runs the real command in a process of its own, as a person would. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const MAIN = join(import.meta.dirname, '..', 'bin', 'underpin.js')

export interface Ran {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/** Runs to the end. */
export async function underpin(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { child, ended } = start(args, options)
  child.stdin?.end(options.input ?? '')
  return ended
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
}

/** Starts, and leaves it running: for servers. */
export function start(args: readonly string[], { env = {}, cwd }: RunOptions = {}): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', ...env },
    ...(cwd ? { cwd } : {}),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const exit = new Promise<Pick<Ran, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(
    ([how, stdout, stderr]) => ({ ...how, stdout, stderr }),
  )
  return { child, ended }
}
