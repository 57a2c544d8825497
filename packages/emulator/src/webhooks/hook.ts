/** What a hook and a trigger are: where notices go, and which changes they tell of. Source: fact sheet section 10. */

export const EVENT_TYPES = ['create', 'update', 'delete'] as const
export type EventType = (typeof EVENT_TYPES)[number]

export const PAYLOAD_VERSIONS = ['v2.0', 'v3.0', 'v4.0'] as const
export type PayloadVersion = (typeof PAYLOAD_VERSIONS)[number]

export type HookStatus = 'active' | 'disabled'

/** What a caller writes of a hook. */
export interface HookSettings {
  /** Lowercase letters, digits and dashes. */
  readonly namespace: string
  readonly destinationUrl: string
  /** Sent with every delivery. Secret: shown masked, and never in a log or the journal. */
  readonly destinationHeaders: Readonly<Record<string, string>>
  /** As it was written, `v2` for one: v1.0 shows it so. */
  readonly apiVersion: string
  readonly payloadVersion: PayloadVersion
  readonly status: HookStatus
}

export interface HookOwner {
  readonly companyId: number
  /** Null for a hook of the company. */
  readonly projectId: number | null
  readonly userId: number
  /** The app that made it. */
  readonly clientId: string | null
}

export interface Hook extends HookSettings, HookOwner {
  readonly id: number
  readonly createdMs: number
  readonly updatedMs: number
}

export interface Trigger {
  readonly id: number
  readonly hookId: number
  /** `RFIs`, `Company Users`. */
  readonly resourceName: string
  readonly eventType: EventType
  /** Who made it. */
  readonly userId: number
}

/** `v2`, `v2.0`, `V3`, …; null for a version that there is not. */
export function readPayloadVersion(given: unknown): PayloadVersion | null {
  if (typeof given !== 'string') return null
  const number = /^v?([234])(?:\.0)?$/i.exec(given)?.[1]
  return PAYLOAD_VERSIONS.find((version) => version === `v${number}.0`) ?? null
}

/** `create`, `CREATE`; null for a type that there is not. */
export function readEventType(given: unknown): EventType | null {
  if (typeof given !== 'string') return null
  const lower = given.toLowerCase()
  return EVENT_TYPES.find((type) => type === lower) ?? null
}
