/** The formatted 404: the page or file is not there. */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seedWeb } from '../sources.ts'

export const pageNotFound: FailureMode = {
  id: 'page-not-found',
  title: 'The page or file is not there.',
  summary: {
    says: 'Procore is working, but nothing lives at this address: the page or file was moved, renamed or deleted, or the address was never right.',
    from: [seedWeb('404 - File not found')],
  },
  surface: 'web',
  status: 404,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'web',
      statuses: [404],
      text: /(?:page|file)\b.{0,80}\b(?:not here|not found|does ?n[o']t exist|moved|renamed|deleted)|looking for/i,
      from: [seedWeb('404 - File not found'), ours('words of the formatted page; not documented')],
    },
  ],
  generalFor: [404],
  twins: {
    ids: ['malformed-link'],
    question:
      'Is the link written exactly as Procore writes it? Compare it with one copied from the address bar, or run `underpin explain` on it.',
  },
  wire: {
    status: 404,
    shape: 'E9',
    text: 'This page or file is not here. It may have been moved, renamed or deleted.',
    from: [seedWeb('404 - File not found'), ours('the words are ours')],
  },
  ...PENDING,
  from: [seedWeb('404 - File not found'), fact('12', 'documented')],
}
