/**
 * What goes wrong, and when, in one simulated run: drawn from its seed. Each run switches whole kinds of
 * fault off (swarm testing), as a mixture of everything hides what one kind alone would show.
 */
import { type Random, randomInteger } from '@underpin/ports'

const MINUTE_MS = 60_000

/** One call of the control door, at a moment of the run. */
export interface Mishap {
  readonly afterMs: number
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

interface Kind {
  readonly name: string
  /** How many to expect in a simulated day. */
  readonly perDay: number
  readonly draw: (random: Random, atMs: number) => Omit<Mishap, 'afterMs'>
}

const between = (random: Random, min: number, max: number) => min + randomInteger(random, max - min)

const fault = (body: Mishap['body']) => ({ path: '/_underpin/faults', body })

const API_WRITES = { method: 'POST', path: '/rest/*' }

const ONCE_ON_WRITES =
  (failure: string): Kind['draw'] =>
  (random) =>
    fault({
      failure,
      match: API_WRITES,
      times: between(random, 1, 4),
      forMs: 60 * MINUTE_MS,
      ...(SILENCEABLE.has(failure) ? { silent: randomInteger(random, 3) === 0 } : {}),
    })

/** Those that may also keep the line open without a word. */
const SILENCEABLE: ReadonlySet<string> = new Set(['response-lost', 'connection-reset'])

const KINDS: readonly Kind[] = [
  {
    name: 'heavy load',
    perDay: 4,
    draw: (random) =>
      fault({
        failure: 'heavy-load',
        forMs: between(random, 30_000, 20 * MINUTE_MS),
        retryAfterS: between(random, 5, 60),
      }),
  },
  {
    name: 'maintenance',
    perDay: 1,
    draw: (random, atMs) => ({
      path: '/_underpin/maintenance',
      body: {
        start: new Date(atMs + between(random, 1, 30) * MINUTE_MS).toISOString(),
        end: new Date(atMs + between(random, 45, 120) * MINUTE_MS).toISOString(),
        title: 'Simulated maintenance',
      },
    }),
  },
  {
    name: 'regional outage',
    perDay: 1,
    draw: (random) =>
      fault({ failure: 'regional-outage', forMs: between(random, 5, 60) * MINUTE_MS }),
  },
  {
    name: 'a balancer that loses its back end',
    perDay: 4,
    draw: (random) =>
      fault({
        failure: 'bad-gateway',
        probability: 0.4,
        forMs: between(random, 1, 6) * MINUTE_MS,
        applied: randomInteger(random, 2) === 0,
      }),
  },
  {
    name: 'server errors',
    perDay: 4,
    draw: (random) =>
      fault({
        failure: 'server-error',
        probability: 0.3,
        forMs: between(random, 1, 6) * MINUTE_MS,
      }),
  },
  { name: 'lost replies', perDay: 8, draw: ONCE_ON_WRITES('response-lost') },
  { name: 'cut replies', perDay: 6, draw: ONCE_ON_WRITES('response-truncated') },
  { name: 'resets', perDay: 8, draw: ONCE_ON_WRITES('connection-reset') },
  { name: 'pages instead of data', perDay: 4, draw: ONCE_ON_WRITES('non-json-error-body') },
  {
    name: 'lost refresh replies',
    perDay: 1,
    draw: () =>
      fault({ failure: 'refresh-reply-lost', match: { path: '/oauth/token*' }, times: 1 }),
  },
  {
    name: 'revoked tokens',
    perDay: 2,
    draw: () => fault({ failure: 'access-token-revoked', match: { path: '/rest/*' }, times: 1 }),
  },
  {
    name: 'a resolver that fails',
    perDay: 2,
    draw: (random) => fault({ failure: 'dns-failure', forMs: between(random, 1, 10) * MINUTE_MS }),
  },
  {
    name: 'a disconnected app',
    perDay: 1,
    draw: (random) =>
      fault({
        failure: 'app-not-connected',
        match: { path: '/rest/*' },
        forMs: between(random, 5, 40) * MINUTE_MS,
      }),
  },
  {
    name: 'a level taken away',
    perDay: 1,
    draw: (random) =>
      fault({
        failure: 'permission-too-low',
        match: API_WRITES,
        forMs: between(random, 1, 10) * MINUTE_MS,
      }),
  },
]

/** Share of the kinds that a run keeps, in percent. */
const KEPT_PERCENT = 60

const DAY_MS = 24 * 60 * MINUTE_MS

/** The run's mishaps, in order of time. */
export function faultSchedule(random: Random, startMs: number, durationMs: number): Mishap[] {
  const mishaps: Mishap[] = []
  for (const kind of KINDS) {
    if (randomInteger(random, 100) >= KEPT_PERCENT) continue
    const count = Math.max(1, Math.round((kind.perDay * durationMs) / DAY_MS))
    for (let i = 0; i < count; i++) {
      const afterMs = randomInteger(random, durationMs)
      mishaps.push({ afterMs, ...kind.draw(random, startMs + afterMs) })
    }
  }
  return mishaps.sort((a, b) => a.afterMs - b.afterMs)
}
