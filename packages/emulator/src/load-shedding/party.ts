/**
 * Whose request it is, for a fair share of the places. Only what cannot be made up counts: a company that
 * the caller's app is connected to or the person belongs to, else the app or the person; strangers share one
 * part.
 */
import type { Call } from '../call.ts'
import type { TokenLookup } from '../checks/token-lookup.ts'
import { callParty } from '../faults/call-party.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { Directory } from '../world/directory.ts'

/** Callers without a token that is known: one party, whoever they say they are. */
export const STRANGERS = 'strangers'

export interface PartyParts {
  readonly tokens: TokenLookup
  readonly directory: Directory
  readonly signIn: SignIn
}

/** Of a page: `/4001/company/…`, `/companies/4001/…`, `/5001/project/…`. */
const COMPANY_OF_PAGE = /^\/(?:(\d{1,16})\/company|companies\/(\d{1,16}))(?:\/|$)/
const PROJECT_OF_PAGE = /^\/(\d{1,16})\/project(?:\/|$)/

export function partyOf(call: Call, parts: PartyParts): string {
  const { clientId, companyId } = callParty(call, parts.tokens)
  if (clientId === null) return personsParty(call, parts)
  const { installations } = parts.directory
  const isTheirs = companyId !== null && installations.isConnected(clientId, companyId)
  return isTheirs ? `company ${companyId}` : `app ${clientId}`
}

function personsParty(call: Call, { directory, signIn }: PartyParts): string {
  const user = signIn.currentSession(call)?.user
  if (user === undefined) return STRANGERS
  const [, ofCompany, ofCompanies] = COMPANY_OF_PAGE.exec(call.path) ?? []
  const projectId = PROJECT_OF_PAGE.exec(call.path)?.[1]
  const companyId =
    projectId === undefined
      ? Number(ofCompany ?? ofCompanies ?? 0)
      : (directory.project(Number(projectId))?.companyId ?? 0)
  const isTheirs = directory.isMember('company', companyId, user.id)
  return isTheirs ? `company ${companyId}` : `person ${user.id}`
}
