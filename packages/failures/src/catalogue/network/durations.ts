/** How long network trouble lasts, and what own IT needs to look into it. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time-units.ts'

/** How long a host stays away when it is restarted or moved: a guess. */
export const HOST_AWAY_MS = { min: 5 * SECOND_MS, max: HOUR_MS } as const

/** A guess: long enough for a restart or a change of address to pass, short enough for a working day. */
export const IT_AFTER_MS = 15 * MINUTE_MS

export const IT_EVIDENCE = [
  'The host and port that were called.',
  'The time, with its time zone.',
  'The error code and message of the platform.',
  'The network that was used: office, VPN, mobile.',
  'Whether another network reaches the same host at the same time.',
]
