/** The API of webhooks: hooks, triggers, deliveries, and what can be subscribed to. */
import { webhookDeliveries } from './deliveries.ts'
import { webhookHooks } from './hooks.ts'
import { subscribableResources } from './subscribable-resources.ts'
import { webhookTriggers } from './triggers.ts'

export const WEBHOOKS = [webhookHooks, webhookTriggers, webhookDeliveries, subscribableResources]
