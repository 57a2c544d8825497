/** Deliveries failed for so long that Procore threw them away. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { HOUR_MS } from '../time-units.ts'
import { told } from '../told.ts'

/** By try in v1.0 (`outcome`), by event in v2.0 (`status`). */
const DISCARDED = /"(?:outcome|status)"\s{0,9}:\s{0,9}"discarded"/i

export const webhookDiscardedKnown: KnownMode = {
  id: 'webhook-discarded',
  surface: 'webhook',
  status: null,
  party: 'integration',
  applied: 'no',
  recovery: 'reconcile',
  signatures: [
    { surface: 'webhook', text: DISCARDED, from: [fact('10', 'documented')] },
    // The list of deliveries is itself answered 200, whatever is in it.
    { surface: 'webhook', statuses: [200], text: DISCARDED, from: [fact('10', 'documented')] },
    {
      surface: 'webhook',
      text: /webhooks?\b.{0,60}\b(?:discarded|dropped|thrown away|given up|flushed)/i,
      from: [fact('10', 'documented'), ours('words for it')],
    },
  ],
}

export const webhookDiscarded: FailureMode = /* @__PURE__ */ told(webhookDiscardedKnown, {
  title: 'Procore gave up delivering notices and threw them away.',
  summary: {
    says: 'Deliveries to your receiver failed for twelve hours, so Procore emptied the queue. The events in it will not be sent again; what they told of has still happened in Procore.',
    from: [fact('10', 'documented')],
  },
  wire: null,
  causes: [
    {
      says: 'The receiver was down, or refused, for twelve hours.',
      tellApart: 'Failed records with growing gaps stand before the discarded ones.',
      from: [fact('10', 'documented')],
    },
    {
      says: 'One delivery that can never succeed held up the queue behind it.',
      tellApart:
        'The failed records all name the same event, and the receiver was up: it rejects that event each time.',
      from: [fact('10', 'documented'), ours('a failure pauses the whole queue')],
    },
    {
      says: 'Procore has switched the hook off after repeated failures.',
      tellApart: 'The hook reads `status: disabled`, and no record is newer than a certain time.',
      from: [fact('10', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Tell whoever looks after the connected program that changes are missing there, and since when.',
      from: [ours('people see the connected program, and not the deliveries')],
    },
    integration: {
      says: 'Mend the receiver, enable the hook if it is disabled, and read from the API everything that changed since the last good delivery: the events do not come again. Run such a reading at intervals in any case.',
      from: [fact('10', 'documented')],
    },
    companyAdmin: {
      says: 'Expect the connected system to lack changes from that time until the integration has caught up; tell whoever runs it.',
      from: [ours('what a person notices of it')],
    },
  },
  duration: {
    typicalMs: null,
    says: 'For good: discarded events do not come again.',
    from: [fact('10', 'documented')],
  },
  escalation: {
    afterMs: HOUR_MS,
    when: [
      {
        says: 'Events were discarded although deliveries had failed for less than twelve hours.',
        from: [ours('then the rule that is documented does not explain it')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      'Id of the hook, its namespace and the company or project it belongs to',
      'The delivery records: event id, outcome, times, response status and error',
      'Log of the receiver for the same time, without the destination headers',
      'Approximate time, with time zone',
    ],
    from: [seedApi('Best practices for error handling'), fact('10', 'documented')],
  },
  from: [fact('10', 'documented')],
})
