/** Everything that one examination found: what the diagnosis judges, people read, and a packet holds. */
import type { Observation } from './observation.ts'
import type { ProbeResult } from './probe-result.ts'
import type { Targets } from './targets.ts'

/** A probe that was not run, and what it would take. */
export interface LeftOut {
  readonly name: string
  readonly asks: string
  /** A whole sentence that says what to give: "Set PROCORE_ACCESS_TOKEN to check the token." */
  readonly because: string
}

export interface Report {
  readonly version: 1
  readonly targets: Targets
  /** Wall time of this machine, milliseconds since the epoch. */
  readonly startedAtMs: number
  readonly elapsedMs: number
  /** In the order in which people read them: from the cable up to the tool. */
  readonly results: readonly ProbeResult[]
  readonly leftOut: readonly LeftOut[]
  /** Null unless samples were taken over some time. */
  readonly observation: Observation | null
}
