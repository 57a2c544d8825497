import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seed503, seedApi } from '../sources.ts'

export const heavyLoad: FailureMode = {
  id: 'heavy-load',
  title: 'Procore is too busy at the moment and turned the request away.',
  summary: {
    says: 'Procore as a whole is under heavy load and sheds requests, valid ones too, until it has room again. The request was turned away before any work was done; the header Retry-After says when to come back.',
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
      text: /heavy load|high load|overload|too busy|over capacity|throttl/i,
      from: [seedApi('Server errors (5xx)'), ours('words for load; Procore documents none')],
    },
    {
      surface: 'api',
      statuses: [503],
      headers: { 'retry-after': /^\s*\d{1,9}\s*$/ },
      from: [fact('5', 'documented')],
    },
  ],
  generalFor: [503],
  wire: {
    status: 503,
    shape: 'E4',
    text: 'The service is under heavy load and did not process this request.',
    from: [
      fact('5', 'documented'),
      ours('status and Retry-After documented; the shape and the words are ours'),
    ],
  },
  ...PENDING,
  from: [
    fact('5', 'documented'),
    fact('6.3', 'documented'),
    seed503('What Causes Procore Error 503?'),
  ],
}
