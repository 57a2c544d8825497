/** Does a proxy stand in between? What the environment says of it, and whether it is there. */
import type { Facts, ProbeFinding } from '../../report/probe-result.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'
import { withPatience } from '../wire/patience.ts'
import { unreadProxy, type WebProxy } from '../wire/proxy-of.ts'
import { stepError } from '../wire/step-failed.ts'
import { connectToProxy } from '../wire/tunnel.ts'
import { wayTo } from '../wire/way.ts'
import { hostsOf } from './hosts.ts'

/** In milliseconds. A guess: a proxy is close. */
const CONNECT_MS = 2_500

export const proxyProbe: Probe = {
  name: 'proxy',
  asks: 'Does a proxy stand between this machine and Procore?',
  timeoutMs: CONNECT_MS + 500,
  dependsOn: [],
  run: look,
}

async function look(context: ProbeContext): Promise<ProbeFinding> {
  const { targets, environment } = context
  const found = new Map<string, WebProxy>()
  const through: string[] = []
  const unread = new Set<string>()
  for (const { name, url } of hostsOf(targets)) {
    const variable = unreadProxy(url, environment)
    if (variable !== null) unread.add(variable)
    const way = wayTo(url, context, true)
    if (way.kind === 'straight') continue
    through.push(name)
    found.set(way.proxy.shown, way.proxy)
  }
  if (unread.size > 0) {
    const variables = [...unread].join(' and ')
    const says = `The proxy that ${variables} names is not of a kind that is understood here (http or https): requests were sent straight.`
    return finding({ verdict: 'warn', says, facts: { variables } })
  }
  if (found.size === 0) {
    return finding({ verdict: 'pass', says: 'No proxy is set for any of the hosts.' })
  }
  const shown = [...found.keys()].join(', ')
  const facts: Facts = { proxy: shown, hosts: through.join(', ') }
  for (const proxy of found.values()) {
    const code = await reached(proxy, context)
    if (code === null) continue
    const says = `The proxy ${proxy.shown} is set, and cannot be reached (${code}).`
    const signs = ['proxy-in-use', 'proxy-unreachable'] as const
    return finding({ verdict: 'fail', says, signs, facts: { ...facts, code } })
  }
  const says = `Requests to ${through.join(', ')} go through the proxy ${shown}, as an integration’s would.`
  return finding({ verdict: 'pass', says, signs: ['proxy-in-use'], facts })
}

/** Null, or the code of what failed. */
async function reached(proxy: WebProxy, context: ProbeContext): Promise<string | null> {
  const { clock, signal, trust } = context
  try {
    const socket = await withPatience(clock, signal, CONNECT_MS, (patient) =>
      connectToProxy(proxy, { resolver: null, trust, signal: patient }),
    )
    socket.destroy()
    return null
  } catch (thrown) {
    return stepError(thrown).code || 'unknown'
  }
}
