/**
 * Is this machine's clock right? Judged by the `Date` of the answers that came anyway. Tokens live 90
 * minutes and limits reset at a time (fact sheet sections 2.2 and 5), so minutes matter.
 */
import type { Exchange } from '@underpin/exchange'
import type { ProbeFinding } from '../../report/probe-result.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'

const MINUTE_MS = 60_000

/** From here on a token that is refreshed "just before it expires" may be late. A guess. */
const WARN_MS = MINUTE_MS
/** What Kerberos and most token checks allow for at most. */
const FAIL_MS = 5 * MINUTE_MS

/** `Date` is cut to the second: half of one is what it is behind on average. */
const HALF_SECOND_MS = 500

const ANSWERED_BY = ['http-api', 'http-login', 'http-app', 'control'] as const

export const clockProbe: Probe = {
  name: 'clock',
  asks: 'Is the clock of this machine right?',
  timeoutMs: 500,
  dependsOn: [],
  after: ANSWERED_BY,
  run: async (context) => look(context),
}

function look({ result }: ProbeContext): ProbeFinding {
  const skews = ANSWERED_BY.flatMap((name) => {
    const [exchange] = result(name)?.exchanges ?? []
    const skewMs = exchange === undefined ? null : skewOf(exchange)
    return skewMs === null ? [] : [skewMs]
  })
  const skewMs = median(skews)
  if (skewMs === null) {
    return finding({ verdict: 'unknown', says: 'No answer came with a date to go by.' })
  }
  const facts = { skewS: Math.round(skewMs / 1_000), answers: skews.length }
  const offMs = Math.abs(skewMs)
  if (offMs < WARN_MS) {
    const says = `The clock of this machine agrees with ${skews.length === 1 ? 'the one host' : `${skews.length} hosts`} that answered, to less than a minute.`
    return finding({ verdict: 'pass', says, facts })
  }
  const way = skewMs > 0 ? 'ahead of' : 'behind'
  const says = `The clock of this machine is ${words(offMs)} ${way} the servers that answered.`
  const verdict = offMs < FAIL_MS ? 'warn' : 'fail'
  return finding({ verdict, says, signs: ['clock-skewed'], facts })
}

/**
 * How far this machine is ahead, in milliseconds; negative: behind. The answer was dated somewhere
 * between the question and its arrival: in the middle, by the least error. A kept answer says its age.
 */
export function skewOf({ startedAtMs, outcome }: Exchange): number | null {
  if (outcome.kind !== 'answered') return null
  const { headers } = outcome.response
  const dateMs = Date.parse(headers['date'] ?? '')
  if (!Number.isFinite(dateMs)) return null
  const ageMs = /^\d{1,9}$/.test(headers['age'] ?? '') ? Number(headers['age']) * 1_000 : 0
  return startedAtMs + outcome.elapsedMs / 2 - (dateMs + HALF_SECOND_MS + ageMs)
}

/** Of an even number the one nearer to zero, so that one wrong server of two accuses nobody. */
function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const high = sorted[sorted.length >> 1]
  if (high === undefined) return null
  const low = sorted[(sorted.length - 1) >> 1] ?? high
  return Math.abs(low) < Math.abs(high) ? low : high
}

function words(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS)
  if (minutes < 120) return minutes === 1 ? 'a minute' : `${minutes} minutes`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`
}
