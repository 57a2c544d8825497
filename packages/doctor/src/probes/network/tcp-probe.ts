/** Does a connection come about? Straight, or through the proxy that an integration would go through. */

import { classify } from '@underpin/failures'
import type { ProbeFinding } from '../../report/probe-result.ts'
import { finding } from '../finding.ts'
import type { Environment, Probe, ProbeContext } from '../probe.ts'
import { placeOf } from '../wire/connect.ts'
import { withPatience } from '../wire/patience.ts'
import { stepError } from '../wire/step-failed.ts'
import { connectBy, wayTo } from '../wire/way.ts'
import type { Host } from './hosts.ts'
import { socketSigns, socketWords } from './socket-signs.ts'
import { through, wayFacts } from './way-words.ts'

/** A connection that takes longer serves nobody, in milliseconds. A guess: three lost first packets. */
const CONNECT_MS = 3_500

export function tcpProbe({ name, called, url }: Host, environment: Environment): Probe {
  const isStraight = wayTo(url, { environment }, true).kind === 'straight'
  return {
    name: `tcp-${name}`,
    asks: `Does a connection to ${called} come about?`,
    timeoutMs: CONNECT_MS + 500,
    // A proxy resolves the names of the outside itself; those of the inside often know none of them.
    dependsOn: [isStraight ? `dns-${name}` : 'proxy'],
    run: (context) => look(url, called, context),
  }
}

async function look(url: URL, called: string, context: ProbeContext): Promise<ProbeFinding> {
  const { clock, signal } = context
  const way = wayTo(url, context, url.protocol === 'http:')
  const { hostname, port } = placeOf(url)
  const startMs = clock.monotonicMs()
  const facts = () => ({
    ...{ host: hostname, port, ms: Math.round(clock.monotonicMs() - startMs) },
    ...wayFacts(way),
  })
  try {
    const socket = await withPatience(clock, signal, CONNECT_MS, (patient) =>
      connectBy(way, url, { ...context, signal: patient }),
    )
    const address = socket.remoteAddress ?? ''
    socket.destroy()
    const says = `${hostname} takes connections on port ${port}${through(way)}.`
    // Behind a proxy it is the proxy's address.
    const at = way.kind === 'straight' ? { address } : {}
    return finding({ verdict: 'pass', says, facts: { ...facts(), ...at } })
  } catch (thrown) {
    const error = stepError(thrown)
    const says = `No connection to ${called}${through(way)} on port ${port}: ${socketWords(error)}.`
    const failure = classify({ network: error })?.failure ?? null
    const code = error.code
    return finding({
      ...{ verdict: 'fail', says, failure },
      ...{ signs: socketSigns(error), facts: { ...facts(), code } },
    })
  }
}
