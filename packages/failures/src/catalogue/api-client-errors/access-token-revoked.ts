/** 401: the access token was withdrawn before its time. On the wire it looks expired. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REJECTED_TOKEN, REJECTED_TOKEN_QUESTION, REJECTED_TOKEN_WIRE } from './rejected-token.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'

export const accessTokenRevokedKnown: KnownMode = {
  id: 'access-token-revoked',
  surface: 'api',
  status: 401,
  party: 'user',
  applied: 'no',
  // Not `reauthenticate`: the error reference prescribes a refresh for expired and revoked alike, the
  // wire cannot tell them apart, an app with client credentials simply gets another token, and there is
  // nothing to lose, since revoking has burned the refresh token already. When the refresh is refused
  // too, that is `refresh-token-spent`, and that asks for a new sign-in.
  recovery: 'refresh-once',
  signatures: [
    ...REJECTED_TOKEN,
    {
      statuses: [401],
      text: /(?:\b|_)token (?:is |was |has )?(?:been )?revoked\b|\brevoked (?:access )?token\b/i,
      from: [fact('2.2', 'wild')],
    },
    {
      statuses: [401],
      headers: { 'www-authenticate': /\brevoked\b/i },
      from: [fact('2.2', 'assumed')],
    },
    {
      statuses: [401],
      text: /\btoken\b|\binvalid_token\b/i,
      judgement: 'access-token-within-its-life',
      from: [seedApi('Common error patterns'), fact('2.2', 'documented')],
    },
  ],
  twins: {
    ids: ['access-token-expired', 'wrong-environment-token'],
    question: REJECTED_TOKEN_QUESTION,
  },
}

export const accessTokenRevoked: FailureMode = /* @__PURE__ */ told(accessTokenRevokedKnown, {
  title: 'The sign-in of the connected program was withdrawn.',
  summary: {
    says: 'The access token was revoked before its 90 minutes were over, and the refresh token that belongs to it with it. The call was turned away before any work was done.',
    from: [seedApi('Common error patterns'), fact('2.2', 'documented')],
  },
  wire: REJECTED_TOKEN_WIRE,
  causes: [
    {
      says: 'Somebody, or the program itself at sign-out, revoked the token.',
      tellApart:
        'Look for POST /oauth/revoke in the log of the program, shortly before the first 401.',
      from: [fact('2.4', 'documented'), fact('2.2', 'documented')],
    },
    {
      says: 'Another process of the same program refreshed, and this one still holds the old pair.',
      tellApart: 'Look whether the token store holds a newer token than the one that was used.',
      from: [ours('Doorkeeper revokes the old access token once the new one is used')],
    },
    {
      says: 'The person who had signed in was deactivated, or changed the password.',
      tellApart:
        'Look up the person in the company Directory: are they active? It is not documented that this revokes tokens.',
      from: [fact('14', 'assumed')],
    },
  ],
  remedies: {
    user: {
      says: 'Sign in again to the connected program.',
      from: [seedApi('Common error patterns'), fact('2.2', 'documented')],
    },
    integration: {
      says: 'Take the newest pair from the store, refresh once with it, and ask the person to sign in again when the refresh is refused; with client credentials, request a new token.',
      from: [
        seedApi('Common error patterns'),
        fact('2.2', 'documented'),
        ours('another process may have renewed it'),
      ],
    },
    companyAdmin: {
      says: 'Check in the company Directory that the person or the service user who had signed in is still active.',
      from: [fact('14', 'assumed'), ours('a deactivated user cannot sign in again either')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'Until a new token is issued; a revoked one never comes back.',
    from: [fact('2.2', 'documented')],
  },
  escalation: {
    // A guess: a second new sign-in that is withdrawn within the hour is no accident.
    afterMs: 60 * 60_000,
    when: [
      {
        says: 'tokens are revoked again and again, and no program of yours does it',
        from: [ours('then somebody else holds the client secret, or the server errs')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      ...REQUEST_EVIDENCE,
      'created_at of the token, never the token',
      'answer of GET /oauth/token/info',
      'client id of the app',
    ],
    from: [seedApi('Best practices for error handling'), ours('the time is a guess')],
  },
  from: [
    seedApi('Common error patterns'),
    fact('2.2', 'documented'),
    fact('6.3', 'documented'),
    ours('the choice of refresh-once, argued above'),
  ],
})
