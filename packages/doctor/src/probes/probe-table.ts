/** Every probe, in the order in which people read them: from the cable up to the tool. */
import type { LeftOut } from '../report/report.ts'
import { ACCOUNT_PROBES } from './account/index.ts'
import { networkProbes } from './network/index.ts'
import type { Environment, Given, Probe } from './probe.ts'
import { STATUS_PROBES } from './status-page/index.ts'

export interface ProbeTable {
  readonly probes: readonly Probe[]
  readonly leftOut: readonly LeftOut[]
}

/** What can be asked with what was given, and what cannot be for want of something. */
export function probeTable(given: Given, environment: Environment): ProbeTable {
  const network = networkProbes(given.targets, environment)
  return sorted([...network, ...STATUS_PROBES, ...ACCOUNT_PROBES], given)
}

/** A probe that stands on one that is left out is left out too, for the same reason. */
export function sorted(all: readonly Probe[], given: Given): ProbeTable {
  const probes: Probe[] = []
  const leftOut: LeftOut[] = []
  for (const probe of all) {
    const { name, asks, dependsOn } = probe
    const because =
      probe.lacks?.(given) ?? leftOut.find((each) => dependsOn.includes(each.name))?.because
    if (because === undefined) probes.push(probe)
    else leftOut.push({ name, asks, because })
  }
  return { probes, leftOut }
}
