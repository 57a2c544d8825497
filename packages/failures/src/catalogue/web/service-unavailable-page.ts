/** The 503 page that gives no reason. */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seed503 } from '../sources.ts'

export const serviceUnavailablePage: FailureMode = {
  id: 'service-unavailable-page',
  title: 'Procore cannot take requests at the moment.',
  summary: {
    says: 'The servers of Procore cannot answer for a while: too much traffic, a disturbance in the data centre or the network, or maintenance. It passes by itself in most cases. Unlike 500, it is not about this page: everything is closed.',
    from: [seed503('What Is Procore Error 503?'), seed503('What Causes Procore Error 503?')],
  },
  surface: 'web',
  status: 503,
  party: 'procore',
  applied: 'unknown',
  recovery: 'hold-until-recovered',
  signatures: [
    {
      surface: 'web',
      statuses: [503],
      text: /service (?:is )?(?:temporarily )?unavailable|temporarily (?:down|unavailable|unable)/i,
      from: [seed503('What Is Procore Error 503?'), ours('the words of edges for 503')],
    },
    {
      surface: 'web',
      statuses: [502, 504],
      text: /bad gateway|gateway time-?out/i,
      from: [fact('6.1', 'assumed'), ours('to a person at a browser, the same thing')],
    },
  ],
  generalFor: [502, 503, 504],
  wire: {
    status: 503,
    shape: 'E9',
    text: '503 Service Unavailable',
    from: [seed503('What Is Procore Error 503?'), fact('12', 'documented')],
  },
  ...PENDING,
  from: [
    seed503('What Is Procore Error 503?'),
    fact('12', 'documented'),
    ours('what was sent just before may have been saved'),
  ],
}
