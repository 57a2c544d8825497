/** The screen "This website is under heavy load." */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedWeb } from '../sources.ts'
import { PERSON_EVIDENCE } from '../support-evidence.ts'
import { MINUTE_MS, SECOND_MS } from '../time-units.ts'
import { told } from '../told.ts'
import { UNAVAILABLE_ESCALATE_WHEN } from '../unavailable-escalation.ts'
import { UNEXPECTED_OR_UNAVAILABLE } from '../unexpected-or-unavailable.ts'

export const heavyLoadPageKnown: KnownMode = {
  id: 'heavy-load-page',
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
      statuses: [200, 429, 500, 502, 503],
      text: /website is under heavy load/i,
      from: [seedWeb('Website Under Heavy Load'), fact('12', 'documented')],
    },
  ],
}

export const heavyLoadPage: FailureMode = /* @__PURE__ */ told(heavyLoadPageKnown, {
  title: 'Procore is very busy: wait a few seconds and try again.',
  summary: {
    says: 'Procore had no room for this click at that moment. Nothing is wrong with you, your computer or the page.',
    from: [seedWeb('Website Under Heavy Load')],
  },
  contrast: UNEXPECTED_OR_UNAVAILABLE,
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
  causes: [
    {
      says: 'Procore has more to do at this moment than it has room for.',
      tellApart: 'After five to ten seconds the same click works.',
      from: [seedWeb('Website Under Heavy Load'), seed503('2. High Server Load')],
    },
    {
      says: 'An incident is beginning.',
      tellApart: 'It comes with every click for several minutes. Look at the status page.',
      from: [seed503('How Long Does a Procore Error 503 Last?')],
    },
    {
      says: 'Your own company sends a great deal at this moment.',
      tellApart:
        'A bulk upload or a connected program of yours is running; it stops when that does.',
      from: [seed503('4. Temporary API Throttling'), seed503('Preventing Recurring 503 Errors')],
    },
  ],
  remedies: {
    user: {
      says: 'Wait five to ten seconds, then refresh the page or click again. Once: clicking faster does not help.',
      from: [seedWeb('Website Under Heavy Load')],
    },
    integration: {
      says: 'Slow down: spread your calls, and keep bulk work out of the busy hours.',
      from: [seed503('Preventing Recurring 503 Errors')],
    },
    companyAdmin: {
      says: 'Look at status.procore.com if it goes on, and move bulk uploads out of the busy hours.',
      from: [
        seed503('Step 2: Check the Official Status Page'),
        seed503('Preventing Recurring 503 Errors'),
      ],
    },
  },
  duration: {
    typicalMs: { min: 5 * SECOND_MS, max: 10 * SECOND_MS },
    says: 'Five to ten seconds.',
    from: [seedWeb('Website Under Heavy Load'), fact('12', 'documented')],
  },
  escalation: {
    afterMs: 30 * MINUTE_MS,
    when: UNAVAILABLE_ESCALATE_WHEN,
    to: 'procore-support',
    evidence: PERSON_EVIDENCE,
    from: [
      seed503('When to Contact Procore Support for Procore Error 503'),
      ours('half an hour of what should take ten seconds'),
    ],
  },
  from: [
    seedWeb('Website Under Heavy Load'),
    fact('12', 'documented'),
    ours('to click again is the documented advice, so nothing was done'),
  ],
})
