/** 503 from the API with a wait: Procore sheds load. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedApi } from '../sources.ts'
import { API_EVIDENCE } from '../support-evidence.ts'
import { MINUTE_MS } from '../time-units.ts'
import { told } from '../told.ts'
import {
  UNAVAILABLE_ESCALATE_AFTER_MS,
  UNAVAILABLE_ESCALATE_WHEN,
} from '../unavailable-escalation.ts'
import { UNEXPECTED_OR_UNAVAILABLE } from '../unexpected-or-unavailable.ts'

export const heavyLoadKnown: KnownMode = {
  id: 'heavy-load',
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
      headers: { 'retry-after': /\d/ },
      from: [fact('5', 'documented')],
    },
    {
      // Words that say nothing more than the status does: then the header decides.
      surface: 'api',
      statuses: [503],
      headers: { 'retry-after': /\d/ },
      text: /unavailable|try again/i,
      from: [fact('5', 'documented')],
    },
  ],
  generalFor: [503],
}

export const heavyLoad: FailureMode = /* @__PURE__ */ told(heavyLoadKnown, {
  title: 'Procore is too busy at the moment and turned the request away.',
  summary: {
    says: 'Procore as a whole is under heavy load and sheds requests, valid ones too, until it has room again. The request was turned away before any work was done; the header Retry-After says when to come back.',
    from: [fact('5', 'documented'), seedApi('Server errors (5xx)')],
  },
  contrast: UNEXPECTED_OR_UNAVAILABLE,
  wire: {
    status: 503,
    shape: 'E4',
    text: 'The service is under heavy load and did not process this request.',
    from: [
      fact('5', 'documented'),
      ours('status and Retry-After documented; the shape and the words are ours'),
    ],
  },
  causes: [
    {
      says: 'More people and programs use Procore at this moment than it has room for.',
      tellApart:
        'It is a busy hour, calls of every kind and other companies are turned away too, and the answer carries Retry-After.',
      from: [seed503('2. High Server Load'), fact('5', 'documented')],
    },
    {
      says: 'Your own organisation sends so much that Procore holds it back.',
      tellApart:
        'It began with a burst of your own, and ends when you slow down. A spent quota would be 429, with X-Rate-Limit-Remaining at 0.',
      from: [seed503('4. Temporary API Throttling'), fact('5', 'documented')],
    },
    {
      says: 'An incident has taken away part of the servers.',
      tellApart: 'It lasts longer than half an hour, and the status page shows an incident.',
      from: [seed503('How Long Does a Procore Error 503 Last?')],
    },
  ],
  remedies: {
    user: {
      says: 'Wait one to two minutes and try again. If it goes on, look at status.procore.com.',
      from: [
        seed503('Step 1: Refresh the Page'),
        seed503('Step 2: Check the Official Status Page'),
      ],
    },
    integration: {
      says: 'Send nothing until the time in Retry-After is over; without that header, wait longer after each try, with a random part. Then try one request, and come back slowly. Spread your calls, and move bulk work out of the busy hours.',
      from: [
        fact('5', 'documented'),
        seedApi('Server errors (5xx)'),
        seed503('Preventing Recurring 503 Errors'),
      ],
    },
    companyAdmin: {
      says: 'Look at status.procore.com, move bulk uploads and imports out of the busy hours, watch the status page before large deadlines, and keep exports of the reports that you cannot do without.',
      from: [seed503('Preventing Recurring 503 Errors')],
    },
  },
  duration: {
    typicalMs: { min: 5 * MINUTE_MS, max: 30 * MINUTE_MS },
    says: '5 to 30 minutes in a spike of traffic; 1 to 2 hours when there is an incident behind it.',
    from: [seed503('How Long Does a Procore Error 503 Last?')],
  },
  escalation: {
    afterMs: UNAVAILABLE_ESCALATE_AFTER_MS,
    when: UNAVAILABLE_ESCALATE_WHEN,
    to: 'apisupport@procore.com',
    evidence: API_EVIDENCE,
    from: [
      seed503('When to Contact Procore Support'),
      seedApi('Best practices for error handling'),
    ],
  },
  from: [
    fact('5', 'documented'),
    fact('6.3', 'documented'),
    seed503('What Causes Procore Error 503?'),
  ],
})
