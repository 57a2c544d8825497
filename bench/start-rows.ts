/** How soon something answers, and how little it holds while nobody asks. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from '@underpin/emulator'
import { sleep, systemClock } from '@underpin/ports'
import { type ChildServer, startServer } from './child-server.ts'
import { CLI, HEALTH } from './emulator-world.ts'
import { median, type Row } from './row.ts'

const FRESH_ROUNDS = 40
const START_ROUNDS = 7

/** Design section 6, and for `npm start` what a fresh clone has to show. */
const FRESH_MAX_MS = 5
const COMMAND_MAX_MS = 400
const RSS_MAX_MB = 120
const NPM_START_MAX_MS = 2_000

/** After the first answer: late garbage is gone, nothing is under way. */
const IDLE_MS = 1_500

const ROOT = join(import.meta.dirname, '..')
const PORTS = ['--port', '{port}', '--status-port', '0']
const EMULATE = { argv: [CLI, 'emulate', ...PORTS], readyPath: HEALTH }

export async function* startRows(): AsyncIterable<Row> {
  yield freshInProcess()
  // Looking for the first answer is not to include the loading of `fetch`.
  await (await startServer(EMULATE)).stop()
  yield await fromCommand()
  yield await idleMemory()
  yield await npmStart()
}

function freshInProcess(): Row {
  const times = Array.from({ length: FRESH_ROUNDS + 1 }, () => {
    const beganMs = systemClock.monotonicMs()
    const emulator = createEmulator()
    const tookMs = systemClock.monotonicMs() - beganMs
    emulator.close()
    return tookMs
  })
  const [first = Number.NaN, ...later] = times
  const ms = median(later)
  return {
    what: 'a fresh emulator in process, default world',
    measured: `${ms.toFixed(1)} ms`,
    target: `< ${FRESH_MAX_MS} ms`,
    isMet: ms < FRESH_MAX_MS,
    detail: `median of ${FRESH_ROUNDS} after the first; the first took ${first.toFixed(0)} ms`,
  }
}

async function fromCommand(): Promise<Row> {
  const times: number[] = []
  for (let round = 0; round < START_ROUNDS; round++) times.push(await startMsOf(EMULATE))
  const folder = mkdtempSync(join(tmpdir(), 'underpin-bench-'))
  const coldMs = await startMsOf({ ...EMULATE, env: { NODE_COMPILE_CACHE: folder } })
  rmSync(folder, { recursive: true })
  const ms = median(times)
  return {
    what: '`underpin emulate`, from the command to the first answer',
    measured: `${ms.toFixed(0)} ms`,
    target: `< ${COMMAND_MAX_MS} ms`,
    isMet: ms < COMMAND_MAX_MS,
    detail: `median of ${START_ROUNDS}, ${least(times)} to ${most(times)} ms; the very first, with nothing compiled yet, ${coldMs.toFixed(0)} ms`,
  }
}

async function idleMemory(): Promise<Row> {
  const server = await startServer(EMULATE)
  await sleep(systemClock, IDLE_MS)
  const mb = residentMb(server)
  await server.stop()
  return {
    what: '`underpin emulate`, resident memory while idle',
    measured: `${mb.toFixed(0)} MB`,
    target: `< ${RSS_MAX_MB} MB`,
    isMet: mb < RSS_MAX_MB,
    detail: `${IDLE_MS} ms after the first answer, default world`,
  }
}

async function npmStart(): Promise<Row> {
  const times: number[] = []
  for (let round = 0; round < START_ROUNDS; round++) {
    const argv = ['--prefix', ROOT, 'start', '--silent', '--', ...PORTS]
    times.push(await startMsOf({ command: 'npm', argv, readyPath: HEALTH }))
  }
  const ms = median(times)
  return {
    what: '`npm start`, from the command to the first answer',
    measured: `${ms.toFixed(0)} ms`,
    target: `< ${NPM_START_MAX_MS} ms`,
    isMet: ms < NPM_START_MAX_MS,
    detail: `median of ${START_ROUNDS}, ${least(times)} to ${most(times)} ms; npm itself included`,
  }
}

async function startMsOf(options: Parameters<typeof startServer>[0]): Promise<number> {
  const server = await startServer(options)
  await server.stop()
  return server.startMs
}

/** `ps` counts in KiB. */
function residentMb({ process: child }: ChildServer): number {
  const kib = execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })
  return (Number(kib) * 1_024) / 1e6
}

function least(values: readonly number[]): string {
  return Math.min(...values).toFixed(0)
}

function most(values: readonly number[]): string {
  return Math.max(...values).toFixed(0)
}
