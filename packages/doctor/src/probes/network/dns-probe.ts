/** Does the name resolve? Here, and where a second resolver may be asked, there too. */
import type { ProbeFinding } from '../../report/probe-result.ts'
import type { Sign } from '../../report/sign.ts'
import { finding } from '../finding.ts'
import type { Environment, Probe, ProbeContext } from '../probe.ts'
import { withPatience } from '../wire/patience.ts'
import { resolveName } from '../wire/resolve-name.ts'
import { stepError } from '../wire/step-failed.ts'
import { wayTo } from '../wire/way.ts'
import { isPrivateAddress, isPublicName } from './addresses.ts'
import type { Host } from './hosts.ts'

/** One lookup, in milliseconds: two tries of a resolver, and then it is of no use to anybody. */
const RESOLVE_MS = 2_800

/** What a resolver says when it was asked and has no address to give; anything else is that it was not reached. */
const ANSWERS_OF_NONE: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'ESERVFAIL'])

/** Addresses that are shown. */
const SHOWN_MAX = 8

export function dnsProbe({ name, called, url }: Host, environment: Environment): Probe {
  const { hostname } = url
  const isStraight = wayTo(url, { environment }, true).kind === 'straight'
  return {
    name: `dns-${name}`,
    asks: `Does the name of ${called} resolve?`,
    timeoutMs: RESOLVE_MS + 200,
    dependsOn: [],
    run: async (context) => {
      const found = await look(hostname, called, context)
      return isStraight || found.verdict !== 'fail' ? found : leftToProxy(found)
    },
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
    const signs: Sign[] = ['dns-fails', ...signsElsewhere(there)]
    const says = `The name ${hostname} does not resolve (${here.code}).${wordsElsewhere(there, secondResolver)}`
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

function signsElsewhere(there: LookedUp | null): readonly Sign[] {
  if (there === null) return []
  if (there.code === null) return ['dns-fails-here-only']
  return ANSWERS_OF_NONE.has(there.code) ? ['dns-fails-everywhere'] : []
}

function wordsElsewhere(there: LookedUp | null, resolver: string | null): string {
  if (there === null) return ''
  const which = ` A second resolver (${resolver})`
  if (there.code === null) return `${which} knows it.`
  if (ANSWERS_OF_NONE.has(there.code)) return `${which} does not resolve it either.`
  return `${which} could not be asked (${there.code}).`
}

/** A proxy resolves the names of the outside itself; those of the inside often know none of them. */
function leftToProxy(found: ProbeFinding): ProbeFinding {
  const says = `${found.says} With a proxy in between that may be meant, as the proxy resolves names itself.`
  return { ...found, verdict: 'unknown', says, signs: [], failure: null }
}

function shown(addresses: readonly string[]): string {
  return addresses.slice(0, SHOWN_MAX).join(', ')
}
