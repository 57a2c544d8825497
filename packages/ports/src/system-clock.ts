/** The real clock. One of the few files that may touch the platform's time. */
import type { Clock } from './clock.ts'

/** `setTimeout` fires at once for a longer delay than this (a signed 32-bit count of milliseconds). */
const TIMER_MAX_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  schedule(waitMs, fire) {
    let timer: ReturnType<typeof setTimeout>
    const arm = (leftMs: number) => {
      const stepMs = Math.min(Math.max(leftMs, 0), TIMER_MAX_MS)
      timer = setTimeout(() => (leftMs > stepMs ? arm(leftMs - stepMs) : fire()), stepMs)
    }
    arm(waitMs)
    return () => clearTimeout(timer)
  },
}
