/** The exchange that the message is about: what the person handed over, else what the probes saw fail. */
import type { CleanInput } from './clean-input.ts'
import type { PacketExchange } from './packet-exchange.ts'

/** The last that failed, as it is the one that people ask about. Null when nothing failed. */
export function mainExchange({ exchanges }: CleanInput): PacketExchange | null {
  const failed = exchanges.filter(hasFailed)
  return failed.findLast(({ from }) => from === HANDED) ?? failed.at(-1) ?? null
}

export const HANDED = 'handed over'

export function hasFailed({ response, network, failure, from }: PacketExchange): boolean {
  if (network !== null) return true
  const status = response?.status ?? null
  if (from === HANDED) return failure !== null || status === null || status >= 400
  // Probes provoke refusals to see who answers: theirs count when the catalogue blames the server.
  return status !== null && status >= 500
}
