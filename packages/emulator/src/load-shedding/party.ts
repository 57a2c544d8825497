/**
 * Whose request it is, for a fair share of the places. Only what cannot be made up counts: a company that
 * the caller's app is connected to, or the app; everybody else shares one part.
 */
import type { Call } from '../call.ts'
import type { TokenLookup } from '../checks/token-lookup.ts'
import { callParty } from '../faults/call-party.ts'
import type { Directory } from '../world/directory.ts'

/** Callers without a token that is known: one party, whoever they say they are. */
export const STRANGERS = 'strangers'

export interface PartyParts {
  readonly tokens: TokenLookup
  readonly directory: Directory
}

export function partyOf(call: Call, { tokens, directory }: PartyParts): string {
  const { clientId, companyId } = callParty(call, tokens)
  if (clientId === null) return STRANGERS
  const isTheirs = companyId !== null && directory.installations.isConnected(clientId, companyId)
  return isTheirs ? `company ${companyId}` : `app ${clientId}`
}
