/**
 * What expired, revoked and foreign tokens have in common: everything on the wire. The documentation
 * has one sentence for all of them; Doorkeeper, which the login host behaves like, has three.
 */
import type { Signature, Wire } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'

/** The documented wording, in the envelope that a live call with a stale token showed. */
export const REJECTED_TOKEN_WIRE: Wire = {
  status: 401,
  shape: 'E2',
  text: 'The access token is invalid',
  headers: {
    'WWW-Authenticate':
      'Bearer realm="Doorkeeper", error="invalid_token", error_description="The access token is invalid"',
  },
  // GET /oauth/token/info answers in Doorkeeper's own envelope (fact sheet section 2.3).
  variants: { 'token-info': { shape: 'E8', code: 'invalid_token' } },
  from: [
    seedApi('Common error patterns'),
    fact('6.2', 'wild'),
    ours('the header is what Doorkeeper adds'),
  ],
}

/** No surface: `/oauth/token/info` says the same of a token that it does not take. */
export const REJECTED_TOKEN: readonly [Signature, Signature] = [
  {
    statuses: [401],
    text: /\b(?:access|bearer)[ _]token (?:is |was )?(?:invalid|not valid|rejected)|\binvalid_token\b/i,
    from: [seedApi('Common error patterns'), fact('6.2', 'documented')],
  },
  {
    statuses: [401],
    headers: { 'www-authenticate': /\binvalid_token\b/i },
    from: [fact('6.2', 'assumed')],
  },
]

export const REJECTED_TOKEN_QUESTION =
  'How old is the token, what does GET /oauth/token/info on the login host of the same environment say of it, and is that the environment which issued it? Older than 90 minutes: expired. Younger, and refused there too: revoked. Taken there and refused here: the wrong environment.'
