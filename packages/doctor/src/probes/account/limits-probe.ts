/** How much is left of both limits of requests: read from the answers that came anyway, without a call. */
import type { Exchange } from '@underpin/exchange'
import { classify } from '@underpin/failures'
import type { Facts } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import type { Probe } from '../probe.ts'
import { serverNowMs } from '../server-time.ts'
import { type AccountContext, accountProbe, type Look } from './account-probe.ts'

/** Less of a limit than this share is worth a word. */
const LOW_SHARE = 0.1

const ASKED = ['me', 'companies', 'company', 'project', 'tool', 'webhooks'] as const

type Window = 'hourly' | 'spike'

interface Reading {
  readonly window: Window
  readonly limit: number
  readonly remaining: number
  readonly resetAtMs: number | null
}

export const limitsProbe: Probe = accountProbe({
  name: 'limits',
  asks: 'Is enough left of the limits of requests?',
  ...{
    needs: ['token'],
    to: 'see what is left of the limits of requests',
    callsMax: 0,
    host: 'api',
  },
  ...{ after: ASKED, unless: [] },
  look: async (context) => lookAtLimits(context),
})

function lookAtLimits({ result }: AccountContext): Look {
  const earlier = ASKED.flatMap((name) => result(name) ?? [])
  const exchanges = earlier
    .flatMap((each) => each.exchanges)
    .toSorted((a, b) => a.startedAtMs - b.startedAtMs)
  const readings = exchanges.flatMap((each) => readingOf(each) ?? [])
  const spent = earlier.flatMap(({ signs }) => signs.filter(isSpent))
  const facts = {
    ...factsOf('hourly', readings),
    ...factsOf('spike', readings),
    calls: exchanges.length,
  }
  const [sign] = spent
  if (sign !== undefined) {
    const which = sign === 'limit-hourly-spent' ? 'hourly' : 'short'
    const says = `The ${which} limit of requests is spent.${resetWords(readings)}`
    const failure = sign === 'limit-hourly-spent' ? 'rate-limit-hourly' : 'rate-limit-spike'
    return { verdict: 'fail', says, signs: [sign], facts, failure }
  }
  if (readings.length === 0) {
    return {
      verdict: 'unknown',
      says: 'No answer told what is left of the limits of requests.',
      facts,
    }
  }
  const shown = (['hourly', 'spike'] as const).flatMap((window) => firstOf(window, readings) ?? [])
  const words = shown.map(leftWords).join(', ')
  const isLow = shown.some(({ limit, remaining }) => remaining < limit * LOW_SHARE)
  if (isLow) {
    return { verdict: 'warn', says: `Little is left: ${words}.`, signs: ['limit-low'], facts }
  }
  // The headers speak of the limit that is nearer to its end (fact sheet section 5).
  const other =
    shown.length === 2 ? '' : ' Of the other limit nothing is told, so it is farther from its end.'
  return {
    verdict: 'pass',
    says: `Enough is left: ${words}.${other}`,
    signs: ['limits-fine'],
    facts,
  }
}

function isSpent(sign: Sign): boolean {
  return sign === 'limit-hourly-spent' || sign === 'limit-spike-spent'
}

/** The doctor's own calls count as well: what was left before most of them is what others had. */
function firstOf(window: Window, readings: readonly Reading[]): Reading | undefined {
  return readings.find((each) => each.window === window)
}

function leftWords({ window, limit, remaining }: Reading): string {
  return `${remaining} of ${limit} ${window === 'hourly' ? 'in the hour' : 'in the short window'}`
}

function resetWords(readings: readonly Reading[]): string {
  const last = readings.findLast(({ remaining }) => remaining === 0)
  if (last === undefined || last.resetAtMs === null) return ''
  return ` It is whole again at ${new Date(last.resetAtMs).toISOString()}.`
}

function factsOf(window: Window, readings: readonly Reading[]): Facts {
  const reading = firstOf(window, readings)
  if (reading === undefined) return {}
  const { limit, remaining, resetAtMs } = reading
  return {
    [`${window}Limit`]: limit,
    [`${window}Remaining`]: remaining,
    [`${window}ResetAt`]: resetAtMs === null ? null : new Date(resetAtMs).toISOString(),
  }
}

function readingOf(exchange: Exchange): Reading | null {
  const { outcome } = exchange
  if (outcome.kind !== 'answered') return null
  const { headers } = outcome.response
  const limit = countIn(headers['x-rate-limit-limit'])
  const remaining = countIn(headers['x-rate-limit-remaining'])
  if (limit === null || limit === 0 || remaining === null) return null
  // Which of the two windows headers speak of is known to the catalogue: as if they came with a refusal.
  const refusal = { status: 429, headers, body: '' }
  const nowMs = serverNowMs(exchange)
  const judged = classify({ surface: 'api', response: refusal, nowMs })
  const window = judged?.failure === 'rate-limit-hourly' ? 'hourly' : 'spike'
  const waitMs = judged?.waitMs ?? null
  return { window, limit, remaining, resetAtMs: waitMs === null ? null : nowMs + waitMs }
}

function countIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null
}
