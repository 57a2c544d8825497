/** 422: a rule of the business speaks against it; and every 422 that says nothing we know. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const businessRuleKnown: KnownMode = {
  id: 'business-rule',
  surface: 'api',
  status: 422,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  // The broader of the two 422s: a lock is one rule among many, and says so.
  generalFor: [422],
  signatures: [
    {
      surface: 'api',
      statuses: [422],
      // A lock is a mode of its own, and speaks in the same words besides.
      text: /^(?![\s\S]*\b(?:lock(?:ed)?|erp)\b)(?=[\s\S]*(?:transition|dependen|unprocessable|not (?:allowed|found|valid|included)|invalid|\bmust\b|can ?not))/i,
      from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
    },
  ],
}

export const businessRule: FailureMode = /* @__PURE__ */ told(businessRuleKnown, {
  title: 'A rule in Procore does not allow this step.',
  summary: {
    says: 'The request was well formed, but a rule of the business speaks against it: a status that cannot follow the present one, something that has to exist first, a code that is not known. The message says which. Nothing was saved.',
    from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
  },
  wire: {
    status: 422,
    shape: 'E3',
    text: 'Status cannot be changed in this way',
    field: 'base',
    from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented'), ours('text')],
  },
  causes: [
    {
      says: 'The new status cannot follow the one that the record has.',
      tellApart:
        'Look at the status of the record in the web app, and which steps are offered there.',
      from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
    },
    {
      says: 'Something that the record depends on is missing: a contract, a line item, a person who is responsible.',
      tellApart: 'Try the same step in the web app: it names what has to be there first.',
      from: [seedApi('Client errors (4xx)'), ours('the web app obeys the same rules')],
    },
    {
      says: 'A cost code, a location or another code is not known in this project.',
      tellApart:
        'Ask for the list of such codes in the project, and look for the one that was sent.',
      from: [fact('6.2', 'documented')],
    },
    {
      says: 'The time zone of a project is not spelled exactly as one of the allowed identifiers.',
      tellApart:
        'Look for time_zone in the request, and compare it with the list in the reference.',
      from: [fact('3', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Read the message, put right what it names (the status, the missing record, the code), and do the step again.',
      from: [seedApi('Client errors (4xx)')],
    },
    integration: {
      says: 'Show the message to the person who asked for the step, and send a new request only when something has changed.',
      from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
    },
    companyAdmin: {
      says: 'Check the settings that the message names: the workflow, the codes of the project, the required fields.',
      from: [fact('6.2', 'documented'), ours('these settings are the administrator’s')],
    },
  },
  duration: UNTIL_REQUEST_CHANGES,
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'the same step works in the web app for the same person, with the same values',
        from: [ours('then the rule is not what stops it')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...REQUEST_EVIDENCE, 'the record as GET shows it now'],
    from: [seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
})
