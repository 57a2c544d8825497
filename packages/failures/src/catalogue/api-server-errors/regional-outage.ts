/** 503 from the edge, with no word about how long. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedApi } from '../sources.ts'
import { API_EVIDENCE } from '../support-evidence.ts'
import { HOUR_MS } from '../time-units.ts'
import { told } from '../told.ts'
import {
  UNAVAILABLE_ESCALATE_AFTER_MS,
  UNAVAILABLE_ESCALATE_WHEN,
} from '../unavailable-escalation.ts'
import { UNEXPECTED_OR_UNAVAILABLE } from '../unexpected-or-unavailable.ts'

export const regionalOutageKnown: KnownMode = {
  id: 'regional-outage',
  surface: 'api',
  status: 503,
  party: 'procore',
  applied: 'unknown',
  recovery: 'hold-until-recovered',
  signatures: [
    {
      surface: 'api',
      statuses: [503],
      shape: ['E9'],
      text: /service (?:is )?(?:temporarily )?unavailable|no healthy upstream|upstream connect error|no server is available|\bregion\b/i,
      from: [
        seed503('3. Regional Cloud Outage'),
        fact('6.1', 'assumed'),
        ours('a page from the edge, not an answer of the API'),
      ],
    },
  ],
}

export const regionalOutage: FailureMode = /* @__PURE__ */ told(regionalOutageKnown, {
  title: 'Procore is unavailable in your region.',
  summary: {
    says: 'A data centre or network that Procore stands on is in trouble, and the edge answers that the service is unavailable without saying for how long. Companies in other regions may see nothing of it.',
    from: [seed503('3. Regional Cloud Outage'), seed503('5. Network Routing Issues')],
  },
  contrast: UNEXPECTED_OR_UNAVAILABLE,
  wire: {
    status: 503,
    shape: 'E9',
    text: '503 Service Temporarily Unavailable',
    from: [
      fact('6.1', 'assumed'),
      ours('the usual page of an edge with nothing behind it; no Retry-After, as it knows no end'),
    ],
  },
  causes: [
    {
      says: 'The cloud provider under Procore has trouble in one of its regions.',
      tellApart:
        'Companies that live in another region work, and the status page of Procore or of the cloud provider names the region.',
      from: [seed503('3. Regional Cloud Outage')],
    },
    {
      says: 'A network between you and Procore is disturbed.',
      tellApart: 'From another network, a phone for instance, the same call works.',
      from: [seed503('5. Network Routing Issues'), seed503('Step 5: Switch Networks')],
    },
    {
      says: 'Every server behind the edge is down or being replaced.',
      tellApart: 'All regions and all networks get it, and it is over within minutes.',
      from: [ours('an edge with nothing behind it answers alike, whatever the reason')],
    },
    {
      says: 'It is heavy load or maintenance, and the answer merely does not say so.',
      tellApart:
        'The status page lists a maintenance, or the calls are turned away now and then rather than all of them.',
      from: [seed503('What Causes Procore Error 503?')],
    },
  ],
  remedies: {
    user: {
      says: 'Look at status.procore.com, and try from another network. If it fails there too, wait.',
      from: [seed503('Step 2: Check the Official Status Page'), seed503('Step 5: Switch Networks')],
    },
    integration: {
      says: 'Stop sending, and try one cheap read at growing intervals until it works; then come back slowly. Before you repeat a write that got this answer, read whether it was applied.',
      from: [seedApi('Server errors (5xx)'), fact('6.3', 'documented')],
    },
    companyAdmin: {
      says: 'Follow the incident on status.procore.com, tell your people to work from their exports, and ask a colleague in another region or network whether it works there.',
      from: [
        seed503('Step 2: Check the Official Status Page'),
        seed503('Preventing Recurring 503 Errors'),
      ],
    },
  },
  duration: {
    typicalMs: { min: HOUR_MS, max: 8 * HOUR_MS },
    says: '1 to 2 hours for an incident of the infrastructure, and longer when a cloud provider loses a region.',
    from: [
      seed503('How Long Does a Procore Error 503 Last?'),
      ours('"longer" has no number in it: eight hours is a guess'),
    ],
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
    seed503('3. Regional Cloud Outage'),
    fact('12', 'documented'),
    ours('no server said that it turned the request away, so applied stays unknown'),
  ],
})
