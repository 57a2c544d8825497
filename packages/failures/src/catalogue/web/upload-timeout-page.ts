/** The 408 page: the upload took too long. */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seedWeb } from '../sources.ts'

export const uploadTimeoutPage: FailureMode = {
  id: 'upload-timeout-page',
  title: 'The upload took too long.',
  summary: {
    says: 'Procore stopped waiting before the work was done: the file was too large for the connection, or too much was asked for at once.',
    from: [seedWeb('408 - Request Timeout')],
  },
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
  ],
  generalFor: [408, 413],
  wire: {
    status: 408,
    shape: 'E9',
    text: 'Request timeout: the upload took too long.',
    from: [seedWeb('408 - Request Timeout'), ours('the words are ours')],
  },
  ...PENDING,
  from: [seedWeb('408 - Request Timeout'), fact('12', 'documented')],
}
