/** What time it is for whoever answered: the clock of this machine may be wrong, and dates are judged. */
import type { Exchange } from '@underpin/exchange'

/** The `Date` of the answer, and its `Age` if it was kept, in milliseconds; the time of asking where there is none. */
export function serverNowMs({ outcome, startedAtMs }: Exchange): number {
  const { date = '', age = '' } = outcome.kind === 'answered' ? outcome.response.headers : {}
  const ms = Date.parse(date)
  const ageMs = /^\d{1,9}$/.test(age) ? Number(age) * 1_000 : 0
  return Number.isNaN(ms) ? startedAtMs : ms + ageMs
}
