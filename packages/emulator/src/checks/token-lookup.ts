/** What the API asks of whoever issues the tokens. */
import type { Caller } from '../call.ts'

export interface FoundToken {
  readonly caller: Caller
  /** `foreign`: issued for another environment. */
  readonly state: 'live' | 'expired' | 'revoked' | 'foreign'
}

export interface TokenLookup {
  /** Null for a token that was never issued. Called for every request: a look-up in a map. */
  find(accessToken: string): FoundToken | null
}
