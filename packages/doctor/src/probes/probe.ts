/** A probe: one question to the world, with a time limit. It never writes, and never refreshes a token. */
import type { Clock } from '@underpin/ports'
import type { ProbeFinding } from '../report/probe-result.ts'
import type { Targets } from '../report/targets.ts'

export interface Probe {
  /** Kebab-case, stable: `dns-api`. */
  readonly name: string
  /** As a question that a person would ask. */
  readonly asks: string
  /** It is `unknown` when it took longer, in milliseconds. */
  readonly timeoutMs: number
  /** These must have passed or warned; else it is not tried, and says because of which. */
  readonly dependsOn: readonly string[]
  run(context: ProbeContext): Promise<ProbeFinding>
}

export interface Credentials {
  readonly accessToken: string
}

export interface ProbeContext {
  readonly targets: Targets
  /** Null: only what anybody can see is looked at. */
  readonly credentials: Credentials | null
  readonly clock: Clock
  /** Aborted at the probe's time limit, and when the person interrupts. */
  readonly signal: AbortSignal
  /** What earlier probes found, by name. */
  result(name: string): ProbeFinding | null
}
