/** The page that stands in for the whole web app during a maintenance window. */
import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours, seed503, seedWeb } from '../sources.ts'

export const maintenancePage: FailureMode = {
  id: 'maintenance-page',
  title: 'Procore is closed for planned maintenance.',
  summary: {
    says: 'Procore has closed the whole web app for a planned window, as its notices inside the app have said for about a week. It opens again when the window ends.',
    from: [seedWeb('Scheduled Maintenance'), fact('12', 'documented')],
  },
  surface: 'web',
  status: 503,
  party: 'procore',
  applied: 'no',
  recovery: 'hold-until-recovered',
  signatures: [
    {
      surface: 'web',
      statuses: [502, 503],
      text: /maintenance|scheduled downtime/i,
      from: [seedWeb('Scheduled Maintenance'), seed503('1. Scheduled Maintenance')],
    },
    {
      // Every page carries the notice of a window to come, so a bare "maintenance" is not enough here.
      surface: 'web',
      statuses: [200, 404, 502, 503],
      text: /maintenance (?:is )?(?:in progress|under ?way)|(?:is|are) (?:currently |now )?(?:closed|down|offline|under(?:going)?|in)\b.{0,40}\bmaintenance/i,
      from: [seedWeb('Scheduled Maintenance'), fact('12', 'documented')],
    },
    {
      surface: 'web',
      statuses: [503],
      shape: ['E9'],
      text: /maintenance/i,
      from: [seedWeb('Scheduled Maintenance'), fact('6.1', 'assumed')],
    },
  ],
  wire: {
    status: 503,
    shape: 'E9',
    text: 'Scheduled maintenance is in progress. The site will open again when it ends.',
    from: [
      seedWeb('Scheduled Maintenance'),
      seed503('1. Scheduled Maintenance'),
      ours('the words are ours'),
    ],
  },
  ...PENDING,
  from: [seedWeb('Scheduled Maintenance'), fact('12', 'documented'), fact('5', 'documented')],
}
