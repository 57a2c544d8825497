/** An emulator in a process of its own, started by the real command on free ports. */
import { createInterface } from 'node:readline'
import { type Ran, start } from './underpin.ts'

export interface RunningEmulator {
  readonly url: string
  readonly statusUrl: string
  readonly pid: number
  /** What it printed when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>
  readonly ended: Promise<Ran>
  signal(name: NodeJS.Signals): void
}

export async function runEmulator(args: readonly string[] = []): Promise<RunningEmulator> {
  const free = ['--port', '0', '--status-port', '0', '--json']
  const { child, ended } = start(['emulate', ...free, ...args])
  if (!child.stdout) throw new Error('no standard output')
  const lines = createInterface({ input: child.stdout })
  const first = new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    ended.then(({ code, stderr }) => reject(new Error(`it ended with ${code}: ${stderr}`)), reject)
  })
  const ready = JSON.parse(await first)
  return {
    url: ready.url,
    statusUrl: ready.statusUrl,
    pid: ready.pid,
    ready,
    ended,
    signal: (name) => child.kill(name),
  }
}
