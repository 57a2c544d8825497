/** 400, seen as 404 too: the call does not name its company in Procore-Company-Id. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { TELL_THE_INTEGRATOR } from './tell-the-integrator.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const companyHeaderMissingKnown: KnownMode = {
  id: 'company-header-missing',
  surface: 'api',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      // Only the text is documented; the status was seen as 404 and assumed as 400.
      statuses: [400, 401, 403, 404, 422],
      text: /missing procore[- ]company[- ]id|\bprocore[- ]company[- ]id\b.{0,30}\b(?:missing|required|absent|not (?:sent|set|given|present))/i,
      from: [fact('3', 'documented'), fact('14', 'assumed')],
    },
    {
      surface: 'api',
      statuses: [400, 404],
      judgement: 'company-header-not-sent',
      from: [fact('3', 'wild')],
    },
  ],
}

export const companyHeaderMissing: FailureMode = /* @__PURE__ */ told(companyHeaderMissingKnown, {
  title: 'The connected program did not tell Procore which company it is asking for.',
  summary: {
    says: 'Every call has to name its company in the header Procore-Company-Id, even when the address or the body names it too. This call did not, so Procore turned it away and changed nothing. Procore enforces this more and more, so a call that was taken yesterday may be refused today.',
    from: [fact('3', 'documented')],
  },
  wire: {
    status: 400,
    shape: 'E2',
    text: 'Missing Procore-Company-Id header! Every call must carry this header. It names the company that the call is for.',
    from: [fact('3', 'documented'), fact('6.2', 'assumed')],
  },
  causes: [
    {
      says: 'The program was written before the header was required, and never sends it.',
      tellApart:
        'Look at the headers of a call as it leaves the program; Integration Health lists calls without the header by route.',
      from: [fact('3', 'documented'), fact('13', 'documented')],
    },
    {
      says: 'The program counts on the exemption of /me and /companies, which does not hold for tokens from client credentials, nor for /me with company_id or project_id in its query.',
      tellApart: 'Look whether only GET /rest/v1.0/me and GET /rest/v1.0/companies are refused.',
      from: [fact('3', 'documented'), fact('2.5', 'documented')],
    },
    {
      says: 'A proxy between the program and Procore drops headers that it does not know.',
      tellApart: 'Send the same call with curl from a machine that does not go through the proxy.',
      from: [ours('the header is not a standard one')],
    },
  ],
  remedies: {
    user: TELL_THE_INTEGRATOR,
    integration: {
      says: 'Send Procore-Company-Id with the id of the company on every call, sandboxes included, and send the call again with it.',
      from: [fact('3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: UNTIL_REQUEST_CHANGES,
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'the header left your network with the right id, and is still called missing',
        from: [ours('then it was lost on the way or at the server')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: REQUEST_EVIDENCE,
    from: [seedApi('Best practices for error handling')],
  },
  from: [fact('3', 'documented'), fact('6.3', 'documented')],
})
