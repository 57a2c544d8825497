/** A probe: one question to the world, with a time limit. It never writes, and never refreshes a token. */
import type { Clock } from '@underpin/ports'
import type { ProbeFinding, ProbeResult } from '../report/probe-result.ts'
import type { Targets } from '../report/targets.ts'

export interface Probe {
  /** Kebab-case, stable: `dns-api`. */
  readonly name: string
  /** As a question that a person would ask. */
  readonly asks: string
  /** It is `unknown` when it took longer, in milliseconds. */
  readonly timeoutMs: number
  /**
   * These must have passed or warned; else it is not tried, and says because of which. Each stands
   * earlier in the table; one that is left out leaves this one out too.
   */
  readonly dependsOn: readonly string[]
  /** These are waited for, whatever they find. Default: none. */
  readonly after?: readonly string[]
  /**
   * What has to be given before it can be run, as a whole sentence: "Set PROCORE_ACCESS_TOKEN to check
   * the token." Null, and the default: nothing is wanting.
   */
  lacks?(given: Given): string | null
  run(context: ProbeContext): Promise<ProbeFinding>
}

export interface Credentials {
  readonly accessToken: string
}

/** What the person handed over to be examined. */
export interface Given {
  readonly targets: Targets
  /** Null: only what anybody can see is looked at. */
  readonly credentials: Credentials | null
}

/** Environment variables, as they were handed in: those of a proxy are read. */
export type Environment = Readonly<Record<string, string | undefined>>

export interface ProbeContext extends Given {
  readonly clock: Clock
  /** Aborted at the probe's time limit, and when the person interrupts. */
  readonly signal: AbortSignal
  readonly environment: Environment
  /** Certificates (PEM) that are trusted besides those that Node trusts. */
  readonly trust: readonly string[]
  /** What earlier probes found, by name. */
  result(name: string): ProbeResult | null
}
