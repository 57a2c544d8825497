import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seedApi } from '../sources.ts'

export const badGateway: FailureMode = {
  id: 'bad-gateway',
  title: 'The front door of Procore could not get an answer from the servers behind it.',
  summary: {
    says: 'A load balancer in front of Procore lost, or never got, the answer of the server behind it, and answered in its place. The server may have done the work before the line broke.',
    from: [seedApi('Server errors (5xx)'), fact('6.2', 'documented')],
  },
  surface: 'api',
  status: 502,
  party: 'procore',
  applied: 'unknown',
  recovery: 'backoff',
  signatures: [
    {
      surface: 'api',
      statuses: [502],
      text: /bad gateway|upstream|proxy error/i,
      from: [fact('6.1', 'assumed'), ours('the words that balancers answer 502 with')],
    },
    {
      surface: 'api',
      statuses: [504],
      text: /gateway time-?out|timed? ?out|upstream/i,
      from: [fact('6.2', 'assumed'), ours('a balancer that waited too long, not one cut off')],
    },
  ],
  generalFor: [502, 504],
  wire: {
    status: 502,
    shape: 'E9',
    text: '502 Bad Gateway',
    from: [fact('6.1', 'assumed'), ours('the usual page of a balancer')],
  },
  ...PENDING,
  from: [seedApi('Server errors (5xx)'), fact('6.2', 'documented'), fact('6.3', 'documented')],
}
