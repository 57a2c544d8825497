/** A maintenance of the whole platform: announced, in force for its window, over. */
import type { Affected, ComponentStatus } from './component-status.ts'
import { PLATFORM_COMPONENTS } from './components.ts'
import type { StatusUpdate } from './incident.ts'

export type MaintenanceStatus = 'scheduled' | 'in_progress' | 'completed'

export interface MaintenanceWindow {
  readonly id: string
  readonly title: string
  readonly status: MaintenanceStatus
  readonly createdAtMs: number
  /** Since when this window is public: later than `createdAtMs` when it was moved or made longer. */
  readonly announcedAtMs: number
  readonly updatedAtMs: number
  readonly startMs: number
  readonly endMs: number
  /** Newest first. */
  readonly updates: readonly StatusUpdate<MaintenanceStatus>[]
}

export type MaintenanceOrder = Pick<MaintenanceWindow, 'title' | 'startMs' | 'endMs'>

/** Posts of one maintenance kept. A guess: a change or two, its start and its end. */
const UPDATES_MAX = 100

const SHOWN: Readonly<Record<MaintenanceStatus, ComponentStatus>> = {
  scheduled: 'operational',
  in_progress: 'under_maintenance',
  completed: 'operational',
}

const BODIES: Readonly<Record<MaintenanceStatus, string>> = {
  scheduled: 'The whole platform will not be available in this window.',
  in_progress: 'The maintenance has begun. The whole platform is not available.',
  completed: 'The maintenance is over. The platform is available again.',
}

const CHANGED_BODY =
  'The plan has changed: the whole platform will not be available in this window.'

const CANCELLED_BODY = 'The maintenance is cancelled. The platform stays available.'

export function plannedMaintenance(
  { title, startMs, endMs }: MaintenanceOrder,
  atMs: number,
  id: () => string,
): MaintenanceWindow {
  const planned: MaintenanceWindow = {
    ...{ id: id(), title, status: 'scheduled', createdAtMs: atMs, announcedAtMs: atMs },
    ...{ updatedAtMs: atMs, startMs, endMs, updates: [] },
  }
  return posted(planned, BODIES.scheduled, atMs, id)
}

/** A window that is only made smaller was announced with the larger one. */
export function changedMaintenance(
  before: MaintenanceWindow,
  change: Partial<MaintenanceOrder>,
  atMs: number,
  id: () => string,
): MaintenanceWindow {
  const after = { ...before, ...change }
  const isWithin = after.startMs >= before.startMs && after.endMs <= before.endMs
  const announcedAtMs = isWithin ? before.announcedAtMs : atMs
  return posted({ ...after, announcedAtMs }, CHANGED_BODY, atMs, id)
}

/** Over at once: of a window that has not begun nothing is left, of one that is open what was used. */
export function cancelledMaintenance(
  before: MaintenanceWindow,
  atMs: number,
  id: () => string,
): MaintenanceWindow {
  const endMs = Math.max(before.startMs, Math.min(before.endMs, atMs))
  const hasBegun = atMs > before.startMs
  const after = {
    ...before,
    status: 'completed',
    endMs: hasBegun ? endMs : before.startMs,
  } as const
  return posted(after, CANCELLED_BODY, atMs, id)
}

/** The next thing that becomes of it by itself; null when it is over. */
export function nextTurn({ status, startMs, endMs }: MaintenanceWindow) {
  if (status === 'scheduled') return { atMs: startMs, status: 'in_progress' } as const
  return status === 'in_progress' ? ({ atMs: endMs, status: 'completed' } as const) : null
}

export function turnedMaintenance(
  before: MaintenanceWindow,
  { status, atMs }: { readonly status: MaintenanceStatus; readonly atMs: number },
  id: () => string,
): MaintenanceWindow {
  return posted({ ...before, status }, BODIES[status], atMs, id)
}

function posted(each: MaintenanceWindow, body: string, atMs: number, id: () => string) {
  const { status } = each
  const affected = PLATFORM_COMPONENTS.map((name): Affected => ({ name, status: SHOWN[status] }))
  const update = { id: id(), status, body, atMs, fromMs: atMs, affected }
  const updates = [update, ...each.updates].slice(0, UPDATES_MAX)
  return { ...each, updatedAtMs: atMs, updates }
}
