/** The board in the shapes of Atlassian Statuspage's `/api/v2` (fact sheet section 12). */
import { COMPONENT_GROUPS, COMPONENTS } from './components.ts'
import type { Impact, Incident, MaintenanceWindow, StatusBoard } from './status-board.ts'

/** As seen live (fact sheet section 12); the URL is the emulator's own. */
const PAGE_ID = 'jxb4w0vdl2tv'
const PAGE_NAME = 'Procore Technologies'
const TIME_ZONE = 'America/Los_Angeles'

/** When the components came to be: any time before the emulator's. */
const CREATED_AT = '2017-06-01T00:00:00.000Z'

export type ComponentStatus =
  | 'operational'
  | 'degraded_performance'
  | 'partial_outage'
  | 'major_outage'
  | 'under_maintenance'

export type Indicator = Impact | 'maintenance'

/** What an incident's impact makes of the components that it names. */
const STATUS_OF_IMPACT: Readonly<Record<Impact, ComponentStatus>> = {
  none: 'operational',
  minor: 'degraded_performance',
  major: 'partial_outage',
  critical: 'major_outage',
}

const WORST_FIRST: readonly ComponentStatus[] = [
  'major_outage',
  'partial_outage',
  'degraded_performance',
  'under_maintenance',
  'operational',
]

/** Statuspage's own words. */
const DESCRIPTIONS: Readonly<Record<Indicator, string>> = {
  none: 'All Systems Operational',
  minor: 'Minor Service Outage',
  major: 'Partial System Outage',
  critical: 'Major Service Outage',
  maintenance: 'Service Under Maintenance',
}

export interface StatusView {
  readonly board: StatusBoard
  readonly nowMs: number
  /** The origin of this status page. */
  readonly url: string
}

export function page({ nowMs, url }: StatusView) {
  return { id: PAGE_ID, name: PAGE_NAME, url, time_zone: TIME_ZONE, updated_at: iso(nowMs) }
}

export function status({ board, nowMs }: StatusView) {
  const open = unresolved(board)
  const order: readonly Impact[] = ['critical', 'major', 'minor']
  const worst = order.find((impact) => open.some((each) => each.impact === impact))
  const isInForce = board.maintenances.some((each) => stateOf(each, nowMs) === 'in_progress')
  const indicator: Indicator = worst ?? (isInForce ? 'maintenance' : 'none')
  return { indicator, description: DESCRIPTIONS[indicator] }
}

export function componentStatus({ board, nowMs }: StatusView, name: string): ComponentStatus {
  const statuses = unresolved(board)
    .filter((each) => each.components.includes(name))
    .map((each) => STATUS_OF_IMPACT[each.impact])
  // A maintenance is of the whole platform: the emulator knows no smaller ones.
  if (board.maintenances.some((each) => stateOf(each, nowMs) === 'in_progress')) {
    statuses.push('under_maintenance')
  }
  return WORST_FIRST.find((each) => statuses.includes(each)) ?? 'operational'
}

export function components(view: StatusView) {
  const updatedAt = iso(view.nowMs)
  const groups = COMPONENT_GROUPS.map(({ id, name }, at) => {
    const members = COMPONENTS.filter((each) => each.group === name)
    const statuses = members.map((each) => componentStatus(view, each.name))
    const worst = WORST_FIRST.find((each) => statuses.includes(each)) ?? 'operational'
    const shown = component(id, name, worst, at + 1, null, updatedAt, null)
    return { ...shown, group: true, components: members.map((each) => each.id) }
  })
  const single = COMPONENTS.map(({ id, name, group, description }, at) => {
    const groupId = COMPONENT_GROUPS.find((each) => each.name === group)?.id ?? null
    const shown = componentStatus(view, name)
    return component(id, name, shown, at + 1, groupId, updatedAt, description || null)
  })
  return [...groups, ...single]
}

export function incident(view: StatusView, each: Incident) {
  const affected = each.components.map((name) => ({ name }))
  return {
    id: each.id,
    name: each.name,
    status: each.status,
    impact: each.impact,
    created_at: iso(each.startedAtMs),
    updated_at: iso(each.updatedAtMs),
    monitoring_at: each.monitoringAtMs === null ? null : iso(each.monitoringAtMs),
    resolved_at: each.resolvedAtMs === null ? null : iso(each.resolvedAtMs),
    shortlink: `${view.url}/incidents/${each.id}`,
    started_at: iso(each.startedAtMs),
    page_id: PAGE_ID,
    incident_updates: each.updates.map((update) => ({
      id: update.id,
      status: update.status,
      body: update.body,
      incident_id: each.id,
      created_at: iso(update.atMs),
      updated_at: iso(update.atMs),
      display_at: iso(update.atMs),
      affected_components: affected.length === 0 ? null : affected,
    })),
    components: components(view).filter(({ name }) => each.components.includes(name)),
  }
}

export function maintenance(view: StatusView, each: MaintenanceWindow) {
  const state = stateOf(each, view.nowMs)
  const body = `${each.title}: the whole platform is not available in this window.`
  const at = iso(each.createdAtMs)
  return {
    id: each.id,
    name: each.title,
    status: state,
    impact: 'maintenance',
    created_at: at,
    updated_at: at,
    monitoring_at: null,
    resolved_at: state === 'completed' ? iso(each.endMs) : null,
    shortlink: `${view.url}/incidents/${each.id}`,
    started_at: at,
    page_id: PAGE_ID,
    scheduled_for: iso(each.startMs),
    scheduled_until: iso(each.endMs),
    incident_updates: [
      {
        ...{ id: `${each.id}u`, status: 'scheduled', body, incident_id: each.id },
        ...{ created_at: at, updated_at: at, display_at: at, affected_components: null },
      },
    ],
    components: components(view).filter(({ group }) => !group),
  }
}

export type MaintenanceState = 'scheduled' | 'in_progress' | 'completed'

export function stateOf({ startMs, endMs }: MaintenanceWindow, nowMs: number): MaintenanceState {
  if (nowMs < startMs) return 'scheduled'
  return nowMs < endMs ? 'in_progress' : 'completed'
}

export function unresolved(board: StatusBoard): readonly Incident[] {
  return board.incidents.filter((each) => each.resolvedAtMs === null)
}

function component(
  id: string,
  name: string,
  shown: ComponentStatus,
  position: number,
  groupId: string | null,
  updatedAt: string,
  description: string | null,
) {
  return {
    ...{ id, name, status: shown, created_at: CREATED_AT, updated_at: updatedAt, position },
    ...{ description, showcase: false, start_date: null, group_id: groupId, page_id: PAGE_ID },
    ...{ group: false, only_show_if_degraded: false },
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
