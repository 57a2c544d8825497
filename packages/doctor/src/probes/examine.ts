/** One examination: every probe that can be run, within one bound; then samples over some time if asked for. */
import type { Clock } from '@underpin/ports'
import type { Observation, Sample } from '../report/observation.ts'
import type { Report } from '../report/report.ts'
import type { Targets } from '../report/targets.ts'
import { type ObserveContext, observe } from './observe.ts'
import type { Credentials, Environment } from './probe.ts'
import { type ProbeTable, probeTable } from './probe-table.ts'
import { type RunEvent, runProbes } from './run-probes.ts'

/** All probes together, in milliseconds; what is not done by then is `unknown`. What people were promised. */
export const EXAMINE_MS_MAX = 15_000

export type ExamineEvent = RunEvent | { readonly kind: 'sample'; readonly sample: Sample }

export interface ExamineOptions {
  readonly targets: Targets
  /** Null: only what anybody can see is looked at. */
  readonly credentials: Credentials | null
  readonly clock: Clock
  /** Aborted: what is not done is `unknown`, and the report comes at once. */
  readonly signal?: AbortSignal
  /** For how long to sample after the probes, in milliseconds. Default 0: not at all. */
  readonly observeMs?: number
  /** Where HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY are read. Default: no proxy. */
  readonly environment?: Environment
  /** Certificates (PEM) that are trusted besides those that Node trusts. */
  readonly trust?: readonly string[]
  /** Told of each step as it happens. */
  readonly on?: (event: ExamineEvent) => void
}

/** Never rejects for what the world does: a report comes of everything. */
export function examine(options: ExamineOptions): Promise<Report> {
  const { targets, credentials, environment = {} } = options
  return examineBy(probeTable({ targets, credentials }, environment), options)
}

/** By another table than the house's own. */
export async function examineBy(
  { probes, leftOut }: ProbeTable,
  options: ExamineOptions,
): Promise<Report> {
  const { targets, credentials, clock, environment = {}, trust = [], on } = options
  const startedAtMs = clock.nowMs()
  const startMs = clock.monotonicMs()
  const bound = new AbortController()
  const cancel = clock.schedule(EXAMINE_MS_MAX, () =>
    bound.abort(new Error(`the ${EXAMINE_MS_MAX / 1_000} s of an examination were over`)),
  )
  const signal =
    options.signal === undefined ? bound.signal : AbortSignal.any([options.signal, bound.signal])
  const context = { targets, credentials, clock, signal, environment, trust }
  const results = await runProbes(probes, context, on)
  cancel()
  const observation = await observedFor(options, context)
  return {
    ...{ version: 1, targets, startedAtMs, elapsedMs: clock.monotonicMs() - startMs },
    ...{ results, leftOut, observation },
  }
}

/** The bound of the probes does not hold here: how long it lasts was asked for. */
async function observedFor(
  { observeMs = 0, signal, on }: ExamineOptions,
  context: ObserveContext,
): Promise<Observation | null> {
  if (observeMs <= 0 || signal?.aborted) return null
  const told = (sample: Sample) => on?.({ kind: 'sample', sample })
  const unending = new AbortController().signal
  return observe({ ...context, signal: signal ?? unending }, observeMs, told)
}
