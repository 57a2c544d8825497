/** The probes of the network: one of a kind for each host, from its name to its answer, and what they add up to. */
import type { Targets } from '../../report/targets.ts'
import type { Environment, Probe } from '../probe.ts'
import { beside } from './beside.ts'
import { clockProbe } from './clock-probe.ts'
import { controlProbe } from './control-probe.ts'
import { dnsProbe } from './dns-probe.ts'
import { type Host, hostsOf } from './hosts.ts'
import { hostsProbe } from './hosts-probe.ts'
import { httpProbe } from './http-probe.ts'
import { proxyProbe } from './proxy-probe.ts'
import { sameAnswerProbe } from './same-answer-probe.ts'
import { tcpProbe } from './tcp-probe.ts'
import { tlsProbe } from './tls-probe.ts'

export function networkProbes(targets: Targets, environment: Environment): readonly Probe[] {
  const hosts = hostsOf(targets)
  const asTold = (host: Host, probe: Probe) => (host.name === 'status' ? beside(probe) : probe)
  return [
    proxyProbe,
    controlProbe,
    ...hosts.map((host) => asTold(host, dnsProbe(host, environment))),
    ...hosts.map((host) => asTold(host, tcpProbe(host, environment))),
    ...hosts.flatMap((host) => {
      const probe = tlsProbe(host)
      return probe === null ? [] : [asTold(host, probe)]
    }),
    ...hosts.flatMap((host) => httpProbe(host, targets) ?? []),
    hostsProbe,
    sameAnswerProbe,
    clockProbe,
  ]
}
