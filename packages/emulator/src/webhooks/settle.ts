/**
 * Waiting for deliveries before time is moved. Receivers answer in real time, whatever clock the
 * emulator has, so this is the one wait that is not on its own clock.
 */
import { sleep, systemClock } from '@underpin/ports'
import type { Courier } from './courier.ts'

/** A receiver that takes longer meets the time that is moved on, and its timeout. A guess: ten times what one on loopback takes. */
const PATIENCE_MS = 250

export async function settleInRealTime(courier: Courier): Promise<void> {
  if (courier.isSettled) return
  const enough = new AbortController()
  const patience = sleep(systemClock, PATIENCE_MS, enough.signal).catch(() => undefined)
  await Promise.race([courier.settled(), patience])
  enough.abort()
}
