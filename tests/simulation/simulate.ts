/**
 * One simulated run: two processes of one integration and a service of another app work through a
 * schedule of mishaps, on one virtual clock with the emulator, and afterwards the promises are checked.
 * A seed decides everything, so a seed replays it.
 */
import {
  type Auth,
  authorizationCode,
  clientCredentials,
  memoryStore,
  ProcoreClient,
  type TokenStore,
} from '@underpin/client'
import { createEmulator, type Emulator, type JournalEntry } from '@underpin/emulator'
import { randomInteger, sleep } from '@underpin/ports'
import { memoryLog, seededRandom, VirtualClock } from '@underpin/ports/testing'
import { type Broken, brokenPromises } from './broken-promises.ts'
import { faultSchedule } from './fault-schedule.ts'
import { Ledger } from './intents.ts'
import { Mortal, type Wire, wire } from './wire.ts'
import { type Station, work } from './workload.ts'

const HOUR_MS = 3_600_000
export const ORIGIN = 'http://procore.test'
const WORKERS_PER_STATION = 3

/** A worker's call may wait this long before it is told that it cannot. */
const DEADLINE_MS = 30 * 60_000

/** Between a crash and the start of the next process. */
const RESTART_MS = 60_000

export interface SimulationOptions {
  readonly seed: number
  readonly hours: number
}

export interface SimulationReport {
  readonly seed: number
  readonly hours: number
  readonly requests: number
  readonly writes: number
  readonly mishaps: number
  readonly crashes: number
  readonly refreshes: number
  /** How often each failure reached a worker. */
  readonly failures: Readonly<Record<string, number>>
  /** Empty when every promise held. */
  readonly broken: readonly Broken[]
}

export async function simulate({ seed, hours }: SimulationOptions): Promise<SimulationReport> {
  const random = seededRandom(seed)
  const clock = new VirtualClock()
  const limits = {
    hourly: 600 + randomInteger(random, 3_000),
    spike: 8 + randomInteger(random, 20),
  }
  const emulator = createEmulator({ clock, random: seededRandom(seed + 1), limits, seed })
  const log = memoryLog()
  const untilMs = clock.nowMs() + hours * HOUR_MS
  const ledger = new Ledger()
  const events: unknown[] = []
  const wires: Wire[] = []
  const marked = rememberMarked(emulator)
  const context: Context = { emulator, clock, seed, log, events, wires }

  const userStore = memoryStore()
  const stations = [
    station(context, 'one', personAuth(emulator), userStore),
    station(context, 'two', async () => STORED, userStore),
    station(context, 'service', async () => SERVICE, memoryStore()),
  ]
  const run = async () => {
    for (const each of stations) await each.signIn()
    const workers = stations.flatMap((each) =>
      Array.from({ length: WORKERS_PER_STATION }, (_, i) =>
        work({ station: each, name: `${each.name}${i}`, ledger, clock, random, untilMs }),
      ),
    )
    const mishaps = play(context, faultSchedule(random, clock.nowMs(), hours * HOUR_MS))
    const crashes = crash(stations, random, clock, untilMs)
    const results = await Promise.all([mishaps, crashes, ...workers])
    return { mishaps: results[0], crashes: results[1] }
  }
  const { mishaps, crashes } = await clock.run(run())
  const report = await brokenPromises({ emulator, ledger, wires, marked, log: log.lines, events })
  const sent = wires.flatMap((each) => each.sent)
  emulator.close()
  return {
    seed,
    hours,
    requests: sent.length,
    writes: ledger.intents.length,
    mishaps,
    crashes,
    refreshes: sent.filter((each) => each.body.includes('refresh_token')).length,
    failures: Object.fromEntries([...ledger.failures].sort(([a], [b]) => (a < b ? -1 : 1))),
    broken: report,
  }
}

/** Exchanges in which the emulator saw a promise broken, as they end: its journal forgets in time. */
function rememberMarked(emulator: Emulator): JournalEntry[] {
  const { journal } = emulator.parts
  const marked: JournalEntry[] = []
  let seen = 0
  journal.listen(() => {
    for (const entry of journal.entriesSince(seen)) {
      seen = Math.max(seen, entry.n)
      if (entry.brokenPromises.length > 0) marked.push(entry)
    }
  })
  return marked
}

interface Context {
  readonly emulator: Emulator
  readonly clock: VirtualClock
  readonly seed: number
  readonly log: ReturnType<typeof memoryLog>
  readonly events: unknown[]
  readonly wires: Wire[]
}

const APP = {
  clientId: 'underpin-app',
  clientSecret: 'underpin-app-secret',
  redirectUri: 'http://localhost',
}
const STORED = authorizationCode(APP)
const SERVICE = clientCredentials({
  clientId: 'underpin-service',
  clientSecret: 'underpin-service-secret',
})

/** A person at the sign-in page: gets a fresh code for the app. */
function personAuth(emulator: Emulator): () => Promise<Auth> {
  return async () => {
    const response = await door(emulator, '/_underpin/codes', {
      user: 'admin@northside.example',
      clientId: APP.clientId,
      redirectUri: APP.redirectUri,
    })
    const { code }: { code: string } = await response.json()
    return authorizationCode({ ...APP, code })
  }
}

interface SimulatedStation extends Station {
  crash(): void
  start(): Promise<void>
}

function station(
  { emulator, clock, seed, log, events, wires }: Context,
  name: string,
  auth: () => Promise<Auth>,
  store: TokenStore,
): SimulatedStation {
  let life = new Mortal()
  let client: ProcoreClient | null = null
  const begin = (given: Auth) => {
    life = new Mortal()
    // A wire for each life: what a process was told dies with it.
    const line = wire(
      (url, init) => emulator.fetch(url, init),
      clock,
      seededRandom(seed + wires.length + 2),
    )
    wires.push(line)
    client = new ProcoreClient({
      auth: given,
      companyId: 4001,
      environment: { apiUrl: ORIGIN, loginUrl: ORIGIN },
      store: { read: life.wrap(store.read), write: life.wrap(store.write) },
      fetch: life.wrap(line.fetch),
      clock,
      random: seededRandom(seed + 100 + wires.length),
      log,
      deadlineMs: DEADLINE_MS,
      onEvent: (event) => events.push(event),
    })
  }
  return {
    name,
    client: () => client,
    died: () => life.died,
    async signIn() {
      begin(await auth())
    },
    crash() {
      life.kill()
      client = null
    },
    async start() {
      begin(name === 'service' ? SERVICE : STORED)
    },
  }
}

async function play(
  { emulator, clock }: Context,
  mishaps: ReturnType<typeof faultSchedule>,
): Promise<number> {
  const startMs = clock.nowMs()
  for (const { afterMs, path, body } of mishaps) {
    await sleep(clock, startMs + afterMs - clock.nowMs())
    const response = await door(emulator, path, body)
    if (response.status !== 201) {
      throw new Error(
        `${path} ${JSON.stringify(body)}: ${response.status} ${await response.text()}`,
      )
    }
  }
  return mishaps.length
}

/** Now and then a process dies, wherever it is, and comes up again with what its store holds. */
async function crash(
  stations: readonly SimulatedStation[],
  random: ReturnType<typeof seededRandom>,
  clock: VirtualClock,
  untilMs: number,
): Promise<number> {
  let crashes = 0
  for (;;) {
    await sleep(clock, (2 + random.fraction() * 8) * HOUR_MS)
    if (clock.nowMs() >= untilMs - 2 * RESTART_MS) return crashes
    const victim = stations[randomInteger(random, stations.length)]
    victim?.crash()
    crashes += 1
    await sleep(clock, RESTART_MS)
    await victim?.start()
  }
}

export function door(emulator: Emulator, path: string, body: unknown): Promise<Response> {
  return emulator.fetch(
    new Request(ORIGIN + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}
