/** 406: a field that the operation does not have; and every 406 that says nothing we know. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { TELL_THE_INTEGRATOR } from './tell-the-integrator.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const unknownFieldKnown: KnownMode = {
  id: 'unknown-field',
  surface: 'api',
  status: 406,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  // Of the two 406s this one: the error reference names it first, and its advice is to check names.
  generalFor: [406],
  signatures: [
    {
      surface: 'api',
      statuses: [406],
      text: /\b(?:field|attribute|param|parameter|column|key)s?\b/i,
      from: [seedApi('Client errors (4xx)'), ours('whatever its words are, they name a field')],
    },
  ],
}

export const unknownField: FailureMode = /* @__PURE__ */ told(unknownFieldKnown, {
  title: 'The connected program used a field that Procore does not have.',
  summary: {
    says: 'The request names a field that does not exist in this operation or in this version of it. Procore refused the whole request and changed nothing.',
    from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
  },
  wire: {
    status: 406,
    shape: 'E3',
    text: 'is not a known field',
    field: 'base',
    from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented'), ours('shape and text')],
  },
  causes: [
    {
      says: 'The name of a field is misspelled, or is written in another case.',
      tellApart:
        'Compare each name in the request with the API reference of the operation, letter by letter.',
      from: [seedApi('Client errors (4xx)')],
    },
    {
      says: 'The field exists in another version of the resource than the one in the address.',
      tellApart:
        'Look up the field in the reference under the version that the address carries, such as v1.1.',
      from: [fact('3', 'documented')],
    },
    {
      says: 'A custom field was deleted, or belongs to another company.',
      tellApart:
        'Read a record of the same kind with GET: the custom_field_… in question is not among its custom_fields.',
      from: [fact('3', 'documented'), ours('the ids of custom fields differ by company')],
    },
  ],
  remedies: {
    user: TELL_THE_INTEGRATOR,
    integration: {
      says: 'Correct or remove the names that the reference does not have, and send the corrected request.',
      from: [seedApi('Client errors (4xx)')],
    },
    companyAdmin: {
      says: 'Tell the people who run the connected program if a custom field was renamed or deleted lately.',
      from: [ours('they cannot see such a change from outside')],
    },
  },
  duration: UNTIL_REQUEST_CHANGES,
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'every field in the request is in the reference of this version',
        from: [ours('then the reference or the server is wrong')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: REQUEST_EVIDENCE,
    from: [seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
})
