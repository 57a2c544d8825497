/**
 * Whose request it is, for a fair share of the places. Only what cannot be made up counts: a company that
 * the caller's app is connected to or the person belongs to, else the app or the person; strangers share one
 * part.
 */
import type { Call } from '../call.ts'
import type { TokenLookup } from '../checks/token-lookup.ts'
import { callParty } from '../faults/call-party.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { companyOfPage } from '../web/company-of-page.ts'
import type { Directory } from '../world/directory.ts'

/** Callers without a token that is known: one party, whoever they say they are. */
export const STRANGERS = 'strangers'

export interface PartyParts {
  readonly tokens: TokenLookup
  readonly directory: Directory
  readonly signIn: SignIn
}

export function partyOf(call: Call, parts: PartyParts): string {
  const { clientId, companyId } = callParty(call, parts)
  if (clientId === null) return personsParty(call, parts)
  const { installations } = parts.directory
  const isTheirs = companyId !== null && installations.isConnected(clientId, companyId)
  return isTheirs ? `company ${companyId}` : `app ${clientId}`
}

function personsParty(call: Call, { directory, signIn }: PartyParts): string {
  const user = signIn.currentSession(call)?.user
  if (user === undefined) return STRANGERS
  const companyId = companyOfPage(call.path, directory)
  const isTheirs = companyId !== null && directory.isMember('company', companyId, user.id)
  return isTheirs ? `company ${companyId}` : `person ${user.id}`
}
