/** The 422 page, headed Bad Request. */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, seedWeb } from '../sources.ts'

export const badRequestPage: FailureMode = {
  id: 'bad-request-page',
  title: 'Procore could not make sense of what the browser sent.',
  summary: {
    says: 'What the browser sent looks wrong to Procore, so it was refused and nothing was saved. The page is headed Bad Request, though its number is 422.',
    from: [seedWeb('422 - Bad Request')],
  },
  surface: 'web',
  status: 422,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'web',
      statuses: [400, 422],
      text: /bad request|cannot (?:be )?process|malformed|rejected/i,
      from: [seedWeb('422 - Bad Request'), fact('6.2', 'documented')],
    },
  ],
  generalFor: [400, 422],
  wire: {
    status: 422,
    shape: 'E9',
    text: 'Bad Request',
    from: [seedWeb('422 - Bad Request'), fact('12', 'documented')],
  },
  ...PENDING,
  from: [seedWeb('422 - Bad Request'), fact('12', 'documented')],
}
