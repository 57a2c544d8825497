/**
 * Both rate limits of an app's grant at once: so many requests an hour, and so many in 10 seconds.
 *
 * How the windows run. The spike window rolls: a request counts for exactly 10 s. The hourly window
 * opens with the first request after the last one has ended and lasts 60 minutes, or is the hour of the
 * clock (assumption `hourly-window`). Every request that arrives with a live token counts, whatever it
 * is answered, but for those answered 429 (assumption `rejected-requests-count`).
 *
 * The headers describe the limit that fewer requests are left of, the spike limit when both have as
 * many left. Source: fact sheet section 5; how the windows run is assumed there.
 */
import type { Clock } from '@underpin/ports'
import type { Assumptions } from '../assumptions.ts'
import { BoundedMap } from '../bounded-map.ts'
import type { Refusal } from '../reply.ts'
import type { WorldLimits } from '../world/world.ts'
import { SpikeWindow } from './spike-window.ts'

export const HOUR_MS = 3_600_000
export const SPIKE_WINDOW_MS = 10_000

/** The window keeps a time for each request; a sandbox that needs more wants no limit. A guess. */
export const SPIKE_LIMIT_MAX = 10_000

/** Grants that are remembered; the one that was opened first is forgotten. A guess: 10 MB at 25 in 10 s. */
const GRANTS_MAX = 20_000

interface Grant {
  readonly spike: SpikeWindow | null
  /** When the hourly window ends, in monotonic milliseconds. */
  hourEndsMs: number
  hourCount: number
}

export interface LimiterOptions {
  readonly limits: WorldLimits
  readonly clock: Clock
  readonly assumptions: Assumptions
}

export class RateLimiter {
  readonly #options: LimiterOptions
  readonly #grants = new BoundedMap<string, Grant>(GRANTS_MAX)

  /** @throws {RangeError} for a limit that is no whole number of 0 or more. */
  constructor(options: LimiterOptions) {
    for (const [name, limit] of Object.entries(options.limits)) {
      if (!Number.isSafeInteger(limit) || limit < 0) {
        throw new RangeError(`the ${name} limit must be a whole number of 0 or more, not ${limit}`)
      }
    }
    if (options.limits.spike > SPIKE_LIMIT_MAX) {
      throw new RangeError(`the spike limit is at most ${SPIKE_LIMIT_MAX}; 0 is no limit`)
    }
    this.#options = options
  }

  /**
   * Counts one request, and writes the three headers of it.
   *
   * @returns the refusal when one of the limits is spent; null when the request may go on.
   */
  take(grantId: string, headers: Record<string, string>): Refusal | null {
    const { limits, clock, assumptions } = this.#options
    if (limits.hourly === 0 && limits.spike === 0) return null
    const nowMs = clock.monotonicMs()
    const grant = this.#grantOf(grantId, nowMs)
    const hourlyLeft =
      limits.hourly === 0 ? Number.POSITIVE_INFINITY : limits.hourly - grant.hourCount
    const spikeLeft = grant.spike?.left(nowMs) ?? Number.POSITIVE_INFINITY
    const isRefused = hourlyLeft <= 0 || spikeLeft <= 0
    if (!isRefused || assumptions.get('rejected-requests-count') === 'yes') {
      grant.hourCount += 1
      grant.spike?.add(nowMs)
    }
    const counted = isRefused ? 0 : 1
    const isHourly = hourlyLeft < spikeLeft
    const limit = isHourly ? limits.hourly : limits.spike
    const left = Math.max(0, (isHourly ? hourlyLeft : spikeLeft) - counted)
    const resetMs = isHourly ? grant.hourEndsMs : this.#spikeResetMs(grant, nowMs)
    const waitMs = Math.max(0, resetMs - nowMs)
    headers['x-rate-limit-limit'] = String(limit)
    headers['x-rate-limit-remaining'] = String(left)
    headers['x-rate-limit-reset'] = String(Math.ceil((clock.nowMs() + waitMs) / 1000))
    if (!isRefused) return null
    return {
      failure: isHourly ? 'rate-limit-hourly' : 'rate-limit-spike',
      because: `${limit} requests are spent; the next one fits in ${waitMs} ms`,
      ...this.#retryAfter(waitMs),
    }
  }

  /**
   * Spends what is left of a limit, as if so many requests had come just now: for the faults of the
   * limits' names.
   *
   * @returns false when there is no such limit to spend.
   */
  spend(grantId: string, limit: 'hourly' | 'spike'): boolean {
    const nowMs = this.#options.clock.monotonicMs()
    const grant = this.#grantOf(grantId, nowMs)
    if (this.#options.limits[limit] === 0) return false
    if (limit === 'hourly') grant.hourCount = this.#options.limits.hourly
    else for (let left = grant.spike?.left(nowMs) ?? 0; left > 0; left--) grant.spike?.add(nowMs)
    return true
  }

  /** Requests of one grant in each window; 0 is no limit. */
  get configured(): WorldLimits {
    return this.#options.limits
  }

  /** Everybody's windows start again: after a reset of the world. */
  clear(): void {
    this.#grants.clear()
  }

  #grantOf(grantId: string, nowMs: number): Grant {
    const { limits } = this.#options
    let grant = this.#grants.get(grantId)
    if (!grant) {
      const spike = limits.spike === 0 ? null : new SpikeWindow(limits.spike, SPIKE_WINDOW_MS)
      grant = { spike, hourEndsMs: Number.NEGATIVE_INFINITY, hourCount: 0 }
      this.#grants.set(grantId, grant)
    }
    if (nowMs >= grant.hourEndsMs) {
      grant.hourEndsMs = nowMs + this.#hourLeftMs()
      grant.hourCount = 0
    }
    return grant
  }

  #hourLeftMs(): number {
    const { clock, assumptions } = this.#options
    return assumptions.get('hourly-window') === 'clock-hour'
      ? HOUR_MS - (clock.nowMs() % HOUR_MS)
      : HOUR_MS
  }

  #spikeResetMs({ spike }: Grant, nowMs: number): number {
    if (!spike) return nowMs
    const isOldest = this.#options.assumptions.get('spike-reset') === 'oldest-leaves'
    return isOldest ? spike.oldestLeavesMs(nowMs) : spike.emptyMs(nowMs)
  }

  #retryAfter(waitMs: number): { retryAfterS?: number } {
    if (this.#options.assumptions.get('rate-limit-retry-after') === 'no') return {}
    return { retryAfterS: Math.max(1, Math.ceil(waitMs / 1000)) }
  }
}
