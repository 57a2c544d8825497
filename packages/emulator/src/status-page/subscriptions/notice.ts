/**
 * What subscribers are to be told, worked out from what the status page shows: so nothing is lost when
 * the process ends between a post and its notices, and each has a name by which it is told once.
 */
import type { Incident } from '../incident.ts'
import { isOver } from '../incident.ts'
import type { MaintenanceWindow } from '../maintenance.ts'

/** So long before its start a maintenance is told of again. Fact sheet section 12: about 7 days. */
export const REMINDER_MS = 7 * 86_400_000

export type Notice =
  | {
      readonly kind: 'incident'
      readonly what: 'opened' | 'updated' | 'resolved'
      readonly key: string
      readonly atMs: number
      readonly body: string
      /** Names of the components that it concerns. */
      readonly names: readonly string[]
      readonly incident: Incident
    }
  | {
      readonly kind: 'maintenance'
      readonly what: 'announced' | 'changed' | 'started' | 'ended' | 'reminder'
      readonly key: string
      readonly atMs: number
      readonly body: string
      readonly names: readonly string[]
      readonly maintenance: MaintenanceWindow
    }

/** Everything that was ever to be told of these, oldest first, and the reminders that are due. */
export function noticesOf(
  incidents: readonly Incident[],
  maintenances: readonly MaintenanceWindow[],
  nowMs: number,
): Notice[] {
  const notices = [
    ...incidents.flatMap(incidentNotices),
    ...maintenances.flatMap(maintenanceNotices),
    ...maintenances.flatMap((each) => reminder(each, nowMs)),
  ]
  return notices.sort((a, b) => a.atMs - b.atMs)
}

/** When a reminder falls due next; null for none. */
export function nextReminderMs(
  maintenances: readonly MaintenanceWindow[],
  nowMs: number,
): number | null {
  const due = maintenances
    .filter((each) => each.status === 'scheduled' && isReminded(each))
    .map(({ startMs }) => startMs - REMINDER_MS)
    .filter((atMs) => atMs > nowMs)
  return due.length === 0 ? null : Math.min(...due)
}

function incidentNotices(incident: Incident): Notice[] {
  return incident.updates.map(({ id, status, body, atMs, affected }, at): Notice => {
    const before = incident.updates[at + 1]
    const isEnd = isOver(status) && before !== undefined && !isOver(before.status)
    const what = before === undefined ? 'opened' : isEnd ? 'resolved' : 'updated'
    const names = [...new Set([...affected.map(({ name }) => name), ...incident.components])]
    return { kind: 'incident', what, key: id, atMs, body, names, incident: asOf(incident, at) }
  })
}

/** The incident as it was with this update: later ones are told of by themselves. */
function asOf(incident: Incident, at: number): Incident {
  const updates = incident.updates.slice(at)
  const status = updates[0]?.status ?? incident.status
  return { ...incident, status, updates }
}

function maintenanceNotices(maintenance: MaintenanceWindow): Notice[] {
  const { updates } = maintenance
  return updates.map(({ id, status, body, atMs, affected }, at): Notice => {
    const isFirst = at === updates.length - 1
    const planned = isFirst ? 'announced' : 'changed'
    const what = status === 'scheduled' ? planned : status === 'in_progress' ? 'started' : 'ended'
    const names = affected.map(({ name }) => name)
    const shown = { ...maintenance, status, updates: updates.slice(at) }
    return { kind: 'maintenance', what, key: id, atMs, body, names, maintenance: shown }
  })
}

/** Of a window that was made public earlier than that, while it is still to come. */
function reminder(maintenance: MaintenanceWindow, nowMs: number): Notice[] {
  const { id, status, startMs, updates } = maintenance
  const atMs = startMs - REMINDER_MS
  if (status !== 'scheduled' || !isReminded(maintenance)) return []
  if (nowMs < atMs) return []
  const names = updates[0]?.affected.map(({ name }) => name) ?? []
  const body = updates[0]?.body ?? ''
  const key = `reminder ${id} ${startMs}`
  return [{ kind: 'maintenance', what: 'reminder', key, atMs, body, names, maintenance }]
}

function isReminded({ announcedAtMs, startMs }: MaintenanceWindow): boolean {
  return announcedAtMs < startMs - REMINDER_MS
}
