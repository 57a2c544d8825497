/** 408: more work than fits into one call. The one client error that leaves open what was done. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi, seedWeb } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'

export const requestTimeoutBatchKnown: KnownMode = {
  id: 'request-timeout-batch',
  surface: 'api',
  status: 408,
  party: 'integration',
  applied: 'unknown',
  recovery: 'shrink',
  generalFor: [408],
  signatures: [
    {
      surface: 'api',
      statuses: [408],
      text: /tim(?:ed?|ing)[- ]?out|too long/i,
      from: [seedWeb('408 - Request Timeout')],
    },
  ],
}

export const requestTimeoutBatch: FailureMode = /* @__PURE__ */ told(requestTimeoutBatchKnown, {
  title: 'Procore could not finish such a large request in the time that it allows.',
  summary: {
    says: 'The request asked for more work than Procore does in one call, and it stopped at its time limit. It does not say how far it got: of a write, some, all or nothing may have been saved.',
    from: [
      seedWeb('408 - Request Timeout'),
      ours('nothing says that the work is undone when the time is up'),
    ],
  },
  wire: {
    status: 408,
    shape: 'E2',
    text: 'Request Timeout',
    from: [seedWeb('408 - Request Timeout'), fact('6.2', 'documented'), ours('shape and text')],
  },
  causes: [
    {
      says: 'A batch or a sync carries too many items.',
      tellApart:
        'Count the items in the body, and send half of them: if that is answered, it was the size.',
      from: [seedWeb('408 - Request Timeout'), fact('6.2', 'documented')],
    },
    {
      says: 'A list is asked for without a filter, or with a very large page.',
      tellApart:
        'Look at per_page and the filters of the address, and ask with per_page=100 and a filter.',
      from: [fact('6.2', 'documented'), fact('4', 'documented')],
    },
    {
      says: 'A file goes along with the request and is too large for this way of sending it.',
      tellApart: 'Look for multipart/form-data in the request, and at the size of its body.',
      from: [seedWeb('408 - Request Timeout'), fact('9', 'documented')],
    },
    {
      says: 'Procore itself is slow at the moment.',
      tellApart: 'Look at the status page, and whether small requests are slow at the same time.',
      from: [ours('a time limit is also met when the server is slow')],
    },
  ],
  remedies: {
    user: {
      says: 'Do it in smaller steps: fewer records at a time, or a smaller file.',
      from: [seedWeb('408 - Request Timeout')],
    },
    integration: {
      says: 'Read back what was saved, then send the rest in batches of half the size; for lists, add filters and a smaller per_page.',
      from: [
        seedWeb('408 - Request Timeout'),
        fact('6.3', 'documented'),
        ours('look before repeating'),
      ],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the request is made smaller; the same one is likely to run out of time again.',
    from: [seedWeb('408 - Request Timeout'), fact('6.3', 'documented')],
  },
  escalation: {
    // A guess: half an hour of small requests that time out is no matter of size any more.
    afterMs: 30 * 60_000,
    when: [
      {
        says: 'a single record, or a page of ten, still runs out of time',
        from: [ours('then the size is not the cause')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      ...REQUEST_EVIDENCE,
      'number of items or page size, and the seconds until the answer',
    ],
    from: [seedApi('Best practices for error handling'), ours('the time is a guess')],
  },
  from: [
    seedWeb('408 - Request Timeout'),
    fact('6.3', 'documented'),
    ours('nothing says that the work is undone when the time is up, so a write may have happened'),
  ],
})
