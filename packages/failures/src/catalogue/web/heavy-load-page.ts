/** The screen "This website is under heavy load." */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seed503, seedWeb } from '../sources.ts'

export const heavyLoadPage: FailureMode = {
  id: 'heavy-load-page',
  title: 'Procore is very busy: wait a few seconds and try again.',
  summary: {
    says: 'Procore had no room for this click at that moment. Nothing is wrong with you, your computer or the page.',
    from: [seedWeb('Website Under Heavy Load')],
  },
  surface: 'web',
  status: 503,
  party: 'procore',
  applied: 'no',
  recovery: 'backoff',
  signatures: [
    {
      surface: 'web',
      statuses: [429, 500, 502, 503],
      shape: ['E9'],
      text: /heavy load|overload|too busy/i,
      from: [seedWeb('Website Under Heavy Load'), seed503('2. High Server Load')],
    },
    {
      surface: 'web',
      text: /website is under heavy load/i,
      from: [seedWeb('Website Under Heavy Load'), fact('12', 'documented')],
    },
  ],
  wire: {
    status: 503,
    shape: 'E9',
    text: 'This website is under heavy load.',
    from: [
      seedWeb('Website Under Heavy Load'),
      fact('12', 'documented'),
      ours('the text is documented, its status is not'),
    ],
  },
  ...PENDING,
  from: [
    seedWeb('Website Under Heavy Load'),
    fact('12', 'documented'),
    ours('to click again is the documented advice, so nothing was done'),
  ],
}
