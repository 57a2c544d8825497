/** What samples over some time add up to: a blip, an outage, or something between. */
import type { Observation, Sample } from './observation.ts'

/**
 * A failure that is over within this was a blip, in milliseconds: the guideline has people wait one to
 * two minutes before they think of an outage.
 */
const BLIP_MS_MAX = 120_000

/** Fewer samples of a host say nothing of steadiness. */
const SAMPLES_MIN = 2

const CALLED = { api: 'the API', login: 'the sign-in service', app: 'the web application' } as const

type Host = Sample['host']

/** One host's samples: how many failed, and in how many stretches. */
interface Tally {
  readonly host: Host
  readonly count: number
  readonly failedCount: number
  readonly stretchCount: number
  /** From the first failure of the longest stretch to the success after it, or to the last failure. */
  readonly longestMs: number
  readonly isFailingAtEnd: boolean
}

/** @param samples in any order; of each host they are judged in the order of their times. */
export function observed(samples: readonly Sample[], fromMs: number, toMs: number): Observation {
  const tallies = (Object.keys(CALLED) as Host[])
    .map((host) => tallyOf(host, samples))
    .filter(({ count }) => count > 0)
  const verdict = verdictOf(tallies)
  return { fromMs, toMs, samples, verdict, says: sentenceOf(tallies, verdict) }
}

function tallyOf(host: Host, samples: readonly Sample[]): Tally {
  const own = samples.filter((each) => each.host === host).toSorted((a, b) => a.atMs - b.atMs)
  let failedCount = 0
  let stretchCount = 0
  let longestMs = 0
  let sinceMs: number | null = null
  for (const { atMs, isHealthy } of own) {
    if (!isHealthy) {
      failedCount += 1
      if (sinceMs === null) stretchCount += 1
      sinceMs ??= atMs
    }
    if (sinceMs !== null) longestMs = Math.max(longestMs, atMs - sinceMs)
    if (isHealthy) sinceMs = null
  }
  const count = own.length
  return { host, count, failedCount, stretchCount, longestMs, isFailingAtEnd: sinceMs !== null }
}

function verdictOf(tallies: readonly Tally[]): Observation['verdict'] {
  const told = tallies.filter(({ count }) => count >= SAMPLES_MIN)
  if (told.length === 0) return 'unknown'
  const failing = told.filter(({ failedCount }) => failedCount > 0)
  if (failing.length === 0) return 'works-steadily'
  if (failing.some(({ count, failedCount }) => count === failedCount)) return 'outage-steady'
  const isBlip = failing.every(
    ({ stretchCount, longestMs, isFailingAtEnd }) =>
      stretchCount === 1 && !isFailingAtEnd && longestMs <= BLIP_MS_MAX,
  )
  return isBlip ? 'blip' : 'fails-sometimes'
}

function sentenceOf(tallies: readonly Tally[], verdict: Observation['verdict']): string {
  if (tallies.length === 0) return 'Nothing was sampled.'
  const failing = tallies.filter(({ failedCount }) => failedCount > 0)
  const total = tallies.reduce((sum, { count }) => sum + count, 0)
  if (failing.length === 0) {
    const few = verdict === 'unknown' ? ', too few to tell whether it stays so' : ''
    return `All ${total} samples were answered as they should be${few}.`
  }
  const parts = failing.map(({ host, count, failedCount, longestMs, isFailingAtEnd }) => {
    const longest = longestMs > 0 ? `, at the longest for ${Math.round(longestMs / 1_000)} s` : ''
    const now = isFailingAtEnd && failedCount < count ? ', and did so at the end' : ''
    return `${CALLED[host]} failed ${failedCount} of ${count} times${longest}${now}`
  })
  const said = parts.join('; ')
  return `${said.slice(0, 1).toUpperCase()}${said.slice(1)}.`
}
