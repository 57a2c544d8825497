/** Who calls and for which company, read from the request before anything has checked it. */
import type { Call } from '../call.ts'
import type { TokenLookup } from '../checks/token-lookup.ts'
import { bearerToken } from '../oauth/bearer-token.ts'
import { clientCredentials } from '../oauth/client-authentication.ts'
import { type FormFields, formFields } from '../oauth/form-fields.ts'
import { readBody } from '../read-body.ts'
import { companyOfPage } from '../web/company-of-page.ts'
import type { Directory } from '../world/directory.ts'
import type { CallParty } from './fault-match.ts'

const COMPANY_IN_PATH = /\/companies\/(\d{1,16})(?:\/|$)/

export interface CallPartyParts {
  readonly tokens: TokenLookup
  readonly directory: Directory
}

export function callParty(call: Call, { tokens, directory }: CallPartyParts): CallParty {
  const { headers } = call.request
  const bearer = bearerToken(headers.get('authorization'))
  const caller = bearer === null ? null : (tokens.find(bearer)?.caller ?? null)
  const company =
    headers.get('procore-company-id') ??
    new URLSearchParams(call.search).get('company_id') ??
    COMPANY_IN_PATH.exec(call.path)?.[1] ??
    null
  const isNamed = company !== null && /^\d{1,16}$/.test(company)
  const companyId = isNamed ? Number(company) : companyOfPage(call.path, directory)
  return { clientId: caller?.clientId ?? call.clientId, companyId }
}

/** The fields of a call to the login host, from its body or its query; `{}` when they cannot be read. */
export async function loginFields(call: Call): Promise<FormFields> {
  if (call.method === 'GET') return Object.fromEntries(new URLSearchParams(call.search))
  const refusal = await readBody(call)
  const fields = (refusal === null ? await formFields(call) : null) ?? {}
  const clientId = clientCredentials(call, fields).clientId
  if (clientId !== '') call.clientId = clientId
  return fields
}
