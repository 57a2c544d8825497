import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours } from '../sources.ts'

export const webhookDuplicate: FailureMode = {
  id: 'webhook-duplicate',
  title: 'Procore delivered the same notice more than once.',
  summary: {
    says: 'Two deliveries carry the same event id. Procore repeats a delivery whenever it is not sure that the first was received, so this is expected; handling both would do the work twice.',
    from: [fact('10', 'documented')],
  },
  surface: 'webhook',
  status: null,
  party: 'integration',
  applied: 'yes',
  recovery: 'none',
  signatures: [
    {
      surface: 'webhook',
      // The same id under the same key: one delivery record may name its event twice, under two keys.
      text: /"(event_id|ulid|id)"\s{0,9}:\s{0,9}"([0-9a-z]{26})"[\s\S]{0,4000}?"\1"\s{0,9}:\s{0,9}"\2"/i,
      from: [fact('10', 'documented'), ours('the id of an event is a ULID and never used twice')],
    },
  ],
  wire: null,
  ...PENDING,
  from: [fact('10', 'documented')],
}
