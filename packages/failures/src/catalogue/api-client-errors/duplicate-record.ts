/** 409: the record is there already; and every 409 that says nothing we know. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const duplicateRecordKnown: KnownMode = {
  id: 'duplicate-record',
  surface: 'api',
  status: 409,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  // Of the three conflicts this one: the error reference names it first and says to look for
  // duplicates, and a look at what is there shows a state conflict too, while the reverse fails.
  generalFor: [409],
  signatures: [
    {
      surface: 'api',
      statuses: [409],
      text: /already (?:exists?|been taken|taken|in use|used)|duplicate|not unique|must be unique|\btwice\b/i,
      from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
    },
  ],
}

export const duplicateRecord: FailureMode = /* @__PURE__ */ told(duplicateRecordKnown, {
  title: 'Procore already has a record like this one.',
  summary: {
    says: 'The request would create something that exists already, such as a user with the same e-mail address or a file of the same name. This request changed nothing; an earlier one may have created the record.',
    from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
  },
  wire: {
    status: 409,
    shape: 'E3',
    text: 'has already been taken',
    field: 'base',
    from: [
      seedApi('Client errors (4xx)'),
      fact('6.2', 'schema'),
      ours('the text is that of Rails'),
    ],
  },
  causes: [
    {
      says: 'The same create was sent before, and its answer was lost on the way.',
      tellApart:
        'Look at created_at of the record that exists: it is the time of the first attempt.',
      from: [fact('6.3', 'documented'), ours('a lost answer looks like a failure to the sender')],
    },
    {
      says: 'Somebody else, or another program, created it first.',
      tellApart: 'Look at the creator of the record that exists.',
      from: [seedApi('Client errors (4xx)')],
    },
    {
      says: 'The natural key is taken by another record: an e-mail address, a number, a file name in the folder.',
      tellApart:
        'Search for the value that the message names; inactive and deleted records hold their keys too.',
      from: [fact('6.2', 'documented'), ours('that inactive records count is a guess')],
    },
  ],
  remedies: {
    user: {
      says: 'Search for the existing record and use it, or choose another name or number.',
      from: [seedApi('Client errors (4xx)')],
    },
    integration: {
      says: 'Read the existing record by its natural key, take over its id, and update it instead of creating a second one.',
      from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: UNTIL_REQUEST_CHANGES,
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'no record with that key can be found, not even by an Admin',
        from: [ours('then something that nobody can see holds the key')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: REQUEST_EVIDENCE,
    from: [seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
})
