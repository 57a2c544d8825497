/** What is sent of an event, in the three versions. Source: fact sheet section 10, "Payloads". */
import type { PayloadVersion } from './hook.ts'
import type { WebhookEvent } from './webhook-event.ts'

export function payloadOf(event: WebhookEvent, version: PayloadVersion): object {
  return version === 'v4.0' ? simplified(event) : legacy(event, version)
}

/** With microseconds, as the samples have them. */
export function showMicroseconds(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z')
}

function legacy(event: WebhookEvent, version: 'v2.0' | 'v3.0'): object {
  const { eventId, ulid, atMs, userId, companyId, projectId, clientId } = event
  const { eventType, resourceName, resourceId, related } = event
  return {
    id: eventId,
    ulid,
    timestamp: showMicroseconds(atMs),
    metadata: {
      source_user_id: userId,
      source_project_id: projectId,
      // A token that the client may send with its call; the change feed does not carry one.
      source_operation_id: null,
      source_company_id: companyId,
      source_application_id: clientId,
    },
    user_id: userId,
    company_id: companyId,
    // Events of a company carry none.
    ...(projectId === null ? {} : { project_id: projectId }),
    api_version: version,
    event_type: eventType,
    resource_name: resourceName,
    resource_id: resourceId,
    ...(version === 'v3.0' ? { related_resources: related } : {}),
  }
}

/** All ids are texts, and `event_type` is called `reason`. */
function simplified(event: WebhookEvent): object {
  const { ulid, atMs, eventType, companyId, projectId, userId } = event
  return {
    id: ulid,
    timestamp: showMicroseconds(atMs),
    reason: eventType,
    company_id: String(companyId),
    ...(projectId === null ? {} : { project_id: String(projectId) }),
    user_id: userId === null ? null : String(userId),
    resource_type: event.resourceName,
    resource_id: String(event.resourceId),
  }
}
