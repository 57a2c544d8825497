/** 401: the call carries no access token that Procore could read. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { TELL_THE_INTEGRATOR } from './tell-the-integrator.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const accessTokenMissingKnown: KnownMode = {
  id: 'access-token-missing',
  surface: 'api',
  status: 401,
  party: 'integration',
  applied: 'no',
  // A refresh would spend a token, and the next call would leave without one again.
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
      judgement: 'authorization-not-sent',
      from: [seedApi('Client errors (4xx)')],
    },
  ],
}

export const accessTokenMissing: FailureMode = /* @__PURE__ */ told(accessTokenMissingKnown, {
  title: 'The connected program did not show Procore who it is.',
  summary: {
    says: 'The call carries no access token, or carries it in a form that Procore does not read, so it counts as coming from nobody. Nothing was done.',
    from: [seedApi('Client errors (4xx)'), fact('6.2', 'wild')],
  },
  wire: { status: 401, shape: 'E4', text: 'Invalid Token', from: [fact('6.2', 'wild')] },
  causes: [
    {
      says: 'The Authorization header is missing: the variable that should hold the token is empty.',
      tellApart: 'Look at the headers of the call as it leaves the program.',
      from: [seedApi('Client errors (4xx)'), fact('6.2', 'wild')],
    },
    {
      says: 'The header does not have the form "Bearer", a space, the token: a quote, a line break or the word itself is wrong.',
      tellApart:
        'Send GET /oauth/token/info with the token copied by hand: if it is taken, the form was wrong.',
      from: [seedApi('Client errors (4xx)'), ours('such a header is read as no token')],
    },
    {
      says: 'The HTTP library dropped the header when it followed a redirect, or a proxy took it out.',
      tellApart: 'Look whether the URL that answered is another one than the URL that was called.',
      from: [ours('libraries drop the header when the host changes, and rightly so')],
    },
  ],
  remedies: {
    user: TELL_THE_INTEGRATOR,
    integration: {
      says: 'Send the access token with every call, in the header Authorization after the word Bearer, and let the program fail at its start when it holds no token.',
      from: [seedApi('Client errors (4xx)')],
    },
    companyAdmin: null,
  },
  duration: UNTIL_REQUEST_CHANGES,
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'GET /oauth/token/info takes the token, and the API says in the same minute that there is none',
        from: [ours('then the header is lost behind your network')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: REQUEST_EVIDENCE,
    from: [seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.2', 'wild')],
})
