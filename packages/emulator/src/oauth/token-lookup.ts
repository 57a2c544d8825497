/** What the checks ask of an access token. `TokenStore` answers it. */
import type { Caller } from '../call.ts'

export type FoundToken =
  | { readonly state: 'live' | 'expired' | 'revoked'; readonly caller: Caller }
  /** Well-formed, but issued by another environment: we never issued it. */
  | { readonly state: 'foreign'; readonly caller: null }

export interface TokenLookup {
  /** Null for a text that is no token of any environment. Costs a map lookup on the hot path. */
  find(accessToken: string): FoundToken | null
}
