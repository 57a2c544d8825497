/** 401: the access token is past its 90 minutes; the everyday 401, cured by a refresh. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REJECTED_TOKEN, REJECTED_TOKEN_QUESTION, REJECTED_TOKEN_WIRE } from './rejected-token.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'

export const accessTokenExpiredKnown: KnownMode = {
  id: 'access-token-expired',
  surface: 'api',
  status: 401,
  party: 'integration',
  applied: 'no',
  recovery: 'refresh-once',
  // The everyday 401: every token expires, few are revoked. Its first step fits the others too.
  generalFor: [401],
  signatures: [
    ...REJECTED_TOKEN,
    {
      statuses: [401],
      text: /(?:\b|_)token (?:is |was |has )?(?:been )?expired\b|\bexpired (?:access )?token\b/i,
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
      from: [seedApi('Common error patterns'), fact('2.2', 'documented')],
    },
  ],
  twins: {
    ids: ['access-token-revoked', 'wrong-environment-token'],
    question: REJECTED_TOKEN_QUESTION,
  },
}

export const accessTokenExpired: FailureMode = /* @__PURE__ */ told(accessTokenExpiredKnown, {
  title: 'The sign-in of the connected program has run out and has to be renewed.',
  summary: {
    says: 'Access tokens last 90 minutes, and this one is older. The call was turned away before any work was done; with a new token it can be sent again as it was.',
    from: [seedApi('Common error patterns'), fact('2.2', 'documented')],
  },
  wire: REJECTED_TOKEN_WIRE,
  causes: [
    {
      says: 'The program waits for a 401 before it refreshes, instead of refreshing ahead of time.',
      tellApart: 'Compare created_at plus expires_in of the token reply with the time of the call.',
      from: [seedApi('Best practices for error handling'), fact('2.2', 'documented')],
    },
    {
      says: 'The clock of the machine is wrong, or the lifetime is written into the program as two hours.',
      tellApart:
        'Compare the Date header of any Procore answer with the clock, and look for 7200 in the code.',
      from: [fact('2.2', 'documented'), ours('older texts said two hours')],
    },
    {
      says: 'The call waited in a queue until its token was too old.',
      tellApart:
        'Compare the time at which the token was read with the time at which the call left.',
      from: [ours('queues hold calls while a limit or an outage lasts')],
    },
  ],
  remedies: {
    user: {
      says: 'Wait a minute and try again; if it stays, sign in again to the connected program.',
      from: [seedApi('Common error patterns'), ours('programs renew tokens by themselves')],
    },
    integration: {
      says: 'Refresh once, store the new pair before using it, and repeat the call once; from then on refresh before the 90 minutes are over.',
      from: [
        seedApi('Common error patterns'),
        seedApi('Best practices for error handling'),
        fact('2.2', 'documented'),
      ],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the token is refreshed, which takes a second.',
    from: [fact('2.2', 'documented')],
  },
  escalation: {
    // A guess: three refreshed tokens refused in a row fit into five minutes.
    afterMs: 5 * 60_000,
    when: [
      {
        says: 'a token that was issued a minute ago is refused, and GET /oauth/token/info takes it',
        from: [ours('then neither age nor revocation explains it')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      ...REQUEST_EVIDENCE,
      'created_at and expires_in of the token, never the token',
      'answer of GET /oauth/token/info',
    ],
    from: [seedApi('Best practices for error handling'), ours('the time is a guess')],
  },
  from: [seedApi('Common error patterns'), fact('6.3', 'documented')],
})
