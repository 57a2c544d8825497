/**
 * Samples of the hosts over some time, to tell a blip from an outage. Light: the same question that a
 * stranger asks, of three hosts, at most every five seconds, and no more samples however long it lasts.
 */
import { sleep } from '@underpin/ports'
import type { Observation, Sample } from '../report/observation.ts'
import { observed } from '../report/observed-verdict.ts'
import { ask } from './ask.ts'
import { judgeStranger, questionUrl } from './network/questions.ts'
import type { ProbeContext } from './probe.ts'

/** Between two rounds, in milliseconds. With three hosts, so never more than one request in a second. */
const ROUND_MS_MIN = 5_000

const ROUNDS_MAX = 60

/** Longer than this is a monitor's work, in milliseconds. A guess: a day. */
export const OBSERVE_MS_MAX = 24 * 3_600_000

/** Shorter than a round, so that rounds never pile up. */
const SAMPLE_MS_MAX = 4_000

/** Of a page its head is enough. */
const BYTES_MAX = 64 * 1024

const HOSTS = ['api', 'login', 'app'] as const

export type ObserveContext = Omit<ProbeContext, 'result'>

/** One look at one host; null when it came to nothing because all is to end. */
export type Look = (host: Sample['host'], context: ObserveContext) => Promise<Sample | null>

/**
 * Never rejects: when the signal ends it, what was sampled so far counts.
 *
 * @param durationMs at most OBSERVE_MS_MAX is used.
 */
export async function observe(
  context: ObserveContext,
  durationMs: number,
  on: (sample: Sample) => void = () => undefined,
  look: Look = lookAt,
): Promise<Observation> {
  const { clock, signal } = context
  const wholeMs = Math.min(durationMs, OBSERVE_MS_MAX)
  const roundMs = Math.max(ROUND_MS_MIN, wholeMs / ROUNDS_MAX)
  const samples: Sample[] = []
  const fromMs = clock.nowMs()
  const startMs = clock.monotonicMs()
  // One round more than there are pauses: it is looked at both ends.
  for (let round = 0; round <= ROUNDS_MAX; round++) {
    const waitMs = startMs + round * roundMs - clock.monotonicMs()
    if (round > 0 && round * roundMs > wholeMs) break
    if (!(await waited(waitMs, context))) break
    const looks = await Promise.all(HOSTS.map((host) => look(host, context)))
    if (signal.aborted) break
    for (const sample of looks) {
      if (sample === null) continue
      samples.push(sample)
      on(sample)
    }
  }
  return observed(samples, fromMs, clock.nowMs())
}

/** False: all is to end. */
async function waited(waitMs: number, { clock, signal }: ObserveContext): Promise<boolean> {
  try {
    if (waitMs > 0) await sleep(clock, waitMs, signal)
  } catch {
    // The only thing that ends a sleep early is the signal, which is asked next.
  }
  return !signal.aborted
}

async function lookAt(host: Sample['host'], context: ObserveContext): Promise<Sample | null> {
  const url = questionUrl(host, context.targets)
  if (url === null) return null
  const limits = { timeoutMs: SAMPLE_MS_MAX, bytesMax: BYTES_MAX }
  const exchange = await ask(url, { ...context, ...limits })
  const { startedAtMs, outcome } = exchange
  const { kind } = judgeStranger(host, exchange, context.targets)
  const isAnswered = outcome.kind === 'answered'
  return {
    ...{ atMs: startedAtMs, host, isHealthy: kind === 'healthy' },
    status: isAnswered ? outcome.response.status : null,
    errorCode: isAnswered ? null : outcome.error.code || outcome.error.phase,
    elapsedMs: Math.round(outcome.elapsedMs),
  }
}
