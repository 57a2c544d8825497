/** The real clock. One of the few files that may touch the platform's time. */
import type { Clock } from './clock.ts'

/** `setTimeout` fires at once for a longer delay than this (a signed 32-bit count of milliseconds). */
const TIMER_MAX_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  schedule(waitMs, fire) {
    const dueMs = performance.now() + waitMs
    let timer: ReturnType<typeof setTimeout>
    // Node's timers count whole milliseconds of the loop's own time, and may be early by a fraction.
    const arm = () => {
      const leftMs = Math.min(Math.max(dueMs - performance.now(), 0), TIMER_MAX_MS)
      timer = setTimeout(() => (performance.now() < dueMs ? arm() : fire()), leftMs)
    }
    arm()
    return () => clearTimeout(timer)
  },
}
