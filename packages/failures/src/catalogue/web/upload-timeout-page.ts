/** The 408 page: the upload took too long. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedWeb } from '../sources.ts'
import { PERSON_EVIDENCE } from '../support-evidence.ts'
import { HOUR_MS } from '../time-units.ts'
import { told } from '../told.ts'

export const uploadTimeoutPageKnown: KnownMode = {
  id: 'upload-timeout-page',
  surface: 'web',
  status: 408,
  party: 'user',
  applied: 'unknown',
  recovery: 'shrink',
  signatures: [
    {
      surface: 'web',
      statuses: [408, 413],
      text: /time(?:d)? ?-?out|too long|too large/i,
      from: [seedWeb('408 - Request Timeout'), ours('words for it; the page is not documented')],
    },
    {
      surface: 'web',
      statuses: [408, 413],
      text: /\bupload\w*\b.{0,40}\b(?:large|big|long)\b|excessively large file/i,
      from: [seedWeb('408 - Request Timeout')],
    },
  ],
  generalFor: [408, 413],
}

export const uploadTimeoutPage: FailureMode = /* @__PURE__ */ told(uploadTimeoutPageKnown, {
  title: 'The upload took too long.',
  summary: {
    says: 'Procore stopped waiting before the work was done: the file was too large for the connection, or too much was asked for at once.',
    from: [seedWeb('408 - Request Timeout')],
  },
  wire: {
    status: 408,
    shape: 'E9',
    text: 'Request timeout: the upload took too long.',
    from: [seedWeb('408 - Request Timeout'), ours('the words are ours')],
  },
  causes: [
    {
      says: 'The file is too large.',
      tellApart: 'A small file uploads on the same connection.',
      from: [seedWeb('408 - Request Timeout')],
    },
    {
      says: 'The connection is too slow for it.',
      tellApart:
        'The same file uploads from the office, or by cable instead of the phone’s network.',
      from: [ours('time is size divided by speed')],
    },
    {
      says: 'A program sends a large batch through the API.',
      tellApart: 'No file was uploaded by hand; the message came from a connected program.',
      from: [seedWeb('408 - Request Timeout')],
    },
  ],
  remedies: {
    user: {
      says: 'Make the file smaller, by a lower resolution for a photo for instance, or cut it into pieces and send them one after the other. Look first whether it has arrived after all.',
      from: [seedWeb('408 - Request Timeout'), ours('the answer may have been lost, not the file')],
    },
    integration: {
      says: 'Break the batch into smaller steps.',
      from: [seedWeb('408 - Request Timeout')],
    },
    companyAdmin: {
      says: 'Show people how to scale photos down, and have large uploads made from a fast connection outside the busy hours.',
      from: [seedWeb('408 - Request Timeout'), seed503('Preventing Recurring 503 Errors')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'Until the file is smaller, or the connection faster.',
    from: [seedWeb('408 - Request Timeout')],
  },
  escalation: {
    afterMs: HOUR_MS,
    when: [
      {
        says: 'Small files fail too, from more than one network.',
        from: [ours('then neither the file nor the line is the reason')],
      },
    ],
    to: 'procore-support',
    evidence: ['Size and type of the file, and how long each try took', ...PERSON_EVIDENCE],
    from: [seed503('When to Contact Procore Support'), ours('what explains a slow upload')],
  },
  from: [seedWeb('408 - Request Timeout'), fact('12', 'documented')],
})
