/** 422: the record is locked, mostly by the accounting system. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'

export const recordLockedKnown: KnownMode = {
  id: 'record-locked',
  surface: 'api',
  status: 422,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [422],
      text: /\block(?:ed)?\b|\berp\b|accounting (?:system|integration)/i,
      from: [fact('6.2', 'documented'), ours('words for it')],
    },
  ],
}

export const recordLocked: FailureMode = /* @__PURE__ */ told(recordLockedKnown, {
  title: 'The record is locked, because the accounting system holds it.',
  summary: {
    says: 'The record has been handed over to the accounting (ERP) system, or is otherwise locked, and cannot be changed in Procore while that lasts. Nothing was changed.',
    from: [fact('6.2', 'documented')],
  },
  wire: {
    status: 422,
    shape: 'E3',
    text: 'This record is locked by the ERP integration',
    field: 'base',
    from: [fact('6.2', 'documented'), ours('text')],
  },
  causes: [
    {
      says: 'The record was sent to the ERP system and waits for its acceptance, or was accepted.',
      tellApart: 'Look at the ERP status of the record in the web app.',
      from: [fact('6.2', 'documented'), ours('the web app shows where a record stands')],
    },
    {
      says: 'The contract or the period that the record belongs to is closed.',
      tellApart: 'Look at the status of the parent record, in the web app or with GET.',
      from: [ours('a closed parent locks what belongs to it')],
    },
  ],
  remedies: {
    user: {
      says: 'Ask your accounting department to release the record, or enter the change as a new record.',
      from: [fact('6.2', 'documented'), ours('whoever holds the lock has to open it')],
    },
    integration: {
      says: 'Keep the change, tell the person who made it, and send it when the record has been released.',
      from: [fact('6.3', 'documented')],
    },
    companyAdmin: {
      says: 'Look at the record in the ERP integration, and release it or have it rejected there.',
      from: [fact('6.2', 'documented'), ours('where such locks are kept')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'Until the accounting system, or the person who locked it, releases the record.',
    from: [fact('6.2', 'documented'), ours('no time is documented')],
  },
  escalation: {
    // A guess: hand-overs to accounting are daily work, and stuck ones show after a day.
    afterMs: 24 * 3_600_000,
    when: [
      {
        says: 'the accounting system does not know the record, and Procore still calls it locked: then write to Procore support',
        from: [ours('then the lock is left over')],
      },
    ],
    to: 'company-admin',
    evidence: [
      'the record, its project and its ERP status',
      'the change that was to be made',
      ...REQUEST_EVIDENCE,
    ],
    from: [seedApi('Best practices for error handling'), ours('the time is a guess')],
  },
  from: [fact('6.2', 'documented'), fact('6.3', 'documented')],
})
