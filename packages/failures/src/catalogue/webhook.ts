/** Webhooks: what goes wrong between Procore and the receiver that it notifies. */
import type { FailureMode } from '../failure-mode.ts'
import { webhookDeliveryFailing } from './webhook/webhook-delivery-failing.ts'
import { webhookDiscarded } from './webhook/webhook-discarded.ts'
import { webhookDuplicate } from './webhook/webhook-duplicate.ts'

export const webhookModes: readonly FailureMode[] = [
  webhookDeliveryFailing,
  webhookDiscarded,
  webhookDuplicate,
]
