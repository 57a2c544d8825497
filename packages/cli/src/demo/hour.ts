/**
 * The scripted hour: what goes wrong, and when. Everything is set up through the emulator's control
 * door before the hour begins, so both sides meet the same weather at the same times.
 */
import type { FailureId } from '@underpin/failures'

const MINUTE_MS = 60_000

/** People signed in an hour before: their 90-minute access token ends in the middle of the hour. */
export const SIGNED_IN_BEFORE_MS = 60 * MINUTE_MS

/** The default limits of the emulator's world, said here because the legend names them. */
export const SPIKE_LIMIT = 25

/** Each exchange takes so long on the virtual clock. A guess at a round trip to Procore. */
export const ROUND_TRIP_MS = 150

interface Fault {
  readonly failure: FailureId
  /** From the start of the hour. */
  readonly atMs: number
  readonly forMs?: number
  readonly times?: number
  readonly retryAfterS?: number
  readonly match?: { readonly method?: string; readonly path?: string }
}

export interface HourEvent {
  /** From the start of the hour, in minutes; null for what holds all the time. */
  readonly atMin: number | null
  readonly says: string
}

/** What the hour holds, as the legend tells it. */
export const EVENTS: readonly HourEvent[] = [
  { atMin: null, says: `a spike limit of ${SPIKE_LIMIT} requests in 10 seconds` },
  { atMin: 12, says: 'heavy load for 4 minutes: 503 with Retry-After: 60' },
  { atMin: 20, says: 'one RFI is created, and the reply to it is lost' },
  { atMin: 30, says: 'the access token expires (if it has not been renewed by then)' },
  {
    atMin: 40,
    says: 'an access token is refused as expired, and the reply to the next refresh is lost',
  },
  { atMin: 45, says: 'a maintenance window of 6 minutes, announced beforehand' },
]

const RFI_PATH = '/rest/v1.0/projects/*/rfis'

export const FAULTS: readonly Fault[] = [
  { failure: 'heavy-load', atMs: 12 * MINUTE_MS, forMs: 4 * MINUTE_MS, retryAfterS: 60 },
  {
    failure: 'response-lost',
    atMs: 20 * MINUTE_MS,
    times: 1,
    match: { method: 'POST', path: RFI_PATH },
  },
  {
    failure: 'access-token-expired',
    atMs: 40 * MINUTE_MS,
    times: 1,
    match: { method: 'POST', path: RFI_PATH },
  },
  { failure: 'refresh-reply-lost', atMs: 40 * MINUTE_MS, times: 1 },
]

export const MAINTENANCE = {
  startMs: 45 * MINUTE_MS,
  endMs: 51 * MINUTE_MS,
  title: 'Database upgrade',
} as const

/** Asks the control door; resolves to what it answers. */
export type Door = (method: string, path: string, body?: object) => Promise<unknown>

/** Sets the hour up. Call it before the hour begins: `nowMs` is the emulator's time of the call. */
export async function prepareHour(
  door: Door,
  hourStartsAtMs: number,
  nowMs: number,
): Promise<void> {
  const leadMs = hourStartsAtMs - nowMs
  for (const { atMs, ...fault } of FAULTS) {
    await door('POST', '/faults', { ...fault, afterMs: leadMs + atMs })
  }
  const iso = (ms: number) => new Date(hourStartsAtMs + ms).toISOString()
  const { startMs, endMs, title } = MAINTENANCE
  await door('POST', '/maintenance', { start: iso(startMs), end: iso(endMs), title })
}
