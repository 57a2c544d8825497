/** 403: the project is closed to this caller. On the wire it looks like a level that is too low. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { DENIED, DENIED_QUESTION, DENIED_WIRE } from './denied.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { UNTIL_ADMIN_ACTS } from './until-changed.ts'

export const projectOutOfScopeKnown: KnownMode = {
  id: 'project-out-of-scope',
  surface: 'api',
  status: 403,
  party: 'company-admin',
  applied: 'no',
  recovery: 'ask-admin',
  signatures: [
    DENIED,
    {
      surface: 'api',
      // 401 on a few old operations, for a user who is no active contact.
      statuses: [401, 403],
      text: /not an? active contact|(?:company|project)[^"]{0,20} (?:is )?not valid|not (?:a member|in) (?:of )?(?:the |this )?project|project[^"]{0,40}not permitted|outside[^"]{0,40}scope/i,
      from: [fact('6.2', 'schema'), ours('what a body that names the cause would say')],
    },
  ],
  twins: { ids: ['permission-too-low', 'tool-disabled'], question: DENIED_QUESTION },
}

export const projectOutOfScope: FailureMode = /* @__PURE__ */ told(projectOutOfScopeKnown, {
  title: 'You, or the connected program, have not been let into this project.',
  summary: {
    says: 'The project exists, but the person is not in its directory, or the app was not given it as a permitted project. Nothing in it can be read or changed until that is done.',
    from: [seedApi('Client errors (4xx)'), fact('7', 'documented')],
  },
  wire: DENIED_WIRE,
  causes: [
    {
      says: 'The app uses client credentials, and the project is not among its permitted projects: new projects are not added by themselves.',
      tellApart: 'Look at the permitted projects of the app under App Management.',
      from: [fact('7', 'documented')],
    },
    {
      says: 'The app was updated or installed again, and the permitted projects were not chosen anew.',
      tellApart: 'All projects are refused at once, since the day of the update.',
      from: [fact('7', 'documented')],
    },
    {
      says: 'The person was never added to the directory of the project, or was removed from it.',
      tellApart:
        'Call GET /rest/v1.0/projects?company_id={id} with the token of the person: the project is not in the list.',
      from: [seedApi('Client errors (4xx)'), fact('7', 'documented')],
    },
    {
      says: 'The project belongs to another company than the call names.',
      tellApart: 'Compare Procore-Company-Id with the company of the project in the web app.',
      from: [fact('3', 'assumed')],
    },
  ],
  remedies: {
    user: {
      says: 'Ask the administrator of the project to add you to its directory.',
      from: [seedApi('Client errors (4xx)'), fact('7', 'documented')],
    },
    integration: {
      says: 'Stop calls for this project, go on with the others, and name the project to the administrator of the company.',
      from: [fact('6.3', 'documented')],
    },
    companyAdmin: {
      says: 'Add the person to the directory of the project, or add the project to the permitted projects of the app under App Management.',
      from: [fact('7', 'documented')],
    },
  },
  duration: UNTIL_ADMIN_ACTS,
  escalation: {
    afterMs: 0,
    when: [
      {
        says: 'the project is permitted, the user is in its directory, and the refusals go on: then write to apisupport@procore.com',
        from: [ours('then the company cannot do more by itself')],
      },
    ],
    to: 'company-admin',
    evidence: [
      'the project, and the name of the user or the app',
      'permitted projects as App Management shows them',
      ...REQUEST_EVIDENCE,
    ],
    from: [seedApi('Client errors (4xx)'), seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented'), fact('6.3', 'documented')],
})
