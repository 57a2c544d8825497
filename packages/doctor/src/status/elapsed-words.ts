/** How long something has been, in words that promise no more than is certain. */
import { durationWords } from '@underpin/failures'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** `2 hours 5 minutes`, rounded down to minutes, from a day on to hours. */
export function elapsedWords(ms: number): string {
  if (ms < MINUTE_MS) return 'less than a minute'
  const unitMs = ms < DAY_MS ? MINUTE_MS : HOUR_MS
  return durationWords(Math.floor(ms / unitMs) * unitMs)
}
