/** The faults that happen to deliveries and not to calls, and how one is found for a delivery. */
import type { FailureId } from '@underpin/failures'

export const WEBHOOK_FAILURES = [
  'webhook-delivery-failing',
  'webhook-discarded',
  'webhook-duplicate',
] as const satisfies readonly FailureId[]
export type WebhookFailure = (typeof WEBHOOK_FAILURES)[number]

/**
 * What a fault does to the next delivery of a hook. `match` is of the notice: `method` is POST, `path` that of
 * the destination, `companyId` the hook's, `clientId` the app that made the hook.
 */
export interface WebhookFault {
  readonly failure: WebhookFailure
  /** For `webhook-delivery-failing`: the receiver gets the notice all the same. */
  readonly isApplied: boolean
}

export function isWebhookFailure(failure: FailureId): failure is WebhookFailure {
  return (WEBHOOK_FAILURES as readonly FailureId[]).includes(failure)
}
