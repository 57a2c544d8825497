/** The probes of the network: one of a kind for each host. */
import type { Given, Probe } from '../probe.ts'
import { dnsProbe } from './dns-probe.ts'
import { hostsOf } from './hosts.ts'
import { httpProbe } from './http-probe.ts'

export function networkProbes({ targets }: Given): readonly Probe[] {
  const hosts = hostsOf(targets)
  return [...hosts.map(dnsProbe), ...hosts.flatMap((host) => httpProbe(host) ?? [])]
}
