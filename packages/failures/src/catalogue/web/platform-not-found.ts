/** The bare 404 that Procore did not write. */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seedWeb } from '../sources.ts'

export const platformNotFound: FailureMode = {
  id: 'platform-not-found',
  title: 'A bare 404 page: Procore itself is in trouble.',
  summary: {
    says: 'The page that says so has none of the look of Procore, which means that Procore did not write it: something in front of it cannot find the service. The link is probably right.',
    from: [seedWeb('404 - File not found'), fact('12', 'documented')],
  },
  surface: 'web',
  status: 404,
  party: 'procore',
  applied: 'unknown',
  recovery: 'hold-until-recovered',
  signatures: [
    {
      surface: 'web',
      statuses: [404],
      text: /page can(?:not|['’]t) be found/i,
      from: [seedWeb('404 - File not found'), fact('12', 'documented')],
    },
    {
      surface: 'web',
      statuses: [404],
      text: /^(?:nginx|openresty)(?:\/[\d.]{1,20})?$|default backend|no such app/i,
      from: [fact('12', 'documented'), ours('the bare pages of servers with nothing behind them')],
    },
    {
      surface: 'web',
      statuses: [404],
      headers: { 'content-type': /^text\/plain/i },
      text: /\S/,
      from: [fact('12', 'documented'), ours('words without markup are no page of Procore')],
    },
    {
      surface: 'web',
      statuses: [404],
      shape: ['empty'],
      headers: { 'content-length': /^0$/ },
      from: [fact('12', 'documented'), ours('an empty page is no page of Procore')],
    },
  ],
  wire: {
    status: 404,
    shape: 'E9',
    text: 'The page cannot be found',
    from: [seedWeb('404 - File not found'), fact('12', 'documented')],
  },
  ...PENDING,
  from: [
    seedWeb('404 - File not found'),
    fact('12', 'documented'),
    ours('a form that was sent may have gone through before'),
  ],
}
