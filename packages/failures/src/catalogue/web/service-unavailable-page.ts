/** The 503 page that gives no reason. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedWeb } from '../sources.ts'
import { PERSON_EVIDENCE } from '../support-evidence.ts'
import { HOUR_MS, MINUTE_MS } from '../time-units.ts'
import { told } from '../told.ts'
import {
  UNAVAILABLE_ESCALATE_AFTER_MS,
  UNAVAILABLE_ESCALATE_WHEN,
} from '../unavailable-escalation.ts'
import { UNEXPECTED_OR_UNAVAILABLE } from '../unexpected-or-unavailable.ts'

export const serviceUnavailablePageKnown: KnownMode = {
  id: 'service-unavailable-page',
  surface: 'web',
  status: 503,
  party: 'procore',
  applied: 'unknown',
  recovery: 'hold-until-recovered',
  signatures: [
    {
      surface: 'web',
      statuses: [503],
      text: /service (?:is )?(?:temporarily )?unavailable|temporarily (?:down|unavailable|unable)/i,
      from: [seed503('What Is Procore Error 503?'), ours('the words of edges for 503')],
    },
    {
      surface: 'web',
      statuses: [502, 504],
      text: /bad gateway|gateway time-?out/i,
      from: [fact('6.1', 'assumed'), ours('to a person at a browser, the same thing')],
    },
  ],
  generalFor: [502, 503, 504],
}

export const serviceUnavailablePage: FailureMode = /* @__PURE__ */ told(
  serviceUnavailablePageKnown,
  {
    title: 'Procore cannot take requests at the moment.',
    summary: {
      says: 'The servers of Procore cannot answer for a while: too much traffic, a disturbance in the data centre or the network, or maintenance. It passes by itself in most cases. Unlike 500, it is not about this page: everything is closed.',
      from: [seed503('What Is Procore Error 503?'), seed503('What Causes Procore Error 503?')],
    },
    contrast: UNEXPECTED_OR_UNAVAILABLE,
    wire: {
      status: 503,
      shape: 'E9',
      text: '503 Service Unavailable',
      from: [seed503('What Is Procore Error 503?'), fact('12', 'documented')],
    },
    causes: [
      {
        says: 'Too many people use Procore at once.',
        tellApart: 'It is a busy hour, and it comes and goes from one refresh to the next.',
        from: [seed503('2. High Server Load')],
      },
      {
        says: 'Maintenance is under way.',
        tellApart: 'The web app had announced it, and the status page lists it.',
        from: [seed503('1. Scheduled Maintenance'), seedWeb('Scheduled Maintenance')],
      },
      {
        says: 'A data centre has trouble in your region.',
        tellApart: 'The status page reports an incident, or people in another region work.',
        from: [seed503('3. Regional Cloud Outage')],
      },
      {
        says: 'Your company makes so many calls through the API that Procore holds it back.',
        tellApart:
          'Only your company is affected, while a program or a bulk upload of yours is running.',
        from: [seed503('4. Temporary API Throttling')],
      },
      {
        says: 'A network between you and Procore is disturbed.',
        tellApart: 'It works from another network, a phone’s hotspot for instance.',
        from: [seed503('5. Network Routing Issues'), seed503('Step 5: Switch Networks')],
      },
      {
        says: 'The browser holds damaged session data.',
        tellApart: 'It works in a private window, or after clearing cache and cookies.',
        from: [
          seed503('Step 3: Clear Browser Cache and Cookies'),
          seed503('Step 4: Try an Incognito or Private Window'),
        ],
      },
      {
        says: 'Something is wrong with the account of your company or with your permissions.',
        tellApart:
          'Colleagues in other companies can work, and no outage is listed on the status page.',
        from: [seed503('Step 6: Contact Your Company Administrator')],
      },
    ],
    remedies: {
      user: {
        says: 'Wait one to two minutes and refresh. Then look at status.procore.com: if an incident is listed, wait for its end. If not, clear cache and cookies, close the browser and sign in again; try a private window; try another network. After that, ask your company’s administrator.',
        from: [
          seed503('Step 1: Refresh the Page'),
          seed503('Step 2: Check the Official Status Page'),
          seed503('Step 3: Clear Browser Cache and Cookies'),
          seed503('Step 4: Try an Incognito or Private Window'),
          seed503('Step 5: Switch Networks'),
          seed503('Step 6: Contact Your Company Administrator'),
        ],
      },
      integration: {
        says: 'Spread the calls of your programs, and stop bulk work until people can work again.',
        from: [seed503('Preventing Recurring 503 Errors')],
      },
      companyAdmin: {
        says: 'Find out who is affected: everybody, your company alone, or one person. If it is your company alone and the status page is clear, review its permissions and write to support. Keep exports of critical reports for days like this.',
        from: [
          seed503('Step 6: Contact Your Company Administrator'),
          seed503('When to Contact Procore Support'),
          seed503('Preventing Recurring 503 Errors'),
        ],
      },
    },
    duration: {
      typicalMs: { min: 5 * MINUTE_MS, max: 2 * HOUR_MS },
      says: '5 to 30 minutes in a spike of traffic, 1 to 2 hours in an incident, longer when a cloud provider loses a region.',
      from: [seed503('How Long Does a Procore Error 503 Last?')],
    },
    escalation: {
      afterMs: UNAVAILABLE_ESCALATE_AFTER_MS,
      when: UNAVAILABLE_ESCALATE_WHEN,
      to: 'procore-support',
      evidence: PERSON_EVIDENCE,
      from: [
        seed503('When to Contact Procore Support'),
        seed503('When to Contact Procore Support for Procore Error 503'),
      ],
    },
    from: [
      seed503('What Is Procore Error 503?'),
      fact('12', 'documented'),
      ours('what was sent just before may have been saved'),
    ],
  },
)
