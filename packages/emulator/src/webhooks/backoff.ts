/** When a delivery that failed is tried again, and when it is given up. Source: fact sheet section 10. */

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 3_600_000

/** Failing for so long, the queue of a hook is flushed, and its events are discarded. */
export const GIVE_UP_AFTER_MS = 12 * 3_600_000

/** After this many doublings the longest wait is reached: 2^12 s is more than an hour. */
const DOUBLINGS_MAX = 12

/**
 * Doubling from 1 s to 1 h. Without jitter: none is documented.
 *
 * @param failureCount how often in a row it failed, this time included: 1 or more
 */
export function waitBeforeRetryMs(failureCount: number): number {
  const doublings = Math.min(failureCount - 1, DOUBLINGS_MAX)
  return Math.min(FIRST_WAIT_MS * 2 ** doublings, LONGEST_WAIT_MS)
}
