/** 403: the company has not installed the app, or has disconnected it; the one 403 that names itself. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { UNTIL_ADMIN_ACTS } from './until-changed.ts'

export const appNotConnectedKnown: KnownMode = {
  id: 'app-not-connected',
  surface: 'api',
  status: 403,
  party: 'company-admin',
  applied: 'no',
  recovery: 'stop-company',
  signatures: [
    {
      // Procore's own page on installing lists 401 or 403 for this.
      statuses: [403, 401],
      text: /\bapp(?:lication)?\b.{0,12}(?:\bnot|n['’]?t) (?:yet )?(?:connected|installed)\b|\bapp(?:lication)?\b.{0,20}\b(?:disconnected|uninstalled)\b/i,
      from: [
        seedApi('Common error patterns'),
        fact('6.2', 'wild'),
        ours('other words for the same'),
      ],
    },
  ],
}

export const appNotConnected: FailureMode = /* @__PURE__ */ told(appNotConnectedKnown, {
  title: 'The connected program is not connected to your company in Procore.',
  summary: {
    says: 'The app is not installed in this company, or an administrator has disconnected it. Signing in still works, but every call for the company is refused, and nothing is done, until the app is connected again.',
    from: [seedApi('Common error patterns'), fact('7', 'documented')],
  },
  wire: {
    status: 403,
    shape: 'E1',
    text: 'App is not connected to this company.',
    from: [seedApi('Common error patterns'), fact('6.2', 'wild')],
  },
  causes: [
    {
      says: 'An administrator disconnected or uninstalled the app.',
      tellApart:
        'Look in the company under App Management: the app is listed as disconnected, or not at all.',
      from: [seedApi('Common error patterns'), fact('7', 'documented')],
    },
    {
      says: 'The app was never installed in this company, or only in another company or sandbox.',
      tellApart:
        'Call GET /rest/v1.0/companies with the token: with client credentials it lists the companies that have the app.',
      from: [seedApi('Client errors (4xx)'), fact('2.5', 'documented')],
    },
    {
      says: 'The app is installed, but its version lacks the component that gives API access (Data Connector).',
      tellApart:
        'The app is listed as installed, and GET /rest/v1.0/companies works; look at the manifest of the installed version in the Developer Portal.',
      from: [fact('6.2', 'wild')],
    },
    {
      says: 'The Monthly Sandbox was overwritten since the app was installed there.',
      tellApart:
        'Look whether the first working day of the month has just passed, and the host is the monthly one.',
      from: [fact('1', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Ask the Procore administrator of your company to connect the app again.',
      from: [seedApi('Common error patterns')],
    },
    integration: {
      says: 'Stop all calls for this company, keep the work that is due, and tell its administrator; try one cheap call at long intervals.',
      from: [fact('6.3', 'documented'), fact('5', 'documented')],
    },
    companyAdmin: {
      says: 'Open App Management in the company tools of Procore, connect or install the app, and choose its permitted projects again.',
      from: [seedApi('Common error patterns'), fact('7', 'documented')],
    },
  },
  duration: UNTIL_ADMIN_ACTS,
  escalation: {
    afterMs: 0,
    when: [
      {
        says: 'App Management shows the app as connected and the refusals go on: then write to apisupport@procore.com',
        from: [ours('then the company cannot do more by itself')],
      },
    ],
    to: 'company-admin',
    evidence: [
      'name and client id of the app, and the id of the company',
      'since when, with the time zone',
      ...REQUEST_EVIDENCE,
    ],
    from: [seedApi('Common error patterns'), seedApi('Best practices for error handling')],
  },
  from: [seedApi('Common error patterns'), fact('6.3', 'documented'), fact('7', 'documented')],
})
