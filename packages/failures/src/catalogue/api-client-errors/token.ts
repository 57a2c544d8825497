/**
 * Calls whose access token is missing or not taken (401). Expired, revoked and foreign tokens get the
 * same answer, so these three share their signature, and age, `/oauth/token/info` and the hosts tell
 * them apart.
 */
import type { FailureMode, Signature, Wire } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { draft } from './draft.ts'

const AT_REJECTED = 'Common error patterns, The access token is invalid'

/** The documented wording, for all three, in the envelope that a live call with a stale token showed. */
const REJECTED_WIRE: Wire = {
  status: 401,
  shape: 'E2',
  text: 'The access token is invalid',
  headers: {
    'WWW-Authenticate':
      'Bearer realm="Doorkeeper", error="invalid_token", error_description="The access token is invalid"',
  },
  from: [seedApi(AT_REJECTED), fact('6.2', 'wild'), ours('the header is what Doorkeeper adds')],
}

/** No surface: `/oauth/token/info` says the same of a token that it does not take. */
const REJECTED: readonly [Signature, Signature] = [
  {
    statuses: [401],
    text: /\b(?:access|bearer) token (?:is |was )?(?:invalid|not valid|rejected)|\binvalid_token\b/i,
    from: [seedApi(AT_REJECTED), fact('6.2', 'documented')],
  },
  {
    statuses: [401],
    headers: { 'www-authenticate': /\binvalid_token\b/i },
    from: [fact('6.2', 'assumed')],
  },
]

const REJECTED_QUESTION =
  'How old is the token, what does GET /oauth/token/info on the login host of the same environment say of it, and is that the environment which issued it? Older than 90 minutes: expired. Refused while younger: revoked. Taken there and refused here: the wrong environment.'

const accessTokenMissing = draft({
  id: 'access-token-missing',
  status: 401,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      statuses: [401],
      text: /\binvalid token\b|token (?:is )?(?:missing|required)|missing (?:access |bearer )?token|no (?:access |bearer )?token|authorization header/i,
      from: [fact('6.1', 'wild'), fact('6.2', 'wild')],
    },
    {
      surface: 'api',
      statuses: [401],
      shape: ['E4'],
      text: /^invalid token$/i,
      from: [fact('6.1', 'wild'), fact('6.2', 'wild')],
    },
    {
      surface: 'api',
      statuses: [401],
      judgement: 'authorization-not-sent',
      from: [seedApi('Client errors, 401')],
    },
  ],
  wire: { status: 401, shape: 'E4', text: 'Invalid Token', from: [fact('6.2', 'wild')] },
  from: [seedApi('Client errors, 401'), fact('6.2', 'wild')],
})

const accessTokenExpired = draft({
  id: 'access-token-expired',
  status: 401,
  party: 'integration',
  applied: 'no',
  recovery: 'refresh-once',
  generalFor: [401],
  signatures: [
    ...REJECTED,
    {
      statuses: [401],
      text: /\btoken (?:is |was |has )?(?:been )?expired\b|\bexpired (?:access )?token\b/i,
      from: [fact('2.2', 'wild')],
    },
    {
      statuses: [401],
      headers: { 'www-authenticate': /\bexpired\b/i },
      from: [fact('2.2', 'assumed')],
    },
    {
      statuses: [401],
      judgement: 'access-token-past-its-life',
      from: [seedApi(AT_REJECTED), fact('2.2', 'documented')],
    },
  ],
  twins: { ids: ['access-token-revoked', 'wrong-environment-token'], question: REJECTED_QUESTION },
  wire: REJECTED_WIRE,
  from: [seedApi(AT_REJECTED), fact('6.3', 'documented')],
})

const accessTokenRevoked = draft({
  id: 'access-token-revoked',
  status: 401,
  party: 'user',
  applied: 'no',
  // Not `reauthenticate`: the error reference prescribes a refresh for expired and revoked alike, the
  // wire cannot tell them apart, an app with client credentials simply gets another token, and there is
  // nothing to lose, since revoking has burned the refresh token already. When the refresh is refused
  // too, that is `refresh-token-spent`, and that asks for a new sign-in.
  recovery: 'refresh-once',
  signatures: [
    ...REJECTED,
    {
      statuses: [401],
      text: /\btoken (?:is |was |has )?(?:been )?revoked\b|\brevoked (?:access )?token\b/i,
      from: [fact('2.2', 'wild')],
    },
    {
      statuses: [401],
      headers: { 'www-authenticate': /\brevoked\b/i },
      from: [fact('2.2', 'assumed')],
    },
  ],
  twins: { ids: ['access-token-expired', 'wrong-environment-token'], question: REJECTED_QUESTION },
  wire: REJECTED_WIRE,
  from: [seedApi(AT_REJECTED), fact('2.2', 'documented'), fact('6.3', 'documented')],
})

const wrongEnvironmentToken = draft({
  id: 'wrong-environment-token',
  status: 401,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: REJECTED,
  twins: { ids: ['access-token-expired', 'access-token-revoked'], question: REJECTED_QUESTION },
  wire: REJECTED_WIRE,
  from: [fact('1', 'documented'), fact('6.2', 'documented')],
})

export const tokenErrorModes: readonly FailureMode[] = [
  accessTokenMissing,
  accessTokenExpired,
  accessTokenRevoked,
  wrongEnvironmentToken,
]
