/** What a delivery tells, in whichever of its three versions. Source: fact sheet section 10, "Payloads". */

export interface WebhookEvent {
  /** The same in every delivery of this event, and in no other event: its ULID where it has one. */
  readonly key: string
  /** `v2.0`, `v3.0` or `v4.0`. */
  readonly version: string
  /** `create`, `update`, `delete`; v4.0 may have further reasons. In lower case. */
  readonly reason: string
  /** `RFIs`, `Company Vendors` … as Procore names them. */
  readonly resource: string
  readonly resourceId: string
  readonly companyId: string | null
  /** Null for an event of the company. */
  readonly projectId: string | null
  /** Who made the change. */
  readonly userId: string | null
  /** Wall time of the change, milliseconds since the epoch; null when it is not said. */
  readonly atMs: number | null
  /** Of the app and the user that caused it; null when it is not said, as in v4.0. */
  readonly sourceApplicationId: string | null
  readonly sourceUserId: string | null
}

/** Fact: 26 characters, of Crockford's alphabet in either case. */
const ULID = /^[0-9a-z]{26}$/i

type Fields = Readonly<Record<string, unknown>>

/** @param payload the parsed JSON of a delivery. Null when it is none. */
export function readWebhookEvent(payload: unknown): WebhookEvent | null {
  if (!isFields(payload)) return null
  const isV4 = 'resource_type' in payload
  const resource = textOf(payload[isV4 ? 'resource_type' : 'resource_name'])
  const reason = textOf(payload[isV4 ? 'reason' : 'event_type'])
  const resourceId = textOf(payload['resource_id'])
  const companyId = textOf(payload['company_id'])
  const key = keyOf(payload, companyId)
  if (resource === null || reason === null || resourceId === null || key === null) return null
  const atMs = Date.parse(textOf(payload['timestamp']) ?? '')
  const source = isFields(payload['metadata']) ? payload['metadata'] : {}
  return {
    key,
    version: isV4 ? 'v4.0' : (textOf(payload['api_version']) ?? 'v2.0'),
    reason: reason.toLowerCase(),
    ...{ resource, resourceId, companyId },
    projectId: textOf(payload['project_id']),
    userId: textOf(payload['user_id']),
    atMs: Number.isNaN(atMs) ? null : atMs,
    sourceApplicationId: textOf(source['source_application_id']),
    sourceUserId: textOf(source['source_user_id']),
  }
}

function keyOf(payload: Fields, companyId: string | null): string | null {
  for (const each of [payload['ulid'], payload['id']]) {
    if (typeof each === 'string' && ULID.test(each)) return each.toUpperCase()
  }
  const id = textOf(payload['id'])
  // Whether numbers are counted anew in another region is not documented: the company keeps them apart.
  return id === null ? null : `${companyId ?? ''}/${id}`
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
