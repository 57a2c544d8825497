import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact } from '../sources.ts'

export const webhookDiscarded: FailureMode = {
  id: 'webhook-discarded',
  title: 'Procore gave up delivering notices and threw them away.',
  summary: {
    says: 'Deliveries to your receiver failed for twelve hours, so Procore emptied the queue. The events in it will not be sent again; what they told of has still happened in Procore.',
    from: [fact('10', 'documented')],
  },
  surface: 'webhook',
  status: null,
  party: 'integration',
  applied: 'no',
  recovery: 'reconcile',
  signatures: [
    {
      surface: 'webhook',
      text: /"outcome"\s{0,9}:\s{0,9}"discarded"/i,
      from: [fact('10', 'documented')],
    },
  ],
  wire: null,
  ...PENDING,
  from: [fact('10', 'documented')],
}
