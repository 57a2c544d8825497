import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seed503 } from '../sources.ts'

export const regionalOutage: FailureMode = {
  id: 'regional-outage',
  title: 'Procore is unavailable in your region.',
  summary: {
    says: 'A data centre or network that Procore stands on is in trouble, and the edge answers that the service is unavailable without saying for how long. Companies in other regions may see nothing of it.',
    from: [seed503('3. Regional Cloud Outage'), seed503('5. Network Routing Issues')],
  },
  surface: 'api',
  status: 503,
  party: 'procore',
  applied: 'unknown',
  recovery: 'hold-until-recovered',
  signatures: [
    {
      surface: 'api',
      statuses: [503],
      shape: ['E9'],
      text: /service (?:is )?(?:temporarily )?unavailable|no healthy upstream|region/i,
      from: [
        seed503('3. Regional Cloud Outage'),
        fact('6.1', 'assumed'),
        ours('a page from the edge, not an answer of the API'),
      ],
    },
  ],
  wire: {
    status: 503,
    shape: 'E9',
    text: '503 Service Temporarily Unavailable',
    from: [
      fact('6.1', 'assumed'),
      ours('the usual page of an edge with nothing behind it; no Retry-After, as it knows no end'),
    ],
  },
  ...PENDING,
  from: [
    seed503('3. Regional Cloud Outage'),
    fact('12', 'documented'),
    ours('no server said that it turned the request away, so applied stays unknown'),
  ],
}
