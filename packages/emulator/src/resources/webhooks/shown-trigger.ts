/** A trigger as each version shows it. */
import type { Hook, Trigger } from '../../webhooks/hook.ts'

export function shownTrigger(trigger: Trigger, { companyId, projectId }: Hook, isV2: boolean) {
  const { id, hookId, resourceName, eventType, userId } = trigger
  const scope = { company_id: projectId === null ? companyId : null, project_id: projectId }
  const named = { id, webhook_hook_id: hookId, resource_name: resourceName }
  if (isV2) return { ...named, event_type: eventType, ...scope }
  const ofOne = { resource_id: null, event_type: eventType.toUpperCase() }
  return { ...named, ...ofOne, ...scope, user_id: userId }
}
