/** Webhooks: what goes wrong between Procore and the receiver that it notifies. */
import type { FailureMode, KnownMode } from '../failure-mode.ts'
import {
  webhookDeliveryFailing,
  webhookDeliveryFailingKnown,
} from './webhook/webhook-delivery-failing.ts'
import { webhookDiscarded, webhookDiscardedKnown } from './webhook/webhook-discarded.ts'
import { webhookDuplicate, webhookDuplicateKnown } from './webhook/webhook-duplicate.ts'

export const webhookKnown: readonly KnownMode[] = [
  webhookDeliveryFailingKnown,
  webhookDiscardedKnown,
  webhookDuplicateKnown,
]

export const webhookModes: readonly FailureMode[] = [
  webhookDeliveryFailing,
  webhookDiscarded,
  webhookDuplicate,
]
