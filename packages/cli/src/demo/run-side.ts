/**
 * Plays one side: a fresh emulator, the hour set up on it, the job run to its end on a virtual clock,
 * and the score counted from the emulator's journal and database.
 */
import { createEmulator, type Emulator, listen } from '@underpin/emulator'
import { type Clock, sleep } from '@underpin/ports'
import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { askEmulator, auditRecords } from './audit.ts'
import { prepareHour, ROUND_TRIP_MS, SIGNED_IN_BEFORE_MS, SPIKE_LIMIT } from './hour.ts'
import { signInPatiently } from './person.ts'
import { type Score, scoreOf } from './score.ts'
import { APP, type Desk, type Job } from './side.ts'

/** Who signs in: in the default world, the company administrator. */
const PERSON = { email: 'admin@northside.example', password: 'Sandbox#2026' }

const IN_PROCESS_ORIGIN = 'http://procore.test'

export interface SideOptions {
  readonly seed: number
  readonly job: Job
  /**
   * `process`: the job's transport leads straight into the emulator, and the clock sees all that the job
   * waits for. `socket`: real HTTP over loopback, for a job that takes no transport; it works strictly
   * one request after the other, so time passes by its requests and by what it waits for.
   */
  readonly via: 'process' | 'socket'
  readonly log: (line: string) => void
}

export async function runSide({ seed, job, via, log }: SideOptions): Promise<Score> {
  const clock = new VirtualClock()
  const limits = { hourly: 3_600, spike: SPIKE_LIMIT }
  const emulator = createEmulator({ clock, random: seededRandom(seed), limits, seed })
  const hourStartsAtMs = clock.nowMs() + SIGNED_IN_BEFORE_MS
  await prepareHour(askEmulator(emulator), hourStartsAtMs, clock.nowMs())

  const road = via === 'socket' ? await socketRoad(emulator, clock) : processRoad(emulator, clock)
  let signIns = 0
  const desk: Desk = {
    ...road.desk,
    clock,
    random: seededRandom(seed + 1),
    hourStartsAtMs,
    askPersonToSignIn: () => {
      signIns += 1
      const { fetch, origin, until } = road.desk
      const pages = { fetch, url: signInUrl(origin) }
      return signInPatiently(pages, PERSON, (forMs) => until(clock.nowMs() + forMs))
    },
    log: (line) => log(`${minutesAt(clock, hourStartsAtMs)}  ${line}`),
  }
  const gaveUp = await road.play(job(desk).then(() => null, wordsOf))
  const endedAtMs = clock.nowMs()
  const exchanges = emulator.parts.journal.entriesSince(0)
  await road.close()
  const records = await auditRecords(emulator)
  emulator.close()
  return scoreOf({ exchanges, ...records, signIns, hourStartsAtMs, endedAtMs, gaveUp })
}

interface Road {
  readonly desk: Pick<Desk, 'origin' | 'fetch' | 'until'>
  /** Plays the work to its end. */
  readonly play: <T>(work: Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

function processRoad(emulator: Emulator, clock: VirtualClock): Road {
  return {
    desk: {
      origin: IN_PROCESS_ORIGIN,
      fetch: async (url, init) => {
        await sleep(clock, ROUND_TRIP_MS / 2)
        const response = await emulator.fetch(new Request(url, init))
        await sleep(clock, ROUND_TRIP_MS / 2)
        return response
      },
      until: (atMs) => sleep(clock, Math.max(0, atMs - clock.nowMs())),
    },
    play: (work) => clock.run(work),
    close: async () => undefined,
  }
}

async function socketRoad(emulator: Emulator, clock: VirtualClock): Promise<Road> {
  const listening = await listen(emulator, { port: 0, host: '127.0.0.1' })
  const stop = emulator.parts.journal.listen(() => clock.advance(ROUND_TRIP_MS))
  return {
    desk: {
      origin: listening.url,
      fetch: (url, init) => fetch(url, init),
      until: async (atMs) => clock.advance(Math.max(0, atMs - clock.nowMs())),
    },
    play: (work) => work,
    close: async () => {
      stop()
      await listening.close()
    },
  }
}

function signInUrl(origin: string): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: APP.clientId,
    redirect_uri: APP.redirectUri,
  })
  return `${origin}/oauth/authorize?${query}`
}

function minutesAt(clock: Clock, hourStartsAtMs: number): string {
  const minutes = (clock.nowMs() - hourStartsAtMs) / 60_000
  return `:${minutes.toFixed(1).padStart(4, '0')}`
}

function wordsOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message
  return `the job ended with ${JSON.stringify(thrown)?.slice(0, 200)}`
}
