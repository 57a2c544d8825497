/**
 * What a webhook is sent: Statuspage's two payloads, one for a post of an incident or a maintenance and
 * one for a component that changed (fact sheet section 12).
 */
import type { ComponentStatus } from '../component-status.ts'
import type { StatusComponent } from '../components.ts'
import { incident, maintenance, PAGE_ID, type StatusView, status } from '../statuspage-json.ts'
import type { Notice } from './notice.ts'

export interface ComponentChange {
  readonly component: StatusComponent
  readonly from: ComponentStatus
  readonly to: ComponentStatus
  readonly atMs: number
}

export function noticePayload(view: StatusView, notice: Notice, unsubscribe: string): string {
  const shown = notice.kind === 'incident' ? incidentOf(view, notice) : maintenanceOf(view, notice)
  return JSON.stringify({ ...envelope(view, unsubscribe), incident: shown })
}

export function componentPayload(
  view: StatusView,
  { component, from, to, atMs }: ComponentChange,
  unsubscribe: string,
): string {
  const { id, name } = component
  const createdAt = new Date(atMs).toISOString()
  return JSON.stringify({
    ...envelope(view, unsubscribe),
    component_update: {
      ...{ created_at: createdAt, new_status: to, old_status: from },
      ...{ id: `${id}${atMs.toString(36)}`, component_id: id },
    },
    component: { created_at: createdAt, id, name, status: to },
  })
}

function envelope(view: StatusView, unsubscribe: string) {
  const { indicator, description } = status(view)
  return {
    meta: { unsubscribe, documentation: `${view.url}/subscribe?way=webhook` },
    page: { id: PAGE_ID, status_indicator: indicator, status_description: description },
  }
}

/** Fields that a webhook has and the API has not. */
const MORE = {
  ...{ backfilled: false, impact_override: null, organization_id: null },
  ...{ postmortem_body: null, postmortem_body_last_updated_at: null, postmortem_ignored: false },
  ...{ postmortem_notified_subscribers: false, postmortem_notified_twitter: false },
  postmortem_published_at: null,
}

const UNPLANNED = {
  ...{ scheduled_auto_transition: false, scheduled_for: null, scheduled_until: null },
  ...{ scheduled_remind_prior: false, scheduled_reminded_at: null },
}

function incidentOf(view: StatusView, { incident: each }: Extract<Notice, { kind: 'incident' }>) {
  return { ...MORE, ...UNPLANNED, ...incident(view, each) }
}

function maintenanceOf(view: StatusView, notice: Extract<Notice, { kind: 'maintenance' }>) {
  const remindedAt = notice.what === 'reminder' ? new Date(notice.atMs).toISOString() : null
  const planned = {
    scheduled_auto_transition: true,
    ...{ scheduled_remind_prior: true, scheduled_reminded_at: remindedAt },
  }
  return { ...MORE, ...planned, ...maintenance(view, notice.maintenance) }
}
