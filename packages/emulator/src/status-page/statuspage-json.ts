/** The board in the shapes of Atlassian Statuspage's `/api/v2` (fact sheet section 12). */
import { type ComponentStatus, worstOf } from './component-status.ts'
import { COMPONENT_GROUPS, COMPONENTS, type StatusComponent } from './components.ts'
import { type Incident, isOver, type StatusUpdate } from './incident.ts'
import type { MaintenanceWindow } from './maintenance.ts'
import { type PageStatus, pageStatus } from './page-status.ts'
import type { StatusBoard } from './status-board.ts'

/** As seen live (fact sheet section 12); the URL is the emulator's own. */
export const PAGE_ID = 'jxb4w0vdl2tv'
export const PAGE_NAME = 'Procore Technologies'
/** A guess: where Procore is at home. */
export const TIME_ZONE = 'America/Los_Angeles'

/** When the components came to be: any time before the emulator's. */
const START_DATE = '2017-06-01'
const CREATED_AT = `${START_DATE}T00:00:00.000Z`

export interface StatusView {
  readonly board: StatusBoard
  readonly nowMs: number
  /** The origin of this status page. */
  readonly url: string
}

export function page({ board, url }: StatusView) {
  const posts = [...board.incidents, ...board.maintenances].map((each) => each.updatedAtMs)
  const updatedAt = iso(Math.max(board.sinceMs, ...posts))
  return { id: PAGE_ID, name: PAGE_NAME, url, time_zone: TIME_ZONE, updated_at: updatedAt }
}

export function status({ board }: StatusView): PageStatus {
  return pageStatus(
    COMPONENTS.map(({ name }) => board.statusOf(name)),
    board.incidents,
  )
}

export function components(view: StatusView) {
  const groups = COMPONENT_GROUPS.map((group, at) => {
    const members = COMPONENTS.filter((each) => each.group === group.name)
    const shown = worstOf(members.map(({ name }) => view.board.statusOf(name)))
    return {
      ...component({ ...group, description: '', isShownIfDegraded: false }, shown, at + 1),
      ...{
        updated_at: latest(members.map(({ name }) => view.board.lastPostMs(name))),
        group: true,
      },
      components: members.map(({ id }) => id),
    }
  })
  return [...groups, ...COMPONENTS.map((each) => leaf(view.board, each))]
}

export function incident(view: StatusView, each: Incident) {
  const { id, name, status, impact, monitoringAtMs, resolvedAtMs } = each
  return {
    ...{ id, name, status },
    created_at: iso(each.createdAtMs),
    updated_at: iso(each.updatedAtMs),
    monitoring_at: monitoringAtMs === null ? null : iso(monitoringAtMs),
    resolved_at: resolvedAtMs === null ? null : iso(resolvedAtMs),
    impact,
    shortlink: linkOf(view, id),
    started_at: iso(each.startedAtMs),
    page_id: PAGE_ID,
    incident_updates: updates(id, each.updates),
    components: named(view.board, each.components),
    reminder_intervals: null,
  }
}

export function maintenance(view: StatusView, each: MaintenanceWindow) {
  const { id, title, status, createdAtMs, updatedAtMs, startMs, endMs } = each
  const names = each.updates[0]?.affected.map(({ name }) => name) ?? []
  return {
    ...{ id, name: title, status },
    created_at: iso(createdAtMs),
    updated_at: iso(updatedAtMs),
    monitoring_at: null,
    resolved_at: status === 'completed' ? iso(updatedAtMs) : null,
    impact: 'maintenance',
    shortlink: linkOf(view, id),
    started_at: iso(createdAtMs),
    page_id: PAGE_ID,
    incident_updates: updates(id, each.updates),
    components: named(view.board, names),
    scheduled_for: iso(startMs),
    scheduled_until: iso(endMs),
    reminder_intervals: null,
  }
}

export function unresolved(board: StatusBoard): readonly Incident[] {
  return board.incidents.filter((each) => !isOver(each.status))
}

/** Real pages have a host of its own for short links; here it is the page's. */
export function linkOf({ url }: Pick<StatusView, 'url'>, id: string): string {
  return `${url}/incidents/${id}`
}

/** Newest first. A component was as the post before says, and well before the first one. */
function updates(incidentId: string, all: readonly StatusUpdate<string>[]) {
  return all.map(({ id, status, body, atMs, affected }, at) => {
    const before = new Map(all[at + 1]?.affected.map((each) => [each.name, each.status]))
    const changed = affected.map((each) => ({
      code: COMPONENTS.find(({ name }) => name === each.name)?.id ?? '',
      name: fullName(each.name),
      old_status: before.get(each.name) ?? 'operational',
      new_status: each.status,
    }))
    const postedAt = iso(atMs)
    return {
      ...{ id, status, body, incident_id: incidentId },
      ...{ created_at: postedAt, updated_at: postedAt, display_at: postedAt },
      affected_components: changed.length === 0 ? null : changed,
      ...{ deliver_notifications: true, custom_tweet: null, tweet_id: null },
    }
  })
}

/** Updates name a component with its group. */
function fullName(name: string): string {
  const group = COMPONENTS.find((each) => each.name === name)?.group
  return group === undefined ? name : `${group} - ${name}`
}

function named(board: StatusBoard, names: readonly string[]) {
  const found = COMPONENTS.filter(({ name }) => names.includes(name))
  return found.map((each) => leaf(board, each))
}

/** When a state last changed, or may have: the last post that speaks of it. */
function latest(times: readonly (number | null)[]): string {
  const known = times.filter((each) => each !== null)
  return known.length === 0 ? CREATED_AT : iso(Math.max(...known))
}

function leaf(board: StatusBoard, each: StatusComponent) {
  const group = COMPONENT_GROUPS.find(({ name }) => name === each.group)
  const siblings = COMPONENTS.filter((other) => other.group === each.group)
  return {
    ...component(each, board.statusOf(each.name), siblings.indexOf(each) + 1),
    updated_at: latest([board.lastPostMs(each.name)]),
    group_id: group?.id ?? null,
    // Its uptime is shown on the page, from this day on.
    ...{ showcase: true, start_date: START_DATE },
  }
}

function component(
  of: Pick<StatusComponent, 'id' | 'name' | 'description' | 'isShownIfDegraded'>,
  shown: ComponentStatus,
  position: number,
) {
  return {
    ...{ id: of.id, name: of.name, status: shown, created_at: CREATED_AT, position },
    ...{ updated_at: CREATED_AT, description: of.description || null, showcase: false },
    ...{ start_date: null as string | null, group_id: null as string | null, page_id: PAGE_ID },
    ...{ group: false, only_show_if_degraded: of.isShownIfDegraded },
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
