/**
 * Waiting for deliveries before time is moved. Receivers answer in real time, whatever clock the
 * emulator has, so this is the one wait that is not on its own clock.
 */
import { sleep, systemClock } from '@underpin/ports'

/** A receiver that takes longer meets the time that is moved on, and its timeout. A guess: ten times what one on loopback takes. */
const PATIENCE_MS = 250

export interface Settling {
  readonly isSettled: boolean
  settled(): Promise<void>
}

export async function settleInRealTime(all: readonly Settling[]): Promise<void> {
  const busy = all.filter((each) => !each.isSettled)
  if (busy.length === 0) return
  const enough = new AbortController()
  const patience = sleep(systemClock, PATIENCE_MS, enough.signal).catch(() => undefined)
  await Promise.race([Promise.all(busy.map((each) => each.settled())), patience])
  enough.abort()
}
