/** A fault: a failure that somebody switched on, for which calls, how often and how long. */
import type { FailureId } from '@underpin/failures'

/** Which calls; what is not given matches all. */
export interface FaultMatch {
  readonly method?: string
  /** `*` stands for any text, slashes included: `/rest/v1.0/vendors*`. */
  readonly path?: string
  readonly companyId?: number
  readonly clientId?: string
}

export interface FaultOrder {
  readonly failure: FailureId
  readonly match?: FaultMatch
  /** 0 to 1. Default 1: every call that matches. */
  readonly probability?: number
  /** Raised so many times, then over. Default: no end. */
  readonly times?: number
  /** How long it is on, in milliseconds from when it begins. Default: no end. */
  readonly forMs?: number
  /** Begins so much later, in milliseconds. Default 0. */
  readonly afterMs?: number
  /** What `Retry-After` says, in seconds. Default: see `retry-after.ts`. */
  readonly retryAfterS?: number
  /**
   * For `server-error`, `bad-gateway` and `non-json-error-body`: the request is applied before its
   * answer is replaced. For `webhook-delivery-failing`: the receiver gets the notice. Default false.
   */
  readonly applied?: boolean
  /**
   * For `response-lost`, `refresh-reply-lost` and `connection-reset`: nothing is sent and the connection stays
   * open, instead of a reset. Default false.
   */
  readonly silent?: boolean
}

export interface Fault {
  /** From 1. */
  readonly number: number
  readonly order: FaultOrder
  readonly fromMs: number
  /** Null for no end. */
  readonly untilMs: number | null
  readonly raisedCount: number
}

export type FaultState = 'waiting' | 'on' | 'over'

export function faultState(fault: Fault, nowMs: number): FaultState {
  const { order, fromMs, untilMs, raisedCount } = fault
  if (untilMs !== null && nowMs >= untilMs) return 'over'
  if (order.times !== undefined && raisedCount >= order.times) return 'over'
  return nowMs < fromMs ? 'waiting' : 'on'
}
