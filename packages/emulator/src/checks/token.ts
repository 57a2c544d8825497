/** The bearer token of a call. Source: fact sheet section 6.2, the 401 rows. */
import type { Caller } from '../call.ts'
import type { Refusal } from '../reply.ts'
import type { TokenLookup } from './token-lookup.ts'

export type TokenVerdict =
  | { readonly kind: 'live'; readonly caller: Caller }
  /** The caller is known when the token was ours once. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly caller: Caller | null }

const PREFIX = 'bearer '

export function checkToken(authorization: string | null, tokens: TokenLookup): TokenVerdict {
  const isBearer = authorization?.slice(0, PREFIX.length).toLowerCase() === PREFIX
  const token = isBearer ? (authorization ?? '').slice(PREFIX.length).trim() : ''
  if (token === '') return refused('access-token-missing', 'there is no bearer token', null)
  const found = tokens.find(token)
  // Nobody issued it here: as likely as not it is of another environment, and looks the same.
  if (!found) return refused('access-token-revoked', 'no such token was issued here', null)
  switch (found.state) {
    case 'live':
      return { kind: 'live', caller: found.caller }
    case 'expired':
      return refused('access-token-expired', 'the access token has expired', found.caller)
    case 'revoked':
      return refused('access-token-revoked', 'the access token was revoked', found.caller)
    case 'foreign':
      return refused('wrong-environment-token', 'the token is of another environment', found.caller)
  }
}

function refused(
  failure: Refusal['failure'],
  because: string,
  caller: Caller | null,
): TokenVerdict {
  return { kind: 'refused', refusal: { failure, because }, caller }
}
