/** A status page for programs. Stable: fields are added, and none is renamed or removed within a version. */
import type { StatusChange, StatusIncident, StatusMaintenance } from '@underpin/doctor'
import { isUnderWay } from '@underpin/doctor'
import type { ShownStatus } from './shown-status.ts'

export const STATUS_JSON_VERSION = 1

export function statusJson({ url, page, standing, since }: ShownStatus): object {
  const { components, incidents, maintenances, notes, readAtMs } = page
  const mattering = new Map(standing.matters.map((each) => [each.id, each]))
  const elsewhere = new Set<unknown>([
    ...standing.incidentsElsewhere,
    ...standing.maintenancesElsewhere,
  ])
  return {
    version: STATUS_JSON_VERSION,
    url,
    readAt: iso(readAtMs),
    state: standing.state,
    page: { ...page.page, updatedAtMs: undefined, updatedAt: iso(page.page.updatedAtMs) },
    headline: { indicator: page.indicator, description: page.description },
    components: components.map((each) => ({ ...each, matters: mattering.has(each.id) })),
    incidents: incidents.map((each) => incidentJson(each, !elsewhere.has(each))),
    maintenances: maintenances.map((each) => maintenanceJson(each, !elsewhere.has(each), readAtMs)),
    since: since && { readAt: iso(since.readAtMs), changes: since.changes.map(changeJson) },
    notes,
  }
}

export function changeJson(change: StatusChange): object {
  if (change.kind !== 'maintenance') return change
  const { startMs, endMs, ...rest } = change
  return { ...rest, start: iso(startMs), end: iso(endMs) }
}

function incidentJson({ startedAtMs, ...incident }: StatusIncident, matters: boolean): object {
  const { impact } = incident
  return { ...eventJson(incident), impact, startedAt: iso(startedAtMs), matters }
}

function maintenanceJson(maintenance: StatusMaintenance, matters: boolean, nowMs: number): object {
  const { startMs, endMs } = maintenance
  return {
    ...eventJson(maintenance),
    ...{ start: iso(startMs), end: iso(endMs) },
    isUnderWay: isUnderWay(maintenance, nowMs),
    matters,
  }
}

type StatusEvent = Omit<StatusIncident, 'startedAtMs' | 'impact'>

function eventJson({ id, name, status, updatedAtMs, link, components, lastPost }: StatusEvent) {
  return {
    ...{ id, name, status },
    updatedAt: iso(updatedAtMs),
    ...{ link, components },
    lastPost: lastPost && { status: lastPost.status, body: lastPost.body, at: iso(lastPost.atMs) },
  }
}

export function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
