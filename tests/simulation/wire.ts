/**
 * The simulated wire between a client and the emulator: latency on the virtual clock, a record of
 * everything that went over it, and the death of a process in the middle of a call.
 */
import { type Clock, type Random, sleep } from '@underpin/ports'

/** One-way travel, milliseconds: what a client a continent away sees. A guess. */
const LATENCY_MS = { min: 15, max: 120 }

export interface Sent {
  readonly atMs: number
  readonly method: string
  readonly url: string
  readonly authorization: string | null
  readonly body: string
  /** Null when no answer came. */
  answer: { readonly atMs: number; readonly status: number; readonly retryAfterS: number } | null
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface Wire {
  readonly fetch: Fetch
  readonly sent: readonly Sent[]
}

export function wire(emulator: Fetch, clock: Clock, random: Random): Wire {
  const sent: Sent[] = []
  const travel = (signal?: AbortSignal) => {
    const spreadMs = LATENCY_MS.max - LATENCY_MS.min
    return sleep(clock, LATENCY_MS.min + random.fraction() * spreadMs, signal)
  }
  return {
    sent,
    async fetch(url, init) {
      const { method = 'GET', headers, body, signal } = init
      const record: Sent = {
        atMs: clock.nowMs(),
        method,
        url,
        authorization: new Headers(headers).get('authorization'),
        body: typeof body === 'string' ? body : String(body ?? ''),
        answer: null,
      }
      sent.push(record)
      await travel(signal ?? undefined)
      const response = await emulator(url, init)
      await travel(signal ?? undefined)
      record.answer = {
        atMs: clock.nowMs(),
        status: response.status,
        retryAfterS: Number(response.headers.get('retry-after') ?? 0),
      }
      return response
    },
  }
}

/** A process that can die: what it waits for then never comes, and what it does reaches nobody. */
export class Mortal {
  #isAlive = true
  readonly #death = Promise.withResolvers<void>()

  kill(): void {
    this.#isAlive = false
    this.#death.resolve()
  }

  get died(): Promise<void> {
    return this.#death.promise
  }

  /** The function, for as long as the process lives; after that, a promise that never settles. */
  wrap<In extends unknown[], Out>(work: (...input: In) => Promise<Out>) {
    return async (...input: In): Promise<Out> => {
      if (!this.#isAlive) return never<Out>()
      const out = await work(...input)
      return this.#isAlive ? out : never<Out>()
    }
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined)
}
