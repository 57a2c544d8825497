/** What follows from the numbers of a log. */
import type { Shown } from '../../engine/resource.ts'

const MINUTES_AN_HOUR = 60

/** Workers times hours each, as text. */
export function setManHours(log: Shown): void {
  const { num_workers: workers, num_hours: hours } = log
  const isKnown = typeof workers === 'number' && hours !== null && hours !== ''
  log['man_hours'] = isKnown ? String(workers * Number(hours)) : null
}

/** Minutes from start to end; null unless both are known. The unit is assumed. */
export function setDuration(log: Shown): void {
  const start = minuteOfDay(log, 'start_time')
  const end = minuteOfDay(log, 'end_time')
  log['duration'] = start === null || end === null ? null : Math.max(0, end - start)
}

function minuteOfDay(log: Shown, name: string): number | null {
  const { [`${name}_hour`]: hour, [`${name}_minute`]: minute } = log
  if (typeof hour !== 'number') return null
  return hour * MINUTES_AN_HOUR + (typeof minute === 'number' ? minute : 0)
}
