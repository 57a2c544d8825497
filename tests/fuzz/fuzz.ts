/**
 * A fuzz run: malformed requests by the thousand at one emulator, in process and on its socket. Nothing
 * makes an error of the server that nobody raised, nothing hangs, and the memory does not grow.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createEmulator, type Emulator, listen } from '@underpin/emulator'
import { silentLog } from '@underpin/ports'
import { seededRandom } from '@underpin/ports/testing'
import { brokenBytes, throwAt } from './broken-protocol.ts'
import { type Malformed, malformedRequest } from './malformed-requests.ts'

export interface FuzzOptions {
  readonly seed: number
  readonly requests: number
  /** Called now and then with how many are done. */
  readonly onProgress?: (done: number) => void
}

export interface FuzzReport {
  readonly requests: number
  /** Requests that were no HTTP, or hardly. */
  readonly broken: number
  readonly byStatus: Readonly<Record<string, number>>
  /** Requests that ended in an error of the server, or in none at all: each with what was asked. */
  readonly defects: readonly string[]
  /** Megabytes of live heap, after the first fifth and at the end. */
  readonly heapMb: { readonly early: number; readonly end: number }
}

/** One in so many goes over the socket, spoilt below HTTP too. */
const BROKEN_EVERY = 4
/** After so many the world is as at the start, so that what requests made does not pile up. */
const RESET_EVERY = 960
const DEFECTS_MAX = 20
/** Sockets in use at a time. */
const ABREAST = 16 // RESET_EVERY is a multiple of it.

export async function fuzz({ seed, requests, onProgress }: FuzzOptions): Promise<FuzzReport> {
  const random = seededRandom(seed)
  const emulator = createEmulator({ seed, limits: { hourly: 0, spike: 0 }, log: silentLog })
  const listening = await listen(emulator, { port: 0 })
  const byStatus: Record<string, number> = {}
  const defects: string[] = []
  const count = (name: string) => {
    byStatus[name] = (byStatus[name] ?? 0) + 1
  }
  const blame = (what: string, asked: Malformed) => {
    if (defects.length < DEFECTS_MAX)
      defects.push(
        `${what}: ${asked.method} ${asked.target.slice(0, 300)} ${String(asked.body).slice(0, 300)}`,
      )
  }
  let token = ''
  let early = 0
  let broken = 0
  try {
    let done = 0
    while (done < requests) {
      if (done % RESET_EVERY === 0) {
        await reset(emulator)
        if (early === 0 && done >= requests / 5) early = liveHeapMb()
        token = await signIn(emulator)
      }
      const batch: Promise<void>[] = []
      for (let at = 0; at < ABREAST && done < requests; at++, done++) {
        const asked = malformedRequest(random, token)
        if (done % BROKEN_EVERY !== 0) {
          const status = await inProcess(emulator, asked)
          count(String(status ?? 'no HTTP'))
          if (status === 500) blame('500', asked)
          continue
        }
        broken += 1
        const bytes = brokenBytes(random, asked)
        batch.push(
          throwAt(listening.port, bytes).then((outcome) => {
            count(outcome.kind === 'answered' ? String(outcome.status) : outcome.kind)
            if (outcome.kind === 'hung') blame('hung', asked)
            if (outcome.kind === 'answered' && outcome.status === 500) blame('500', asked)
          }),
        )
      }
      await Promise.all(batch)
      if (done % 1_000 < ABREAST) onProgress?.(done)
    }
    // As after the first fifth: with the world as at the start, and the journal empty.
    await reset(emulator)
    const end = liveHeapMb()
    return { requests, broken, byStatus, defects, heapMb: { early, end } }
  } finally {
    await listening.close()
    emulator.close()
  }
}

/** Null for what `Request` itself does not take. */
async function inProcess(emulator: Emulator, asked: Malformed): Promise<number | null> {
  const { method, target, headers, body } = asked
  let request: Request
  try {
    const init = {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
    }
    request = new Request(
      `http://localhost:4010${target}`,
      body === null ? init : { ...init, body: body as BodyInit },
    )
  } catch {
    return null // No HTTP in the eyes of the platform: nothing reaches the emulator.
  }
  const response = await emulator.fetch(request)
  await response.arrayBuffer()
  return response.status
}

async function reset(emulator: Emulator): Promise<void> {
  await emulator.fetch('/_underpin/reset', { method: 'POST' })
}

async function signIn(emulator: Emulator): Promise<string> {
  const send = (path: string, body: unknown) =>
    emulator.fetch(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  const app = { client_id: 'underpin-app', client_secret: 'underpin-app-secret' }
  const redirect_uri = 'http://localhost'
  const asked = {
    user: 'admin@northside.example',
    clientId: app.client_id,
    redirectUri: redirect_uri,
  }
  const { code } = (await (await send('/_underpin/codes', asked)).json()) as { code: string }
  const grant = { ...app, grant_type: 'authorization_code', code, redirect_uri }
  const pair = (await (await send('/oauth/token', grant)).json()) as { access_token: string }
  return pair.access_token
}

/** What is reachable: garbage is collected first. */
function liveHeapMb(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed / 1e6
}
