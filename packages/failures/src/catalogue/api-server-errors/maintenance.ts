import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seed503, seedApi } from '../sources.ts'

export const maintenance: FailureMode = {
  id: 'maintenance',
  title: 'Procore is down for planned maintenance.',
  summary: {
    says: 'Procore has taken the service down for a planned window and answers nothing until it ends. The request was turned away before any work was done.',
    from: [fact('5', 'documented'), seedApi('Server errors (5xx)')],
  },
  surface: 'api',
  status: 503,
  party: 'procore',
  applied: 'no',
  recovery: 'hold-until-recovered',
  signatures: [
    {
      surface: 'api',
      statuses: [503],
      text: /maintenance|planned (?:outage|downtime)|scheduled downtime/i,
      from: [fact('5', 'documented'), ours('words for maintenance; Procore documents none')],
    },
  ],
  wire: {
    status: 503,
    shape: 'E4',
    text: 'The service is down for scheduled maintenance.',
    from: [
      fact('5', 'documented'),
      ours('status and Retry-After documented; the shape and the words are ours'),
    ],
  },
  ...PENDING,
  from: [fact('5', 'documented'), fact('6.2', 'documented'), seed503('1. Scheduled Maintenance')],
}
