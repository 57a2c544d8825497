/** What the three `X-Rate-Limit-*` headers of one answer say. */

export interface RateReading {
  readonly limit: number
  readonly remaining: number
  /** Server's clock, milliseconds since the epoch. */
  readonly resetAtMs: number
}

/** Documented as seconds since the epoch. What is smaller can only be seconds from now. */
const EPOCH_S_MIN = 1e9

/** Null when a header is missing or is no number: then the answer says nothing of limits. */
export function rateReading(headers: Headers, serverNowMs: () => number): RateReading | null {
  const limitText = headers.get('x-rate-limit-limit')
  if (limitText === null) return null
  const limit = Number(limitText)
  const remaining = Number(headers.get('x-rate-limit-remaining') ?? Number.NaN)
  const resetS = Number(headers.get('x-rate-limit-reset') ?? Number.NaN)
  const isSound = limit >= 1 && remaining >= 0 && resetS >= 0 && resetS < EPOCH_S_MIN * 100
  if (!isSound) return null
  const resetAtMs = resetS < EPOCH_S_MIN ? serverNowMs() + resetS * 1_000 : resetS * 1_000
  return { limit, remaining, resetAtMs }
}
