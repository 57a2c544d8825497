/** Incidents: what went wrong on site, to whom, and what was done about it. */
import {
  boolean,
  choice,
  createdBy,
  dateTime,
  integer,
  reference,
  references,
  sequence,
  text,
} from '../../engine/field.ts'
import type { Filter } from '../../engine/filter.ts'
import { showInstant } from '../../engine/instant.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Refusal } from '../../reply.ts'
import { ruleBroken } from '../traits/transitions.ts'
import { configurationOf } from './incident-configuration.ts'
import { binRoutes, optionRoutes } from './incident-routes.ts'

const P = '/rest/v1.0/projects/{project_id}'
const BIN = `${P}/recycle_bin/incidents`

const byId = (on: string): Filter => ({ kind: 'equals', on, as: 'integer' })
const flag = (on: string): Filter => ({ kind: 'equals', on, as: 'boolean' })

/** The last part of the path, and the filter that it lists the values of. */
const OPTIONS = {
  assignees: 'assignee_id',
  contributing_behaviors: 'contributing_behavior_id',
  contributing_conditions: 'contributing_condition_id',
  hazards: 'hazard_id',
  locations: 'location_id',
  statuses: 'status',
}

export const incidents: Resource = {
  name: 'incidents',
  wrapper: 'incident',
  belongsTo: 'project',
  firstId: 58_001,
  source: '11, Incidents',
  event: 'Incidents',
  paths: [
    {
      scope: 'project',
      tool: 'incidents',
      routes: [
        ...routesOf(`${P}/incidents`, ['list', 'show', 'create', 'update']),
        ...routesOf(`${P}/incidents`, ['delete'], { success: 204 }),
        ...binRoutes(BIN),
        ...optionRoutes(`${P}/incidents`, OPTIONS),
      ],
    },
  ],
  fields: {
    number: sequence(),
    title: text({ charsMax: 255 }),
    description: text(),
    event_date: dateTime(),
    time_unknown: boolean({ default: false }),
    status: choice(['open', 'closed'], { default: 'open' }),
    custom_status_id: integer(),
    type_id: integer(),
    private: boolean(),
    recordable: boolean({ default: false }),
    records_count: integer({ readonly: true, default: 0 }),
    actions_count: integer({ readonly: true, default: 0 }),
    witness_statements_count: integer({ readonly: true, default: 0 }),
    assignees: references('users', { input: 'assignee_ids', default: [] }),
    distribution_members: references('users', { input: 'distribution_member_ids' }),
    contributing_behavior: reference('contributing_behaviors', {
      input: 'contributing_behavior_id',
    }),
    contributing_condition: reference('contributing_conditions', {
      input: 'contributing_condition_id',
    }),
    hazard: reference('hazards', { input: 'hazard_id' }),
    location: reference('locations', { input: 'location_id' }),
    deleted_at: text({ readonly: true }),
    created_by: createdBy(),
  },
  shownAs: { id: 'id', number: 'number', title: 'title', status: 'status' },
  filters: {
    query: { kind: 'search', on: ['$.title', '$.description'] },
    status: { kind: 'equals', on: '$.status', as: 'text' },
    event_date: { kind: 'range', on: '$.event_date' },
    assignee_id: { kind: 'any-id', on: '$.assignees' },
    contributing_behavior_id: byId('$.contributing_behavior.id'),
    contributing_condition_id: byId('$.contributing_condition.id'),
    hazard_id: byId('$.hazard.id'),
    location_id: byId('$.location.id'),
    custom_status_id: byId('$.custom_status_id'),
    type_id: byId('$.type_id'),
    time_unknown: flag('$.time_unknown'),
    recordable: flag('$.recordable'),
  },
  sorts: {
    contributing_behavior: { on: '$.contributing_behavior.name' },
    contributing_condition: { on: '$.contributing_condition.name' },
    hazard: { on: '$.hazard.name' },
    event_date: { on: '$.event_date' },
    number: { on: '$.number' },
    recordable: { on: '$.recordable' },
    records_count: { on: '$.records_count' },
    title: { on: '$.title' },
  },
  customFields: true,
  configurable: 'Incidents::Incident',
  attachments: { key: 'attachments', uploads: ['upload_uuids'] },
  privateTo: ['created_by', 'assignees', 'distribution_members'],
  hooks: { derive, rule, keeps },
}

function derive(record: Shown, { before, writing }: Change): void {
  record['number'] = Number(record['number'])
  record['status'] ??= 'open'
  if (before) return
  const { private_by_default, default_distribution } = configurationOf(writing)
  record['private'] ??= private_by_default ?? false
  record['distribution_members'] ??= default_distribution ?? []
}

/** What is closed is opened before it is changed; nothing has happened in the future. Assumed. */
function rule(record: Shown, { before, writing }: Change): Refusal | null {
  const { event_date: at, status } = record
  if (typeof at === 'string' && at > showInstant(writing.nowMs)) {
    return ruleBroken('event_date', `${at} has not come yet`)
  }
  const isStillClosed = before?.['status'] === 'closed' && status === 'closed'
  return isStillClosed ? ruleBroken('base', 'the incident is closed') : null
}

function keeps({ status }: Shown): Refusal | null {
  return status === 'closed' ? ruleBroken('base', 'the incident is closed') : null
}
