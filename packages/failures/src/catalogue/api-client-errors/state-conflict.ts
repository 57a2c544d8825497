/** 409: the record is in a state that the request does not fit. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'

export const stateConflictKnown: KnownMode = {
  id: 'state-conflict',
  surface: 'api',
  status: 409,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [409],
      text: /\bstat(?:e|us)\b(?!"\s{0,9}:)|checked[- ]?out|\bstale\b|modified|changed|in progress|(?<!409[ -]{1,3})conflict/i,
      from: [seedApi('Client errors (4xx)'), fact('6.2', 'schema')],
    },
    {
      surface: 'api',
      statuses: [409],
      // A change to one record by its id creates none that could be a duplicate.
      method: ['PATCH', 'PUT', 'DELETE'],
      path: /\/\d+(?:\?|$)/,
      from: [seedApi('Client errors (4xx)'), ours('what a create and a change can conflict with')],
    },
  ],
}

export const stateConflict: FailureMode = /* @__PURE__ */ told(stateConflictKnown, {
  title: 'The record has changed in the meantime, or somebody else is holding it.',
  summary: {
    says: 'What was asked does not fit the state that the record is in now: it was changed, finished or checked out by somebody else. Nothing was changed by this request.',
    from: [seedApi('Client errors (4xx)'), fact('6.2', 'schema')],
  },
  wire: {
    status: 409,
    shape: 'E6',
    text: 'The record is in a state that does not allow this',
    from: [seedApi('Client errors (4xx)'), fact('6.1', 'schema'), ours('text')],
  },
  causes: [
    {
      says: 'Somebody changed the record after the program had read it.',
      tellApart:
        'Read it again, and compare updated_at with the copy that the program worked from.',
      from: [seedApi('Client errors (4xx)')],
    },
    {
      says: 'The file is checked out by somebody.',
      tellApart: 'Look at checked_out_until of the file.',
      from: [fact('9', 'documented')],
    },
    {
      says: 'Two workers of the same program write to the record at once.',
      tellApart:
        'Look in the log of the program for another write to the same id within the same seconds.',
      from: [ours('parallel workers meet at the same record')],
    },
  ],
  remedies: {
    user: {
      says: 'Open the record again, look at what has changed, and do your change once more if it still makes sense.',
      from: [seedApi('Client errors (4xx)')],
    },
    integration: {
      says: 'Read the record again, decide on the new state, and send a new request; let one worker at a time write to a record.',
      from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
    },
    companyAdmin: {
      says: 'Check the file in for them, if it stays checked out by somebody who is away.',
      from: [fact('9', 'documented'), ours('that an administrator can is a guess')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'Until the record is in another state, or the request fits the one that it is in.',
    from: [seedApi('Client errors (4xx)')],
  },
  escalation: {
    // A guess: a working day is enough for a colleague to finish with a record.
    afterMs: 24 * 3_600_000,
    when: [
      {
        says: 'nobody holds the record, its state is as the request expects, and the conflict stays',
        from: [ours('then the state that is shown is not the true one')],
      },
    ],
    to: 'procore-support',
    evidence: [...REQUEST_EVIDENCE, 'the record as GET shows it now'],
    from: [seedApi('Best practices for error handling'), ours('the time is a guess')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
})
