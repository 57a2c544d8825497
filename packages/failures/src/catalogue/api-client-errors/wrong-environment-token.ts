/** 401: a token of one environment sent to another. On the wire it looks expired. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REJECTED_TOKEN, REJECTED_TOKEN_QUESTION, REJECTED_TOKEN_WIRE } from './rejected-token.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { TELL_THE_INTEGRATOR } from './tell-the-integrator.ts'

export const wrongEnvironmentTokenKnown: KnownMode = {
  id: 'wrong-environment-token',
  surface: 'api',
  status: 401,
  party: 'integration',
  applied: 'no',
  // A refresh gets one more token of the same wrong environment.
  recovery: 'none',
  signatures: [
    ...REJECTED_TOKEN,
    {
      statuses: [401],
      text: /\btoken\b|\binvalid_token\b/i,
      judgement: 'access-token-within-its-life',
      from: [fact('1', 'documented'), fact('2.2', 'documented')],
    },
  ],
  twins: {
    ids: ['access-token-expired', 'access-token-revoked'],
    question: REJECTED_TOKEN_QUESTION,
  },
}

export const wrongEnvironmentToken: FailureMode = /* @__PURE__ */ told(wrongEnvironmentTokenKnown, {
  title: 'The connected program knocked at the wrong Procore with a key for another one.',
  summary: {
    says: 'Production, each sandbox and the federal zone are separate, and tokens never pass from one to the other. This token was issued by another environment than the one that was called. Nothing was done.',
    from: [fact('1', 'documented'), fact('6.2', 'documented')],
  },
  wire: REJECTED_TOKEN_WIRE,
  causes: [
    {
      says: 'The login host and the API host of the settings belong to different environments.',
      tellApart:
        'Compare the hosts: login.procore.com goes with api.procore.com, login-sandbox with sandbox, login-sandbox-monthly with api-monthly, login.procoregov.com with api.procoregov.com.',
      from: [fact('1', 'documented')],
    },
    {
      says: 'A stored token survived when the program was switched from a sandbox to production.',
      tellApart:
        'Ask GET /oauth/token/info on both login hosts: the one that takes the token issued it.',
      from: [fact('1', 'documented'), fact('2.3', 'documented')],
    },
    {
      says: 'A sandbox is taken for another kind: the Monthly and the On-Demand Sandbox use production credentials, the Developer Sandbox its own.',
      tellApart:
        'Compare the client id that GET /oauth/token/info names with the ones in the Developer Portal.',
      from: [fact('1', 'documented'), fact('2.3', 'documented')],
    },
  ],
  remedies: {
    user: TELL_THE_INTEGRATOR,
    integration: {
      says: 'Set login host, API host and credentials to one environment, throw the stored token away, and obtain a new one there.',
      from: [fact('1', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the settings of the program are corrected.',
    from: [fact('1', 'documented')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'both hosts belong to one environment, and its own fresh tokens are refused',
        from: [ours('then the fault is not in the settings')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      ...REQUEST_EVIDENCE,
      'login host and API host in use',
      'client id of the app',
      'answer of GET /oauth/token/info',
    ],
    from: [seedApi('Best practices for error handling')],
  },
  from: [fact('1', 'documented'), fact('6.2', 'documented')],
})
