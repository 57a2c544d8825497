/** 400: a value of the wrong type, format or range; and every 400 that says nothing we know. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const invalidValueKnown: KnownMode = {
  id: 'invalid-value',
  surface: 'api',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  // Of the three 400s this one: it claims least. The other two leave a mark (a parser's words, a
  // field called missing), and all three ask for the same: read the answer, correct the request.
  generalFor: [400],
  signatures: [
    {
      surface: 'api',
      statuses: [400],
      text: /\bis invalid\b|\binvalid (?:param|value|date|filter|id|argument)|not (?:a )?valid|is not (?:a number|included)|\bmust be (?:a|an|one|in|less|greater|at)\b|too (?:long|short)|too many ids|due to errors|out of range/i,
      from: [fact('4', 'wild'), fact('6.2', 'schema'), ours('the wordings of Rails validations')],
    },
  ],
}

export const invalidValue: FailureMode = /* @__PURE__ */ told(invalidValueKnown, {
  title: 'A value that was sent to Procore is not one that it accepts.',
  summary: {
    says: 'The request was readable and complete, but the value of a field or a parameter is of the wrong type, in the wrong format or out of range. Nothing was saved.',
    from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
  },
  wire: {
    status: 400,
    shape: 'E3',
    text: 'is invalid',
    field: 'base',
    from: [fact('6.2', 'documented'), ours('the text is that of Rails validations')],
  },
  causes: [
    {
      says: 'A value has the wrong type or format: a word where a number belongs, an id as text, a list where one value belongs.',
      tellApart:
        'Compare the value of the field that the message names with its type in the API reference.',
      from: [seedApi('Client errors (4xx)')],
    },
    {
      says: 'An id belongs to another project or another company.',
      tellApart:
        'Read the id with GET in the project that the request names: it answers 404 there.',
      from: [fact('13', 'documented'), ours('ids are mixed up where several companies are served')],
    },
    {
      says: 'A filter asks for too much at once: too many ids, or a span of daily logs beyond 91 days.',
      tellApart:
        'Ask for a single id, or for a single day: if that is answered, the span was too wide.',
      from: [fact('6.2', 'schema'), fact('4', 'wild')],
    },
    {
      says: 'The record as a whole breaks a rule of its kind.',
      tellApart:
        'Look for the field base, or the words "Can not create due to errors", in the answer.',
      from: [fact('6.2', 'schema')],
    },
  ],
  remedies: {
    user: {
      says: 'Correct the value that the message names and save again; if you did not enter it, tell the people who run the connected program.',
      from: [seedApi('Client errors (4xx)'), ours('the message names the field')],
    },
    integration: {
      says: 'Read the message, compare the value with the reference of this operation and this version, and send the corrected request.',
      from: [seedApi('Client errors (4xx)'), seedApi('Best practices for error handling')],
    },
    companyAdmin: null,
  },
  duration: UNTIL_REQUEST_CHANGES,
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'the value is one that the reference lists, and it is still refused',
        from: [ours('then the reference or the server is wrong')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: REQUEST_EVIDENCE,
    from: [seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
})
