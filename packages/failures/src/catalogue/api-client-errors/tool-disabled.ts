/** 403: the tool is not active in the project. On the wire it looks like a level that is too low. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { DENIED, DENIED_QUESTION, DENIED_WIRE } from './denied.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { UNTIL_ADMIN_ACTS } from './until-changed.ts'

export const toolDisabledKnown: KnownMode = {
  id: 'tool-disabled',
  surface: 'api',
  status: 403,
  party: 'company-admin',
  applied: 'no',
  recovery: 'ask-admin',
  signatures: [
    DENIED,
    {
      surface: 'api',
      // 404 was seen in a sandbox that lacks the tool.
      statuses: [403, 404],
      text: /\b(?:tool|module)\b[^"]{0,60}\b(?:disabled|inactive|not (?:enabled|active|available))/i,
      from: [seedApi('Client errors (4xx)'), ours('what a body that names the cause would say')],
    },
  ],
  twins: { ids: ['permission-too-low', 'project-out-of-scope'], question: DENIED_QUESTION },
}

export const toolDisabled: FailureMode = /* @__PURE__ */ told(toolDisabledKnown, {
  title: 'The tool is switched off in this project.',
  summary: {
    says: 'The tool that the call belongs to, such as RFIs, is not active in this project, so nobody can use it there, whatever their permissions. Nothing was changed.',
    from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
  },
  wire: DENIED_WIRE,
  causes: [
    {
      says: 'The tool was never switched on in this project, or an administrator switched it off.',
      tellApart: 'Call GET /rest/v1.0/projects/{id}/tools, and look at is_active of the tool.',
      from: [seedApi('Client errors (4xx)'), fact('7', 'documented')],
    },
    {
      says: 'The company has not bought the product that the tool belongs to.',
      tellApart:
        'The tool is missing from GET /rest/v1.0/projects/{id}/tools in every project of the company.',
      from: [fact('6.2', 'wild'), ours('a sandbox without the tool answered alike')],
    },
  ],
  remedies: {
    user: {
      says: 'Ask the administrator of the project whether the tool can be switched on, or use the project where it is.',
      from: [seedApi('Client errors (4xx)')],
    },
    integration: {
      says: 'Stop calls for this tool in this project, tell the administrator, and look at is_active in the list of tools before trying again.',
      from: [fact('6.3', 'documented'), fact('7', 'documented')],
    },
    companyAdmin: {
      says: 'Switch the tool on in the Admin tool of the project, under its tool settings.',
      from: [seedApi('Client errors (4xx)')],
    },
  },
  duration: UNTIL_ADMIN_ACTS,
  escalation: {
    afterMs: 0,
    when: [
      {
        says: 'the list of tools says is_active, and the refusals go on for an Admin of the tool: then write to apisupport@procore.com',
        from: [ours('then the company cannot do more by itself')],
      },
    ],
    to: 'company-admin',
    evidence: [
      'the project and the tool',
      'answer of GET /rest/v1.0/projects/{id}/tools',
      ...REQUEST_EVIDENCE,
    ],
    from: [seedApi('Client errors (4xx)'), seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented'), fact('6.3', 'documented')],
})
