/** 404: nothing has this id; and every 404 that says nothing we know. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { NOT_FOUND, NOT_FOUND_QUESTION, NOT_FOUND_WIRE } from './not-found.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'

export const resourceNotFoundKnown: KnownMode = {
  id: 'resource-not-found',
  surface: 'api',
  status: 404,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  // Of the three 404s this one: the error reference names it first, and stale ids are the commonest.
  generalFor: [404],
  signatures: [
    NOT_FOUND,
    {
      surface: 'api',
      statuses: [404],
      path: /\/(?:undefined|null|nan)(?:[/?]|$)|\{|%7b|\/:[a-z]/i,
      from: [ours('a program that forgot to fill in an id sends such a path')],
    },
    {
      surface: 'storage',
      statuses: [404],
      text: /specified key does not exist|NoSuchKey/i,
      from: [ours('the code and the words of S3 for a file that is not there')],
    },
  ],
  twins: { ids: ['resource-hidden', 'route-unknown'], question: NOT_FOUND_QUESTION },
}

export const resourceNotFound: FailureMode = /* @__PURE__ */ told(resourceNotFoundKnown, {
  title: 'What was asked for does not exist in Procore.',
  summary: {
    says: 'There is nothing with this id in the place that was asked: it was deleted, or the id is from somewhere else. Nothing was changed.',
    from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
  },
  wire: {
    ...NOT_FOUND_WIRE,
    variants: {
      // A link of the storage host, in the words of S3.
      storage: { shape: 'E9', code: 'NoSuchKey', text: 'The specified key does not exist.' },
    },
  },
  causes: [
    {
      says: 'The record was deleted, and the program still holds its id.',
      tellApart:
        'Look for it in the web app, in the recycle bin of the tool too, with an account that is Admin on the tool.',
      from: [seedApi('Client errors (4xx)'), fact('13', 'documented')],
    },
    {
      says: 'The id belongs to another project, another company or another environment.',
      tellApart:
        'Ask for the list that the record should be in, in the same project, and look for the id.',
      from: [fact('13', 'documented'), fact('1', 'documented')],
    },
    {
      says: 'The program put no id into the address, but a placeholder, "undefined" or "null".',
      tellApart: 'Read the path of the URL as it was sent.',
      from: [ours('a slip that every program makes once')],
    },
    {
      says: 'The header Procore-Company-Id is missing, or names another company.',
      tellApart:
        'Look at the headers as they were sent: listing projects without it was answered 404.',
      from: [fact('3', 'wild'), fact('6.2', 'wild')],
    },
  ],
  remedies: {
    user: {
      says: 'Look in Procore whether the record is still there; if it is, tell the people who run the connected program its number and the time.',
      from: [seedApi('Client errors (4xx)'), ours('a person can look where the program cannot')],
    },
    integration: {
      says: 'Drop the stored id, read the list again, and map the record anew; do not repeat the call with the same id.',
      from: [seedApi('Client errors (4xx)'), fact('13', 'documented'), fact('6.3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'For good, unless the record is restored or the id corrected.',
    from: [fact('6.3', 'documented'), ours('deleted records stay deleted')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'an Admin sees the record in the web app, and the same account gets 404 from the API',
        from: [ours('then neither the id nor a permission explains it')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...REQUEST_EVIDENCE, 'link to the record in the web app'],
    from: [seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
})
