/** The exchange that the message is about: what the person handed over, else what the probes saw fail. */
import type { CleanInput } from './clean-input.ts'
import type { PacketExchange } from './packet-exchange.ts'

/** The last that failed, as it is the one that people ask about. Null when nothing failed. */
export function mainExchange(clean: CleanInput): PacketExchange | null {
  const handed = clean.exchanges.findLast((each) => each.from === HANDED && hasFailed(each))
  return handed ?? failedOfProbes(clean)
}

/** Where what was asked can be read: people hand over answers without their requests. */
export function askedExchange(clean: CleanInput): PacketExchange | null {
  const main = mainExchange(clean)
  const isAsked = main !== null && main.request.method !== null && main.request.url !== null
  return isAsked ? main : failedOfProbes(clean)
}

function failedOfProbes({ exchanges, report }: CleanInput): PacketExchange | null {
  // Probes provoke refusals to see who answers: one counts where the probe itself calls it a failure.
  const ofFailed = new Set(
    report?.results.flatMap(({ verdict, exchangeIds }) => (verdict === 'fail' ? exchangeIds : [])),
  )
  return exchanges.findLast(({ id }) => ofFailed.has(id)) ?? null
}

export const HANDED = 'handed over'

/** Of what was handed over. */
export function hasFailed({ response, network, failure }: PacketExchange): boolean {
  const status = response?.status ?? null
  return network !== null || failure !== null || status === null || status >= 400
}
