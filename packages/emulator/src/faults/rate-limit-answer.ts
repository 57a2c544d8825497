/**
 * A rate limit that is raised by word alone: with a wait that somebody chose, or where no such limit is in
 * force that could be spent. The headers say what the words do, as a client tells the two limits apart by
 * them.
 */
import type { FailureId } from '@underpin/failures'

const LIMIT_OF = { 'rate-limit-hourly': 'hourly', 'rate-limit-spike': 'spike' } as const

export type RateLimitId = keyof typeof LIMIT_OF

export function isRateLimit(failure: FailureId): failure is RateLimitId {
  return failure in LIMIT_OF
}

/** Where no limit is in force, what the documentation gives as usual: fact sheet section 5. */
const USUAL = { hourly: 3_600, spike: 25 } as const

export function rateLimitHeaders(
  failure: RateLimitId,
  limits: { readonly hourly: number; readonly spike: number },
  nowMs: number,
  waitS: number,
): Record<string, string> {
  const name = LIMIT_OF[failure]
  return {
    'x-rate-limit-limit': String(limits[name] || USUAL[name]),
    'x-rate-limit-remaining': '0',
    'x-rate-limit-reset': String(Math.ceil(nowMs / 1_000) + waitS),
  }
}
