/** Making one trigger of what a caller wrote, alone or as one of many. */
import { messageOf } from '../../engine/messages.ts'
import type { FieldErrors } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { type Hook, readEventType, type Trigger } from '../../webhooks/hook.ts'
import { TRIGGERS_MAX } from '../../webhooks/hook-store.ts'
import { type WebhookResource, webhookResources } from '../../webhooks/webhook-resources.ts'

/** Runs in the caller's transaction; a refusal has changed nothing. */
export function makeTrigger(work: Work, hook: Hook, input: unknown): Trigger | Refusal {
  const given = typeof input === 'object' && input !== null ? input : {}
  const { resource_name: name, event_type: type } = given as Readonly<Record<string, unknown>>
  const missing: FieldErrors = {}
  if (isBlank(name)) missing['resource_name'] = [messageOf('missing-field')]
  if (isBlank(type)) missing['event_type'] = [messageOf('missing-field')]
  if (Object.keys(missing).length > 0) return { failure: 'missing-field', fields: missing }
  const resource = resourcesFor(work, hook).find((each) => each.name === name)
  if (!resource) return refused('resource_name', `no resource ${name} for this hook`)
  const eventType = readEventType(type)
  if (eventType === null) return refused('event_type', 'no such event')
  if (resource.except.includes(eventType)) {
    return refused('event_type', `${resource.name} has no ${eventType} events`)
  }
  const { hooks } = work.webhooks
  if (hooks.hasTrigger(hook.id, resource.name, eventType)) {
    return { failure: 'duplicate-record', because: 'the hook has this trigger already' }
  }
  if (hooks.triggerCount(hook.id) >= TRIGGERS_MAX) {
    return { failure: 'business-rule', because: `the hook has ${TRIGGERS_MAX} triggers already` }
  }
  const { userId } = work
  return hooks.createTrigger({ hookId: hook.id, resourceName: resource.name, eventType, userId })
}

function resourcesFor(work: Work, { projectId }: Hook): readonly WebhookResource[] {
  const { resources, nowMs, platform } = work
  if (projectId !== null) return webhookResources('project', resources, nowMs)
  const ofCompany = webhookResources('company', resources, nowMs)
  if (platform.assumptions.get('webhook-company-hooks') === 'company-resources') return ofCompany
  return [...ofCompany, ...webhookResources('project', resources, nowMs)]
}

function isBlank(given: unknown): boolean {
  return given === undefined || given === null || given === ''
}

function refused(field: string, because: string): Refusal {
  return { failure: 'invalid-value', fields: { [field]: [messageOf('invalid-value')] }, because }
}
