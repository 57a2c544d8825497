/** The 500 page. */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seed503, seedWeb } from '../sources.ts'

export const serverErrorPage: FailureMode = {
  id: 'server-error-page',
  title: 'Procore hit an unexpected error and could not show the page.',
  summary: {
    says: 'Procore is up, but something broke inside it while it worked on this page. That is not the same as 503, where Procore cannot take requests at all for a while. What you sent may or may not have been saved.',
    from: [
      seedWeb('500 - Internal Server Error'),
      seed503('Procore Error 503 vs 500 — What’s the Difference?'),
    ],
  },
  surface: 'web',
  status: 500,
  party: 'procore',
  applied: 'unknown',
  recovery: 'backoff',
  signatures: [
    {
      surface: 'web',
      statuses: [500],
      text: /internal server error|unexpected|something went wrong/i,
      from: [seedWeb('500 - Internal Server Error'), ours('words for it')],
    },
  ],
  generalFor: [500],
  wire: {
    status: 500,
    shape: 'E9',
    text: 'Internal Server Error: something unexpected happened.',
    from: [seedWeb('500 - Internal Server Error'), ours('the words are ours')],
  },
  ...PENDING,
  from: [seedWeb('500 - Internal Server Error'), fact('12', 'documented')],
}
