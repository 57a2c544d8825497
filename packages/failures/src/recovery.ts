/**
 * The recoveries, and the numbers that go with them. A mode names its recovery; this file says what
 * that means for one request. The client only carries out what it is told here.
 */
import type { Applied, KnownMode } from './failure-mode.ts'

export const RECOVERY_KINDS = [
  /** The request is wrong: fix it, do not repeat it. */
  'none',
  /** Refresh the access token, repeat once. */
  'refresh-once',
  /** Wait as long as the server says, never less, never clamped. */
  'wait-for-header',
  /** Exponential, full jitter, inside the retry budget. */
  'backoff',
  /** Stop sending; one probe at a time; resume with a ramp. */
  'hold-until-recovered',
  /** Halve the batch or the page, and repeat. */
  'shrink',
  /** The write may have happened: look before repeating. */
  'reconcile',
  /** A person must sign in again; nothing is retried. */
  'reauthenticate',
  /** No call for this company until something changes; one cheap probe at long intervals. */
  'stop-company',
  'ask-admin',
] as const

export type RecoveryKind = (typeof RECOVERY_KINDS)[number]

/** A request may be repeated unchanged without harm: a read, or a write that the server can tell apart. */
export type Repeatable = 'yes' | 'no'

/**
 * The recovery for this request: the mode's own, unless the write may have happened and a repeat
 * could make it happen twice. Then it is `reconcile`, whatever the mode would allow a read.
 */
export function prescribe(
  mode: Pick<KnownMode, 'recovery'> & { readonly applied: Applied },
  repeatable: Repeatable,
): RecoveryKind {
  // Nothing to look for before a repeat that does no harm.
  if (repeatable === 'yes' && mode.recovery === 'reconcile') return 'backoff'
  if (mode.applied === 'no' || repeatable === 'yes') return mode.recovery
  return RETRYING.has(mode.recovery) ? 'reconcile' : mode.recovery
}

/** Recoveries that would send the same write again. */
const RETRYING: ReadonlySet<RecoveryKind> = new Set([
  'refresh-once',
  'wait-for-header',
  'backoff',
  'hold-until-recovered',
  'shrink',
])
