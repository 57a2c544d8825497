import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seedApi } from '../sources.ts'

export const serverError: FailureMode = {
  id: 'server-error',
  title: 'Procore hit an unexpected error while handling the request.',
  summary: {
    says: 'Something broke inside Procore while it worked on this request. The request may have been carried out in full, in part or not at all: the answer does not say.',
    from: [seedApi('Server errors (5xx)'), fact('6.2', 'documented')],
  },
  surface: 'api',
  status: 500,
  party: 'procore',
  applied: 'unknown',
  recovery: 'backoff',
  signatures: [
    {
      surface: 'api',
      statuses: [500],
      text: /internal server error|unexpected (?:error|condition)|something went wrong/i,
      from: [fact('6.2', 'documented'), ours('the words that frameworks answer 500 with')],
    },
    {
      surface: 'api',
      statuses: [500],
      text: /exception|stack ?trace/i,
      from: [fact('6.1', 'schema'), ours('E6 has room for the name of an exception')],
    },
  ],
  generalFor: [500],
  wire: {
    status: 500,
    shape: 'E4',
    text: 'An unexpected error occurred on the server.',
    from: [fact('6.2', 'documented'), ours('status documented; the shape and the words are ours')],
  },
  ...PENDING,
  from: [seedApi('Server errors (5xx)'), fact('6.2', 'documented'), fact('6.3', 'documented')],
}
