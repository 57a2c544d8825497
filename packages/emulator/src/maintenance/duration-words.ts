/** How long something lasts, in the words of a notice. */

const MINUTE_MS = 60_000
const HOUR_MIN = 60

/** `2 hours and 30 minutes`; rounded up to a minute. */
export function durationWords(ms: number): string {
  const all = Math.max(1, Math.ceil(ms / MINUTE_MS))
  const hours = Math.floor(all / HOUR_MIN)
  const minutes = all % HOUR_MIN
  if (hours === 0) return counted(minutes, 'minute')
  return minutes === 0
    ? counted(hours, 'hour')
    : `${counted(hours, 'hour')} and ${counted(minutes, 'minute')}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
