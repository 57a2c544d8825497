/** An incident of the status page, and what becomes of it when somebody posts an update. */
import type { FailureId } from '@underpin/failures'
import { type Affected, STATUS_OF_IMPACT } from './component-status.ts'

/** Updates of one incident kept: the first one and the newest. A guess. */
const UPDATES_MAX = 100

export const INCIDENT_STATUSES = [
  'investigating',
  'identified',
  'monitoring',
  'resolved',
  'postmortem',
] as const
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number]

export const IMPACTS = ['none', 'minor', 'major', 'critical'] as const
export type Impact = (typeof IMPACTS)[number]

/** One post, of an incident or of a maintenance. */
export interface StatusUpdate<S extends string> {
  readonly id: string
  readonly status: S
  readonly body: string
  /** When it was posted. */
  readonly atMs: number
  /** Since when the components are as it says: not after `atMs`, as a page learns late. */
  readonly fromMs: number
  /** Every component that it speaks of, with the state from then on. */
  readonly affected: readonly Affected[]
}

export type IncidentUpdate = StatusUpdate<IncidentStatus>

/** What made an incident appear by itself. */
export interface IncidentCause {
  readonly failure: FailureId
  /** Since when the fault, or several in a row, were on. */
  readonly sinceMs: number
}

export interface Incident {
  readonly id: string
  readonly name: string
  readonly status: IncidentStatus
  readonly impact: Impact
  /** Names of components. */
  readonly components: readonly string[]
  /** When it began: not after `createdAtMs`. */
  readonly startedAtMs: number
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly monitoringAtMs: number | null
  readonly resolvedAtMs: number | null
  /** Newest first. */
  readonly updates: readonly IncidentUpdate[]
  /** Null for one that somebody wrote. */
  readonly cause: IncidentCause | null
}

/** What a post may say beyond its words; without it the impact decides. */
interface Told {
  readonly body?: string
  readonly affected?: readonly Affected[]
  readonly fromMs?: number
}

export type IncidentOrder = Pick<Incident, 'name' | 'status' | 'impact' | 'components'> &
  Told & { readonly cause?: IncidentCause }

export type IncidentChange = Partial<
  Pick<Incident, 'name' | 'status' | 'impact' | 'components' | 'cause'>
> &
  Told

export function openedIncident(order: IncidentOrder, atMs: number, id: () => string): Incident {
  const { name, status, impact, components, body = '', fromMs = atMs, cause = null } = order
  const affected = order.affected ?? affectedBy(status, impact, components)
  return {
    ...{ id: id(), name, status, impact, components, cause },
    ...{ startedAtMs: fromMs, createdAtMs: atMs, ...marksOf(status, atMs, null) },
    updates: [{ id: id(), status, body, atMs, fromMs, affected }],
  }
}

export function updatedIncident(
  before: Incident,
  { body = '', affected, fromMs, ...change }: IncidentChange,
  atMs: number,
  id: () => string,
): Incident {
  const after = { ...before, ...change }
  const { status } = after
  const update: IncidentUpdate = {
    ...{ id: id(), status, body, atMs, fromMs: fromMs ?? atMs },
    affected: affected ?? affectedAfter(before, after, change),
  }
  const { updates } = before
  const kept = [...updates.slice(0, UPDATES_MAX - 2), ...updates.slice(-1)]
  return {
    ...after,
    ...marksOf(status, atMs, before),
    updates: [update, ...(updates.length < UPDATES_MAX ? updates : kept)],
  }
}

export function isOver(status: IncidentStatus): boolean {
  return status === 'resolved' || status === 'postmortem'
}

function marksOf(status: IncidentStatus, atMs: number, before: Incident | null) {
  const resolvedAtMs = isOver(status) ? (before?.resolvedAtMs ?? atMs) : null
  const monitoringAtMs = status === 'monitoring' ? atMs : (before?.monitoringAtMs ?? null)
  return { updatedAtMs: atMs, resolvedAtMs, monitoringAtMs }
}

function affectedBy(status: IncidentStatus, impact: Impact, names: readonly string[]): Affected[] {
  const shown = isOver(status) ? 'operational' : STATUS_OF_IMPACT[impact]
  return names.map((name) => ({ name, status: shown }))
}

/** A post that changes neither impact nor components leaves them as they are, unless it is the last. */
function affectedAfter(
  before: Incident,
  after: Incident,
  change: IncidentChange,
): readonly Affected[] {
  const isSame = change.impact === undefined && change.components === undefined
  const last = before.updates[0]
  if (last && isSame && isOver(before.status) === isOver(after.status)) return last.affected
  const left = before.components.filter((name) => !after.components.includes(name))
  return [
    ...affectedBy(after.status, after.impact, after.components),
    ...left.map((name): Affected => ({ name, status: 'operational' })),
  ]
}
