/** How long the server asked to wait, and which of the two rate limits it speaks of. */
import { type Clues, httpDateMs } from './clues.ts'

/** The spike window of the fact sheet, section 5. */
export const SPIKE_WINDOW_MS = 10_000

/** `X-Rate-Limit-Reset` is in whole seconds, so a reset 10 s away may read as 11. */
const ROUNDING_MS = 1_000

/** Spike limits that were seen are 25 and 100; hourly ones 600, 3,600, 7,200 and 14,400 (fact sheet 5). */
const SPIKE_LIMIT_MAX = 100
const HOURLY_LIMIT_MIN = 600

/**
 * The header is documented as seconds since the epoch. A smaller number can only be seconds from
 * now, a larger one only milliseconds: taking either for an epoch would mean no wait, or millennia.
 */
const EPOCH_S_MIN = 1_000_000_000
const EPOCH_S_MAX = 100_000_000_000

/**
 * Milliseconds that the server asked to wait: the longest of `Retry-After` and, where the quota is
 * spent, `X-Rate-Limit-Reset`. Null when it did not say, or nothing sensible. Never clamped.
 */
export function serverWaitMs(clues: Clues): number | null {
  const waits = [retryAfterMs(clues), isQuotaSpent(clues) ? resetMs(clues) : null]
  const known = waits.filter((wait) => wait !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** Which window a 429 speaks of; null when its headers do not tell. */
export function rateWindow(clues: Clues): 'spike' | 'hour' | null {
  const limit = numberIn(clues.headers['x-rate-limit-limit'])
  const distanceMs = resetMs(clues) ?? retryAfterMs(clues)
  if (distanceMs !== null && distanceMs > SPIKE_WINDOW_MS + ROUNDING_MS) return 'hour'
  // The last seconds of an hour look like a spike's: the size of the limit decides then.
  if (limit !== null && limit >= HOURLY_LIMIT_MIN) return 'hour'
  if (distanceMs !== null) return 'spike'
  return limit !== null && limit <= SPIKE_LIMIT_MAX ? 'spike' : null
}

function isQuotaSpent({ status, headers }: Clues): boolean {
  return status === 429 || numberIn(headers['x-rate-limit-remaining']) === 0
}

function retryAfterMs({ headers, nowMs }: Clues): number | null {
  const text = headers['retry-after']?.trim() ?? ''
  const seconds = numberIn(text)
  if (seconds !== null) return sensible(seconds * 1_000)
  const untilMs = httpDateMs(text)
  return untilMs === null || nowMs === null ? null : sensible(Math.max(0, untilMs - nowMs))
}

function resetMs({ headers, nowMs }: Clues): number | null {
  const reset = numberIn(headers['x-rate-limit-reset'])
  if (reset === null) return null
  if (reset < EPOCH_S_MIN) return sensible(reset * 1_000)
  if (nowMs === null) return null
  const resetAtMs = reset > EPOCH_S_MAX ? reset : reset * 1_000
  return sensible(Math.max(0, resetAtMs - nowMs))
}

/** Digits, with a fraction at most: `1e9`, `0x10`, `-5` and `5, 5` are no answers to build a wait on. */
function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}(\.\d{1,9})?$/.test(text.trim()) ? Number(text) : null
}

/** A number too large to count with exactly is no wait that anybody meant. */
function sensible(waitMs: number): number | null {
  return waitMs <= Number.MAX_SAFE_INTEGER ? Math.ceil(waitMs) : null
}
