/** The page that stands in for the whole web app during a maintenance window. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedWeb } from '../sources.ts'
import { PERSON_EVIDENCE } from '../support-evidence.ts'
import { HOUR_MS, MINUTE_MS } from '../time-units.ts'
import { told } from '../told.ts'
import { MAINTENANCE_ESCALATE_WHEN } from '../unavailable-escalation.ts'
import { UNEXPECTED_OR_UNAVAILABLE } from '../unexpected-or-unavailable.ts'

export const maintenancePageKnown: KnownMode = {
  id: 'maintenance-page',
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
}

export const maintenancePage: FailureMode = /* @__PURE__ */ told(maintenancePageKnown, {
  title: 'Procore is closed for planned maintenance.',
  summary: {
    says: 'Procore has closed the whole web app for a planned window, as its notices inside the app have said for about a week. It opens again when the window ends.',
    from: [seedWeb('Scheduled Maintenance'), fact('12', 'documented')],
  },
  contrast: UNEXPECTED_OR_UNAVAILABLE,
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
  causes: [
    {
      says: 'A planned window is open in which Procore updates its systems.',
      tellApart:
        'The web app announced it for about seven days, and the status page lists it as in progress.',
      from: [seedWeb('Scheduled Maintenance'), fact('12', 'documented')],
    },
    {
      says: 'The window is over, but your browser still shows the page that it had stored.',
      tellApart:
        'The status page says completed, and Procore opens in a private window or for a colleague.',
      from: [seed503('Step 4: Try an Incognito or Private Window')],
    },
    {
      says: 'The work takes longer than announced.',
      tellApart: 'The announced end has passed, and the status page still shows it as open.',
      from: [fact('12', 'documented'), ours('windows can overrun')],
    },
  ],
  remedies: {
    user: {
      says: 'Wait; status.procore.com says when it ends. Note down meanwhile what you want to enter. After the end, refresh the page.',
      from: [seedWeb('Scheduled Maintenance')],
    },
    integration: null,
    companyAdmin: {
      says: 'Tell your people the end of the window, subscribe to the notices of the status page, and take exports of what is needed on site before the next window.',
      from: [
        seedWeb('Scheduled Maintenance'),
        seedWeb('See Also'),
        seed503('Preventing Recurring 503 Errors'),
      ],
    },
  },
  duration: {
    typicalMs: { min: 30 * MINUTE_MS, max: 4 * HOUR_MS },
    says: 'Until the announced end, outside business hours as a rule. Such windows do not count against the 99.9 % of time that Procore states to be up.',
    from: [
      seedWeb('Scheduled Maintenance'),
      seedWeb("What is Procore's current uptime?"),
      ours('no length is documented: half an hour to four hours is a guess'),
    ],
  },
  escalation: {
    afterMs: 2 * HOUR_MS,
    when: [
      ...MAINTENANCE_ESCALATE_WHEN,
      {
        says: 'Only your company still sees the page.',
        circumstance: 'only-our-company',
        afterMs: { earliest: 0, latest: 0 },
        to: 'company-admin',
        from: [seed503('When to Contact Procore Support')],
      },
    ],
    to: 'procore-support',
    evidence: PERSON_EVIDENCE,
    from: [seed503('When to Contact Procore Support'), seedWeb('Scheduled Maintenance')],
  },
  from: [seedWeb('Scheduled Maintenance'), fact('12', 'documented'), fact('5', 'documented')],
})
