/**
 * An emulator and whoever calls it, in one process and on one virtual clock, with a distance between
 * them and a count of what went over it.
 */
import { clientCredentials, ProcoreClient } from '@underpin/client'
import { createEmulator, type EmulatorOptions } from '@underpin/emulator'
import { sleep } from '@underpin/ports'
import { seededRandom, VirtualClock } from '@underpin/ports/testing'

export const ORIGIN = 'http://procore.test'
export const COMPANY = 4001

const APP = { clientId: 'underpin-service', clientSecret: 'underpin-service-secret' }

/** One way, in milliseconds; a request and its answer take two. */
const LATENCY_MS = { min: 20, max: 120 }
export const ROUND_TRIP_MEAN_MS = LATENCY_MS.min + LATENCY_MS.max

/** A call that reached the API, when, and what it was answered. The control door and sign-in are left out. */
export interface Arrived {
  readonly atMs: number
  readonly status: number
}

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

export interface VirtualStage {
  readonly clock: VirtualClock
  readonly procore: ProcoreClient
  /** What the client calls through: with the distance, and counted. */
  readonly fetch: Fetch
  /** What anybody else may send to `fetch` in its place. */
  readonly headers: Readonly<Record<string, string>>
  readonly arrived: readonly Arrived[]
  /** The control door, with no distance. */
  door(path: string, body: object): Promise<void>
  close(): void
}

export interface StageOptions {
  /** Decides latencies, tokens and backoff. */
  readonly seed: number
  readonly limits: NonNullable<EmulatorOptions['limits']>
  /** A header that gets lost on the way back, as some balancers lose it. */
  readonly lostHeader?: string | null
}

/** The client waits as long as it takes. */
export async function setUp({
  seed,
  limits,
  lostHeader = null,
}: StageOptions): Promise<VirtualStage> {
  const clock = new VirtualClock()
  const emulator = createEmulator({ clock, seed, limits })
  const random = seededRandom(seed + 1)
  const travel = () => {
    const spreadMs = LATENCY_MS.max - LATENCY_MS.min
    return sleep(clock, LATENCY_MS.min + random.fraction() * spreadMs)
  }
  const arrived: Arrived[] = []
  const fetch: Fetch = async (url, init) => {
    await travel()
    const atMs = clock.nowMs()
    const response = await emulator.fetch(url, init)
    if (url.includes('/rest/')) arrived.push({ atMs, status: response.status })
    await travel()
    return lostHeader === null ? response : without(response, lostHeader)
  }
  const procore = new ProcoreClient({
    auth: clientCredentials(APP),
    companyId: COMPANY,
    environment: { apiUrl: ORIGIN, loginUrl: ORIGIN },
    fetch,
    clock,
    random: seededRandom(seed + 2),
    deadlineMs: Number.POSITIVE_INFINITY,
  })
  const token = await emulator.fetch(`${ORIGIN}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: APP.clientId,
      client_secret: APP.clientSecret,
    }),
  })
  const { access_token }: { access_token: string } = await token.json()
  return {
    ...{ clock, procore, fetch, arrived },
    headers: {
      authorization: `Bearer ${access_token}`,
      'procore-company-id': String(COMPANY),
    },
    async door(path, body) {
      const response = await emulator.fetch(ORIGIN + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    },
    close: () => emulator.close(),
  }
}

function without(response: Response, name: string): Response {
  const headers = new Headers(response.headers)
  headers.delete(name)
  return new Response(response.body, { status: response.status, headers })
}
