/** 403: the caller’s level on the tool is too low; and every 403 that says nothing we know. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi, seedWeb } from '../sources.ts'
import { told } from '../told.ts'
import { DENIED, DENIED_QUESTION, DENIED_WIRE } from './denied.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { UNTIL_ADMIN_ACTS } from './until-changed.ts'

export const permissionTooLowKnown: KnownMode = {
  id: 'permission-too-low',
  surface: 'api',
  status: 403,
  party: 'company-admin',
  applied: 'no',
  recovery: 'ask-admin',
  // The error reference calls it the usual meaning of a 403 on a specific endpoint.
  generalFor: [403],
  signatures: [DENIED],
  twins: { ids: ['tool-disabled', 'project-out-of-scope'], question: DENIED_QUESTION },
}

export const permissionTooLow: FailureMode = /* @__PURE__ */ told(permissionTooLowKnown, {
  title: 'You, or the connected program, may not do this in Procore.',
  summary: {
    says: 'The caller is known, and sees the place, but the permission level on this tool is too low for what was asked. Nothing was changed.',
    from: [seedApi('Permissions errors'), fact('7', 'documented')],
  },
  wire: DENIED_WIRE,
  causes: [
    {
      says: 'The permission template gives Read Only or None on the tool, and the operation needs Standard or Admin.',
      tellApart:
        'Call GET /rest/v1.0/settings/permissions?project_id={id} with the same token, and compare user_access_level of the tool with the User Permissions Matrix.',
      from: [seedApi('Permissions errors'), fact('7', 'documented')],
    },
    {
      says: 'The person has the level in the company, but not in this project, or the other way round.',
      tellApart:
        'Make the call of settings/permissions with company_id and then with project_id, and compare.',
      from: [fact('7', 'documented')],
    },
    {
      says: 'The tool wants more than others do: commitments need Admin, webhooks need Standard on "Webhooks API", which starts at None.',
      tellApart:
        'Look which tool the address belongs to, and find it in the User Permissions Matrix.',
      from: [fact('7', 'documented')],
    },
    {
      says: 'The record itself is private, and shown to a few only.',
      tellApart:
        'Try another record of the same tool: if that is answered, the record is what is closed.',
      from: [seedWeb('Permission Denied'), fact('7', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Ask the administrator of the project for a higher permission level on this tool, naming what you want to do.',
      from: [seedWeb('Permission Denied'), seedApi('Permissions errors')],
    },
    integration: {
      says: 'Stop this operation for this tool and project, and name to the administrator the level that it needs; do not repeat it before that.',
      from: [fact('6.3', 'documented'), seedApi('Permissions errors')],
    },
    companyAdmin: {
      says: 'Raise the level of the user, or of the service user of the app, on this tool in its permission template.',
      from: [seedApi('Client errors (4xx)'), fact('7', 'documented')],
    },
  },
  duration: UNTIL_ADMIN_ACTS,
  escalation: {
    afterMs: 0,
    when: [
      {
        says: 'the caller is Admin on the tool, the tool is active, and the refusals go on: then write to apisupport@procore.com',
        from: [ours('then the company cannot do more by itself')],
      },
    ],
    to: 'company-admin',
    evidence: [
      'name of the user or the app, the project and the tool',
      'what was to be done, and the level that it needs',
      ...REQUEST_EVIDENCE,
    ],
    from: [seedApi('Permissions errors'), seedApi('Best practices for error handling')],
  },
  from: [seedApi('Permissions errors'), fact('6.3', 'documented')],
})
