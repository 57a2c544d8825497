/** 503 from the API that names maintenance. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedApi, seedWeb } from '../sources.ts'
import { API_EVIDENCE } from '../support-evidence.ts'
import { HOUR_MS, MINUTE_MS } from '../time-units.ts'
import { told } from '../told.ts'
import { MAINTENANCE_ESCALATE_WHEN } from '../unavailable-escalation.ts'
import { UNEXPECTED_OR_UNAVAILABLE } from '../unexpected-or-unavailable.ts'

const MAINTENANCE = /maintenance|planned (?:outage|downtime)|scheduled downtime/i

export const maintenanceKnown: KnownMode = {
  id: 'maintenance',
  surface: 'api',
  status: 503,
  party: 'procore',
  applied: 'no',
  recovery: 'hold-until-recovered',
  signatures: [
    {
      surface: 'api',
      statuses: [503],
      text: MAINTENANCE,
      from: [fact('5', 'documented'), ours('words for maintenance; Procore documents none')],
    },
    {
      surface: 'api',
      statuses: [503],
      headers: { 'retry-after': /\d/ },
      text: MAINTENANCE,
      from: [fact('5', 'documented')],
    },
    {
      surface: 'api',
      statuses: [503],
      shape: ['E9'],
      text: MAINTENANCE,
      from: [fact('6.1', 'assumed'), seed503('1. Scheduled Maintenance')],
    },
  ],
}

export const maintenance: FailureMode = /* @__PURE__ */ told(maintenanceKnown, {
  title: 'Procore is down for planned maintenance.',
  summary: {
    says: 'Procore has taken the service down for a planned window and answers nothing until it ends. The request was turned away before any work was done.',
    from: [fact('5', 'documented'), seedApi('Server errors (5xx)')],
  },
  contrast: UNEXPECTED_OR_UNAVAILABLE,
  wire: {
    status: 503,
    shape: 'E4',
    text: 'The service is down for scheduled maintenance.',
    from: [
      fact('5', 'documented'),
      ours('status and Retry-After documented; the shape and the words are ours'),
    ],
  },
  causes: [
    {
      says: 'A planned window is open in which Procore changes its systems.',
      tellApart:
        'The status page lists it as a scheduled maintenance in progress, and the web app had announced it for about a week.',
      from: [seedWeb('Scheduled Maintenance'), fact('12', 'documented')],
    },
    {
      says: 'The work takes longer than planned.',
      tellApart:
        'The announced end has passed, and the status page still says in progress or verifying.',
      from: [fact('12', 'documented'), ours('windows can overrun')],
    },
    {
      says: 'Only this environment is in maintenance, such as a sandbox that is being overwritten.',
      tellApart: 'It is the Monthly Sandbox on the first working day of a month; production works.',
      from: [fact('1', 'documented'), ours('how the sandbox answers meanwhile is not documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Wait until the window ends; status.procore.com says when. Keep what you have not saved yet in a note.',
      from: [seedWeb('Scheduled Maintenance')],
    },
    integration: {
      says: 'Stop until Retry-After is over or the announced end has come, keep the waiting work, then try one request and come back slowly.',
      from: [fact('5', 'documented'), fact('6.3', 'documented')],
    },
    companyAdmin: {
      says: 'Read the end of the window on status.procore.com, tell your people, and subscribe to its notices so that the next one does not surprise you.',
      from: [seedWeb('Scheduled Maintenance'), seedWeb('See Also')],
    },
  },
  duration: {
    typicalMs: { min: 30 * MINUTE_MS, max: 4 * HOUR_MS },
    says: 'Until the announced end of the window, outside business hours as a rule.',
    from: [
      seedWeb('Scheduled Maintenance'),
      ours('no length is documented: half an hour to four hours is a guess'),
    ],
  },
  escalation: {
    afterMs: 2 * HOUR_MS,
    when: MAINTENANCE_ESCALATE_WHEN,
    to: 'apisupport@procore.com',
    evidence: API_EVIDENCE,
    from: [
      seed503('When to Contact Procore Support'),
      seedApi('Best practices for error handling'),
    ],
  },
  from: [fact('5', 'documented'), fact('6.2', 'documented'), seed503('1. Scheduled Maintenance')],
})
