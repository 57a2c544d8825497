/** `--since`: when it began, as people say it: `07:15`, `30m` ago, or a date and time. */
import { InvalidArgumentError } from 'commander'
import { readDurationMs } from '../option-values.ts'

const CLOCK_TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/

const AGO = /^\d+(?:\.\d+)?(?:s|m|h|d)$/

const ISO =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/

const WANTED = 'Say when it began: 07:15 (today), 30m (ago), or 2026-11-20T07:15.'

/**
 * Milliseconds since the epoch, never later than now. A time of day is of this machine's zone, and of
 * yesterday when today it is still to come.
 *
 * @throws {InvalidArgumentError} when it cannot be read, or lies in the future.
 */
export function readSince(text: string, nowMs: number): number {
  const given = text.trim()
  if (AGO.test(given)) return nowMs - readDurationMs(given)
  const clock = CLOCK_TIME.exec(given)
  if (clock) return lastTimeOfDay(Number(clock[1]), Number(clock[2]), nowMs)
  // A date alone is midnight here, and not in Greenwich.
  const timeMs = ISO.test(given) ? Date.parse(given.length === 10 ? `${given}T00:00` : given) : NaN
  if (Number.isNaN(timeMs)) throw new InvalidArgumentError(WANTED)
  if (timeMs > nowMs) throw new InvalidArgumentError(`${given} is still to come. ${WANTED}`)
  return timeMs
}

function lastTimeOfDay(hours: number, minutes: number, nowMs: number): number {
  const at = new Date(nowMs)
  at.setHours(hours, minutes, 0, 0)
  if (at.getTime() > nowMs) at.setDate(at.getDate() - 1)
  return at.getTime()
}
