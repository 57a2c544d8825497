/** 404: the record is there, and the caller may not know. On the wire it does not exist. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { NOT_FOUND, NOT_FOUND_QUESTION, NOT_FOUND_WIRE } from './not-found.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { UNTIL_ADMIN_ACTS } from './until-changed.ts'

export const resourceHiddenKnown: KnownMode = {
  id: 'resource-hidden',
  surface: 'api',
  status: 404,
  party: 'company-admin',
  applied: 'no',
  // Not `ask-admin`: the wire does not tell it from a wrong id, and to ask for access to something
  // that does not exist wastes the time of a person. A look at the web app comes first.
  recovery: 'none',
  signatures: [NOT_FOUND],
  twins: { ids: ['resource-not-found', 'route-unknown'], question: NOT_FOUND_QUESTION },
}

export const resourceHidden: FailureMode = /* @__PURE__ */ told(resourceHiddenKnown, {
  title: 'Procore does not show you this, so for you it does not exist.',
  summary: {
    says: 'The record exists, but the caller may not read it at all, and Procore then answers just as if there were nothing, so that nobody can find out by guessing. Nothing was changed.',
    from: [seedApi('Client errors (4xx)'), fact('7', 'documented')],
  },
  wire: NOT_FOUND_WIRE,
  causes: [
    {
      says: 'The caller has the level None on the tool.',
      tellApart:
        'Call GET /rest/v1.0/settings/permissions?project_id={id} with the same token, and look at the level of the tool.',
      from: [fact('7', 'documented'), seedApi('Client errors (4xx)')],
    },
    {
      says: 'The record is private, and the caller is not among those who may see it.',
      tellApart:
        'Other records of the same tool are answered; in the web app an Admin sees this one marked as private.',
      from: [fact('7', 'assumed')],
    },
    {
      says: 'The caller has no access to the project or the company that holds the record.',
      tellApart:
        'Call GET /rest/v1.0/projects?company_id={id} with the same token: the project is not in the list.',
      from: [seedApi('Client errors (4xx)')],
    },
  ],
  remedies: {
    user: {
      says: 'Ask somebody who works with the record whether it exists, and then the administrator of the project for access to it.',
      from: [seedApi('Client errors (4xx)'), fact('7', 'documented')],
    },
    integration: {
      says: 'Treat it as not found, do not repeat the call, and report the id and the project to the administrator.',
      from: [fact('6.3', 'documented'), fact('7', 'documented')],
    },
    companyAdmin: {
      says: 'Look up the record, and if the user or the app should see it, give at least Read Only on the tool or add them to the record.',
      from: [fact('7', 'documented')],
    },
  },
  duration: UNTIL_ADMIN_ACTS,
  escalation: {
    afterMs: 0,
    when: [
      {
        says: 'the caller can open the record in the web app, and gets 404 from the API with the same account: then write to apisupport@procore.com',
        from: [ours('then no permission explains it')],
      },
    ],
    to: 'company-admin',
    evidence: ['the record and its project', 'name of the user or the app', ...REQUEST_EVIDENCE],
    from: [seedApi('Client errors (4xx)'), seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('7', 'documented'), fact('6.3', 'documented')],
})
