/** Deliveries fail and are still being repeated. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { HOUR_MS, SECOND_MS } from '../time-units.ts'
import { told } from '../told.ts'

/**
 * By try in v1.0 (`outcome`), by event in v2.0 (`status`). Where something was thrown away as well, that
 * is the graver news: then it is `webhook-discarded`.
 */
const FAILING =
  /^(?![\s\S]*"(?:outcome|status)"\s{0,9}:\s{0,9}"discarded")[\s\S]*?"(?:outcome|status)"\s{0,9}:\s{0,9}"(?:failed|retried|failing|retrying)"/i

export const webhookDeliveryFailingKnown: KnownMode = {
  id: 'webhook-delivery-failing',
  surface: 'webhook',
  status: null,
  party: 'integration',
  // A receiver that answers too late has often done the work: the delivery failed, the effect did not.
  applied: 'unknown',
  recovery: 'none',
  signatures: [
    { surface: 'webhook', text: FAILING, from: [fact('10', 'documented')] },
    // The list of deliveries is itself answered 200, whatever is in it.
    { surface: 'webhook', statuses: [200], text: FAILING, from: [fact('10', 'documented')] },
    {
      surface: 'webhook',
      text: /"response_error"\s{0,9}:\s{0,9}"[^"]/i,
      from: [fact('10', 'documented'), ours('an error of transport stands where no answer came')],
    },
    {
      surface: 'webhook',
      text: /webhooks?\b.{0,60}\b(?:fail|retr(?:y|ied)|not (?:been )?(?:arriv|deliver|com|receiv)|n[o'’]t (?:been )?(?:arriv|deliver|com|receiv)|stopped)/i,
      from: [fact('10', 'documented'), ours('words for it')],
    },
  ],
}

export const webhookDeliveryFailing: FailureMode = /* @__PURE__ */ told(
  webhookDeliveryFailingKnown,
  {
    title: 'Procore cannot deliver its notices to your receiver.',
    summary: {
      says: 'Your receiver did not answer 2xx within five seconds, so Procore has paused the queue of this hook and tries again at growing intervals. After twelve hours of that it throws the waiting events away.',
      from: [fact('10', 'documented')],
    },
    wire: null,
    causes: [
      {
        says: 'The receiver takes longer than five seconds to answer.',
        tellApart:
          'The record shows a timeout and no response status, while the log of the receiver shows the work done.',
        from: [fact('10', 'documented')],
      },
      {
        says: 'The receiver answers with something other than 2xx.',
        tellApart:
          'The record shows `response_status`: 401 or 403 for a destination header that has changed, 404 for a moved address, 5xx for a fault of the receiver. A redirect does not count as delivered either.',
        from: [fact('10', 'documented')],
      },
      {
        says: 'The receiver cannot be reached: it is down, its name does not resolve, a firewall shuts Procore out, or its certificate has expired.',
        tellApart:
          'The record shows `response_error` and no status, and the log of the receiver shows no request. Call the address from outside your own network.',
        from: [fact('10', 'documented'), ours('the ways a connection fails')],
      },
      {
        says: 'Procore itself has trouble delivering.',
        tellApart: 'The status page shows its component Webhooks as disturbed.',
        from: [fact('12', 'wild')],
      },
    ],
    remedies: {
      user: {
        says: 'Tell whoever looks after the connected program that news from Procore does not reach it.',
        from: [ours('people see the connected program, and not the deliveries')],
      },
      integration: {
        says: 'Answer 2xx at once and do the work afterwards. Read the deliveries of the hook for the status or error, mend that, and do so within twelve hours: then the waiting events still arrive. Procore repeats by itself.',
        from: [fact('10', 'documented')],
      },
      companyAdmin: {
        says: 'Tell whoever runs the integration, and let Procore through the firewall to the address at which they receive its notices.',
        from: [ours('who can change it')],
      },
    },
    duration: {
      typicalMs: { min: SECOND_MS, max: 12 * HOUR_MS },
      says: 'Until the receiver answers again; tries are one second to one hour apart, and after twelve hours the events are discarded.',
      from: [fact('10', 'documented')],
    },
    escalation: {
      afterMs: HOUR_MS,
      when: [
        {
          says: 'The receiver answers calls from outside within five seconds, yet no delivery arrives.',
          from: [ours('then the receiver is ruled out')],
        },
        {
          says: 'The hook was disabled, and enabling it has no effect.',
          from: [fact('10', 'documented')],
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
  },
)
