/** Exponential backoff with full jitter: the whole wait is random, so that callers spread out. */
import type { Random } from '@underpin/ports'

export interface BackoffOptions {
  /** Upper end of the first wait; it doubles with each. */
  readonly baseMs: number
  readonly capMs: number
}

/** @param failures how many attempts have failed, from 1. */
export function backoffMs(failures: number, options: BackoffOptions, random: Random): number {
  const endMs = Math.min(options.capMs, options.baseMs * 2 ** Math.min(failures - 1, 30))
  return random.fraction() * endMs
}
