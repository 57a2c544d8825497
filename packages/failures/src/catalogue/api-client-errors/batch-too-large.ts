/** 413: more items, or a larger body, than the operation takes at once. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'

export const batchTooLargeKnown: KnownMode = {
  id: 'batch-too-large',
  surface: 'api',
  status: 413,
  party: 'integration',
  applied: 'no',
  recovery: 'shrink',
  generalFor: [413],
  signatures: [
    {
      surface: 'api',
      // Whether a sync of more than 1,000 items is a 413 or a 400 is not stated for most.
      statuses: [400, 413, 422],
      text: /\b(?:more than|exceed\w*|over|max\w*|limit\w*|at most|too many)\b[^"]{0,40}\b(?:items|updates|records|entries|elements|triggers)\b|\b(?:entity|payload|request|body) (?:is )?too large/i,
      from: [fact('6.2', 'schema'), fact('14', 'assumed')],
    },
  ],
}

export const batchTooLarge: FailureMode = /* @__PURE__ */ told(batchTooLargeKnown, {
  title: 'Too much was sent to Procore in one go.',
  summary: {
    says: 'The request carries more items, or a larger file, than this operation takes at once. Procore refused it as a whole and changed nothing; in smaller parts it will be taken.',
    from: [fact('6.2', 'schema'), fact('8', 'documented')],
  },
  wire: {
    status: 413,
    shape: 'E2',
    text: 'Too many items: at most 1000 updates are allowed in one request',
    from: [fact('6.2', 'schema'), fact('8', 'documented'), ours('text')],
  },
  causes: [
    {
      says: 'A sync carries more than its 1,000 items.',
      tellApart: 'Count the elements of updates in the body.',
      from: [fact('8', 'documented')],
    },
    {
      says: 'Another bulk operation has a smaller limit of its own.',
      tellApart: 'Look up the operation in the API reference; its 413 answer names the limit.',
      from: [fact('6.2', 'schema')],
    },
    {
      says: 'A file in the request is larger than the operation takes.',
      tellApart: 'Look for multipart/form-data in the request, and at the size of its body.',
      from: [fact('6.2', 'schema'), fact('9', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Choose fewer records at a time, or a smaller file.',
      from: [fact('6.2', 'schema')],
    },
    integration: {
      says: 'Split the input into parts of at most 1,000 items, halve again while 413 comes back, and send files by direct upload instead.',
      from: [fact('8', 'documented'), fact('9', 'documented'), fact('6.3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the request is made smaller; of the same size it is refused every time.',
    from: [fact('6.3', 'documented')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'a single item is refused as too much',
        from: [ours('then the size is not the cause')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...REQUEST_EVIDENCE, 'number of items, and size of the body in bytes'],
    from: [seedApi('Best practices for error handling')],
  },
  from: [
    fact('6.2', 'schema'),
    fact('8', 'documented'),
    ours('a batch over the limit is refused before any item is looked at'),
  ],
})
