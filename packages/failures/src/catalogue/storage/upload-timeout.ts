import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seedWeb } from '../sources.ts'

export const uploadTimeout: FailureMode = {
  id: 'upload-timeout',
  title: 'The file took too long to upload.',
  summary: {
    says: 'The server gave up waiting before the whole file had arrived. The file is probably not there, but it may be: the last bytes and the answer can cross.',
    from: [seedWeb('408 - Request Timeout'), fact('9', 'documented')],
  },
  surface: 'storage',
  status: 408,
  party: 'integration',
  applied: 'unknown',
  recovery: 'shrink',
  signatures: [
    {
      surface: 'storage',
      statuses: [400, 408],
      text: /request ?time-?out|time(?:d)? ?out/i,
      from: [
        seedWeb('408 - Request Timeout'),
        ours('S3 answers RequestTimeout with status 400, Procore 408'),
      ],
    },
    {
      statuses: [408],
      method: ['POST', 'PUT', 'PATCH'],
      path: /\/(?:uploads|files|images|attachments|drawing_uploads)\b/,
      from: [fact('9', 'documented'), fact('6.2', 'documented')],
    },
  ],
  generalFor: [408],
  wire: {
    status: 408,
    shape: 'E9',
    code: 'RequestTimeout',
    text: 'The upload was not finished within the time allowed.',
    from: [seedWeb('408 - Request Timeout'), ours('the words are ours; the code is that of S3')],
  },
  ...PENDING,
  from: [seedWeb('408 - Request Timeout'), fact('6.2', 'documented'), fact('6.3', 'documented')],
}
