/** What is seen of webhooks: lists of deliveries, and what a receiver got. */
import type { Row } from './labelled-case.ts'

const delivery = (outcome: string, more: object = {}) => ({
  event_id: '01JD7Q4W9X2K3M5N6P7R8S9T0V',
  outcome,
  started_at: '2026-11-20T16:00:00Z',
  ...more,
})
const event = (ulid: string) => ({ id: 5, ulid, event_type: 'create', resource_name: 'RFIs' })

export const WEBHOOK_TEXTS: readonly Row[] = [
  [
    'webhook-delivery-failing',
    JSON.stringify([delivery('failed', { response_status: 500, response_body: 'boom' })]),
    '10: outcome failed',
  ],
  [
    'webhook-delivery-failing',
    JSON.stringify([
      delivery('retried', { response_status: null, response_error: 'execution expired' }),
    ]),
    '10: outcome retried',
  ],
  ['webhook-discarded', JSON.stringify([delivery('discarded')]), '10: outcome discarded'],
  [
    'webhook-discarded',
    JSON.stringify({ data: [delivery('discarded', { response_status: 503 }), delivery('ok')] }),
    '10: v2 wraps in data',
  ],
  [
    'webhook-duplicate',
    JSON.stringify([event('01JD7Q4W9X2K3M5N6P7R8S9T0V'), event('01JD7Q4W9X2K3M5N6P7R8S9T0V')]),
    '10: duplicates possible',
  ],
  ['webhook-delivery-failing', 'our webhook deliveries are failing', '10'],
  ['webhook-discarded', 'webhook events were discarded', '10: after 12 h'],
  ['webhook-duplicate', 'we got the same webhook event twice', '10: duplicates possible'],
]
