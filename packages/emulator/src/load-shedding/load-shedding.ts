/**
 * Sheds load: of the requests that come while so many are in flight already, the rest are turned away
 * before any work is done on them. Fair between parties (a company, an app): whoever hammers is turned
 * away, and whoever holds less than an equal share waits for the next place instead. Each step costs the
 * same however many come.
 */
import type { Clock } from '@underpin/ports'

/**
 * How long somebody with a claim waits for a place. A guess: requests take milliseconds, and a place that
 * is not free within a second is held by uploads.
 */
export const WAIT_MAX_MS = 1_000

/** Gives the place back. Calling it again does nothing. */
export type Leave = () => void

interface Waiter {
  readonly party: string
  readonly settle: (leave: Leave | null) => void
  readonly cancelWait: () => void
}

export interface LoadSheddingParts {
  readonly clock: Clock
  /** Requests in flight, from 1; as many may wait. */
  readonly shedAbove: number
}

export class LoadShedding {
  readonly #parts: LoadSheddingParts
  /** What each party holds and waits for; a party with nothing is not in it, so that it stays small. */
  readonly #claims = new Map<string, number>()
  /** In the order in which they came. */
  readonly #waiting = new Set<Waiter>()
  #inFlight = 0

  /** @throws {RangeError} for a limit below 1. */
  constructor(parts: LoadSheddingParts) {
    const { shedAbove } = parts
    if (!Number.isSafeInteger(shedAbove) || shedAbove < 1) {
      throw new RangeError(`shedAbove is a whole number from 1 on, not ${shedAbove}`)
    }
    this.#parts = parts
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get waitingCount(): number {
    return this.#waiting.size
  }

  get shedAbove(): number {
    return this.#parts.shedAbove
  }

  /** Null for who is turned away; a promise for who may wait, which ends within WAIT_MAX_MS. */
  enter(party: string): Leave | null | Promise<Leave | null> {
    const { shedAbove, clock } = this.#parts
    if (this.#inFlight < shedAbove) {
      this.#claim(party, 1)
      return this.#admit(party)
    }
    if (this.#waiting.size >= shedAbove || !this.#isBelowShare(party)) return null
    this.#claim(party, 1)
    return new Promise((resolve) => {
      const waiter: Waiter = {
        party,
        settle: resolve,
        cancelWait: clock.schedule(WAIT_MAX_MS, () => {
          this.#waiting.delete(waiter)
          this.#claim(party, -1)
          resolve(null)
        }),
      }
      this.#waiting.add(waiter)
    })
  }

  /** Nobody waits any more: who does is turned away. */
  close(): void {
    for (const { party, settle, cancelWait } of this.#waiting) {
      cancelWait()
      this.#claim(party, -1)
      settle(null)
    }
    this.#waiting.clear()
  }

  /** An equal share of the places for everybody who holds or waits for one. */
  #isBelowShare(party: string): boolean {
    const claims = this.#claims.get(party) ?? 0
    const parties = this.#claims.size + (claims === 0 ? 1 : 0)
    return claims < Math.max(1, Math.floor(this.#parts.shedAbove / parties))
  }

  #admit(party: string): Leave {
    this.#inFlight += 1
    let hasLeft = false
    return () => {
      if (hasLeft) return
      hasLeft = true
      this.#inFlight -= 1
      this.#claim(party, -1)
      const [next] = this.#waiting
      if (next === undefined) return
      this.#waiting.delete(next)
      next.cancelWait()
      next.settle(this.#admit(next.party))
    }
  }

  #claim(party: string, change: 1 | -1): void {
    const claims = (this.#claims.get(party) ?? 0) + change
    if (claims === 0) this.#claims.delete(party)
    else this.#claims.set(party, claims)
  }
}
