import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours } from '../sources.ts'

export const webhookDeliveryFailing: FailureMode = {
  id: 'webhook-delivery-failing',
  title: 'Procore cannot deliver its notices to your receiver.',
  summary: {
    says: 'Your receiver did not answer 2xx within five seconds, so Procore has paused the queue of this hook and tries again at growing intervals. After twelve hours of that it throws the waiting events away.',
    from: [fact('10', 'documented')],
  },
  surface: 'webhook',
  status: null,
  party: 'integration',
  // A receiver that answers too late has often done the work: the delivery failed, the effect did not.
  applied: 'unknown',
  recovery: 'none',
  signatures: [
    {
      surface: 'webhook',
      text: /"outcome"\s{0,9}:\s{0,9}"(?:failed|retried|failing)"/i,
      from: [fact('10', 'documented')],
    },
    {
      surface: 'webhook',
      text: /"response_error"\s{0,9}:\s{0,9}"[^"]/i,
      from: [fact('10', 'documented'), ours('an error of transport stands where no answer came')],
    },
  ],
  wire: null,
  ...PENDING,
  from: [fact('10', 'documented')],
}
