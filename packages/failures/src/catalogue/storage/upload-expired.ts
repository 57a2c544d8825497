import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours } from '../sources.ts'

export const uploadExpired: FailureMode = {
  id: 'upload-expired',
  title: 'The upload was not finished in time and Procore has dropped it.',
  summary: {
    says: 'The upload existed, but its time ran out before it was completed or used, so Procore has thrown it away. What had been sent is lost; the file has to be uploaded anew.',
    from: [fact('9', 'documented'), fact('6.2', 'schema')],
  },
  surface: 'storage',
  status: 410,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      statuses: [410],
      path: /\/uploads(?:\/|$|\?)/,
      from: [fact('6.2', 'schema'), fact('9', 'documented')],
    },
    {
      statuses: [410],
      text: /upload\b.{0,80}\b(?:expired|gone|deleted)|expired upload/i,
      from: [fact('9', 'documented'), ours('words for it; Procore documents none')],
    },
  ],
  generalFor: [410],
  wire: {
    status: 410,
    shape: 'E2',
    text: 'This upload has expired.',
    from: [fact('6.2', 'schema'), ours('the shape and the words are ours')],
  },
  ...PENDING,
  from: [fact('6.2', 'schema'), fact('9', 'documented'), fact('6.3', 'documented')],
}
