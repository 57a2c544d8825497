/** Does the name resolve? Here, and where a second resolver may be asked, there too. */
import type { ProbeFinding } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'
import { resolveName } from '../wire/resolve-name.ts'
import { stepError } from '../wire/step-failed.ts'
import { isPrivateAddress, isPublicName } from './addresses.ts'
import type { Host } from './hosts.ts'
import { withPatience } from './patience.ts'

/** One lookup, in milliseconds: two tries of a resolver, and then it is of no use to anybody. */
const RESOLVE_MS = 2_800

/** Addresses that are shown. */
const SHOWN_MAX = 8

export function dnsProbe({ name, called, url }: Host): Probe {
  const { hostname } = url
  return {
    name: `dns-${name}`,
    asks: `Does the name of ${called} resolve?`,
    timeoutMs: RESOLVE_MS + 200,
    dependsOn: [],
    run: (context) => look(hostname, called, context),
  }
}

async function look(
  hostname: string,
  called: string,
  context: ProbeContext,
): Promise<ProbeFinding> {
  const { resolver, secondResolver } = context.targets
  const mayAskElsewhere = secondResolver !== null && isPublicName(hostname)
  const [here, there] = await Promise.all([
    lookup(hostname, resolver, context),
    mayAskElsewhere ? lookup(hostname, secondResolver, context) : null,
  ])
  const facts = {
    name: hostname,
    resolver: resolver ?? 'of this machine',
    addresses: shown(here.addresses),
    ms: here.ms,
    ...(here.code === null ? {} : { code: here.code }),
    ...(there === null
      ? {}
      : { secondResolver, secondAddresses: shown(there.addresses), secondCode: there.code }),
  }
  if (here.code !== null) {
    const signs: Sign[] = ['dns-fails']
    if (there !== null) {
      signs.push(there.code === null ? 'dns-fails-here-only' : 'dns-fails-everywhere')
    }
    const elsewhere =
      there === null
        ? ''
        : there.code === null
          ? ` A second resolver (${secondResolver}) knows it.`
          : ` A second resolver (${secondResolver}) does not resolve it either.`
    const says = `The name ${hostname} does not resolve (${here.code}).${elsewhere}`
    return finding({ verdict: 'fail', says, signs, facts, failure: 'dns-failure' })
  }
  // What a resolver elsewhere says as well is no doing of this network.
  const inside = here.addresses.filter(
    (address) => isPrivateAddress(address) && !there?.addresses.includes(address),
  )
  if (inside.length > 0 && isPublicName(hostname)) {
    const says = `The name ${hostname} leads to ${inside[0]}, an address inside a network, and not to ${called}.`
    return finding({ verdict: 'warn', says, signs: ['dns-answers-private'], facts })
  }
  const says = `The name ${hostname} resolves to ${shown(here.addresses)}.`
  return finding({ verdict: 'pass', says, facts })
}

interface LookedUp {
  readonly addresses: readonly string[]
  /** Null: it resolved. */
  readonly code: string | null
  readonly ms: number
}

async function lookup(
  hostname: string,
  resolver: string | null,
  { clock, signal }: ProbeContext,
): Promise<LookedUp> {
  const startMs = clock.monotonicMs()
  const ms = () => Math.round(clock.monotonicMs() - startMs)
  try {
    const addresses = await withPatience(clock, signal, RESOLVE_MS, (patient) =>
      resolveName(hostname, resolver, patient),
    )
    return { addresses, code: addresses.length === 0 ? 'ENODATA' : null, ms: ms() }
  } catch (thrown) {
    return { addresses: [], code: stepError(thrown).code || 'EAI_FAIL', ms: ms() }
  }
}

function shown(addresses: readonly string[]): string {
  return addresses.slice(0, SHOWN_MAX).join(', ')
}
