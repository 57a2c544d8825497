/**
 * How long people wait for `underpin doctor`, from the command to its report: with everything there, and
 * with everything dead in the ways that take longest. Every address is on loopback.
 */
import { spawn } from 'node:child_process'
import { createEmulator, listen, listenForStatus } from '@underpin/emulator'
import { blackHole, front, nameServer } from '@underpin/emulator/rigs'
import { systemClock } from '@underpin/ports'
import { CLI } from './emulator-world.ts'
import { median, type Row } from './row.ts'

const ROUNDS = 7
/** They wait for what never comes, so that one is like the other. */
const DEAD_ROUNDS = 2

/** What was promised. */
const REACHABLE_MAX_MS = 3_000
const DEAD_MAX_MS = 15_000

const NAME = 'procore.test'

export async function* doctorRows(): AsyncIterable<Row> {
  yield await reachable()
  yield await dead('connections are never answered', async () => {
    const hole = await blackHole()
    return { args: everywhere(hole.url), close: hole.close }
  })
  yield await dead('connections stand and nothing is said', async () => {
    const deaf = await front({
      upstream: 'http://127.0.0.1:9',
      interfere: () => ({ kind: 'silence' }),
    })
    return { args: everywhere(deaf.url), close: deaf.close }
  })
  yield await dead('no resolver answers', async () => {
    const silent = await nameServer({}, 'silence')
    const resolvers = ['--resolver', silent.nameServer, '--second-resolver', silent.nameServer]
    return { args: [...everywhere(`http://${NAME}`), ...resolvers], close: silent.close }
  })
}

function everywhere(url: string): string[] {
  const flags = ['--api-url', '--login-url', '--app-url', '--status-url', '--control-url']
  return flags.flatMap((flag) => [flag, url])
}

async function reachable(): Promise<Row> {
  const emulator = createEmulator()
  const platform = await listen(emulator, { port: 0 })
  const status = await listenForStatus(emulator, { port: 0 })
  const elsewhere = await front({
    upstream: platform.url,
    interfere: () => ({ kind: 'answer', status: 204, headers: {}, body: '' }),
  })
  const token = await tokenFrom(platform.url)
  const about = ['--company', '4001', '--project', '5001', '--tool', 'rfis']
  const args = [
    ...['--api-url', platform.url, '--login-url', platform.url, '--app-url', platform.url],
    ...['--status-url', status.url, '--control-url', `${elsewhere.url}/generate_204`, ...about],
  ]
  const times: number[] = []
  // The first loads what the machine has not in memory yet.
  await tookMs(args, token)
  for (let round = 0; round < ROUNDS; round++) times.push(await tookMs(args, token))
  await Promise.all([platform.close(), status.close(), elsewhere.close()])
  emulator.close()
  const ms = median(times)
  return {
    what: '`underpin doctor` with a token, everything there',
    measured: `${ms.toFixed(0)} ms`,
    target: `< ${REACHABLE_MAX_MS} ms`,
    isMet: Math.max(...times) < REACHABLE_MAX_MS,
    detail: `from the command to its end; median of ${ROUNDS}, at most ${Math.max(...times).toFixed(0)} ms`,
  }
}

interface Stage {
  readonly args: readonly string[]
  close(): Promise<void>
}

async function dead(how: string, arrange: () => Promise<Stage>): Promise<Row> {
  const { args, close } = await arrange()
  const times: number[] = []
  const token = 'a-token-that-nobody-gave'
  for (let round = 0; round < DEAD_ROUNDS; round++) times.push(await tookMs(args, token))
  await close()
  const ms = Math.max(...times)
  return {
    what: `\`underpin doctor\`, everything dead: ${how}`,
    measured: `${(ms / 1_000).toFixed(1)} s`,
    target: `< ${DEAD_MAX_MS / 1_000} s`,
    isMet: ms < DEAD_MAX_MS,
    detail: `from the command to its end; the longest of ${DEAD_ROUNDS}`,
  }
}

/** @throws when the command says that it was called wrongly: then nothing was measured. */
async function tookMs(args: readonly string[], token: string): Promise<number> {
  const beganMs = systemClock.monotonicMs()
  const child = spawn(process.execPath, [CLI, 'doctor', '--no-ask', '--json', ...args], {
    stdio: 'ignore',
    env: { ...process.env, PROCORE_ACCESS_TOKEN: token },
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code === 2 || code === null) throw new Error(`underpin doctor ended with ${code}`)
  return systemClock.monotonicMs() - beganMs
}

async function tokenFrom(url: string): Promise<string> {
  const response = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'underpin-service',
      client_secret: 'underpin-service-secret',
    }),
  })
  const { access_token: token } = (await response.json()) as { access_token: string }
  return token
}
