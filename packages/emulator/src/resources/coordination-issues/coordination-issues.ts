/** Coordination issues: where two parts of a design do not go together, and who sees to it. */
import {
  choice,
  createdBy,
  date,
  integer,
  json,
  reference,
  sequence,
  text,
} from '../../engine/field.ts'
import type { Filter } from '../../engine/filter.ts'
import { showDay } from '../../engine/instant.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Refusal } from '../../reply.ts'
import { within } from '../traits/embedded.ts'
import { filterOptionRoutes } from '../traits/filter-index.ts'
import { peopleRoute } from '../traits/people-options.ts'
import { refusedStep, ruleBroken, valueRefused } from '../traits/transitions.ts'
import { assign, bulkDelete, countByGroup, countByStatus, link, unlink } from './issue-actions.ts'
import { actorOf, ISSUE_STATUSES, rememberChanges, STATUS_STEPS } from './issue-workflow.ts'

const PATH = '/rest/v1.0/coordination_issues'
const V2 = '/rest/v2.0/companies/{company_id}/projects/{project_id}/coordination_issues'

const ISSUE_TYPES = [
  ...['building_code', 'clash', 'client_feedback', 'constructability', 'coordination'],
  ...['design_review', 'existing_condition', 'requirement_change', 'other'],
]
const ORIGIN_PARTS = ['title', 'origin_id', 'origin_type', 'deep_link_url']

const FILTER_OPTIONS = [
  'assignee_company_id',
  'assignee_id',
  'coordination_issue_file_id',
  'created_by_id',
  'created_from',
  'location_id',
  'status',
  'watcher_id',
]

const byId = (on: string): Filter => ({ kind: 'equals', on, as: 'integer' })
const byText = (on: string): Filter => ({ kind: 'equals', on, as: 'text' })
const counting = { method: 'GET', operation: 'action', level: 'Read Only' } as const

const links: readonly RouteRow[] = [
  {
    method: 'POST',
    path: `${PATH}/{coordination_issue_id}/assignments`,
    operation: 'action',
    idParameter: 'coordination_issue_id',
    success: 201,
    run: assign,
  },
  {
    method: 'POST',
    path: `${PATH}/{coordination_issue_id}/procore_item_associations`,
    operation: 'action',
    idParameter: 'coordination_issue_id',
    run: link,
  },
  {
    method: 'DELETE',
    path: `${PATH}/{coordination_issue_id}/procore_item_associations/{id}`,
    operation: 'action',
    idParameter: 'coordination_issue_id',
    success: 204,
    run: unlink,
  },
]

export const coordinationIssues: Resource = {
  name: 'coordination_issues',
  wrapper: 'coordination_issue',
  belongsTo: 'project',
  firstId: 60_001,
  source: '8',
  event: 'Coordination Issues',
  paths: [
    {
      scope: 'project',
      tool: 'coordination_issues',
      levels: { delete: 'Standard', bin: 'Standard', 'bin-show': 'Standard', restore: 'Standard' },
      routes: [
        ...routesOf(PATH, ['list', 'show', 'create', 'update', 'sync', 'bin', 'bin-show']),
        ...routesOf(PATH, ['delete'], { success: 204 }),
        {
          method: 'PATCH',
          path: `${PATH}/recycle_bin/{id}`,
          operation: 'restore',
          success: 204,
        },
        { method: 'POST', path: `${PATH}/bulk_delete`, operation: 'action', run: bulkDelete },
        { ...counting, path: `${PATH}/status_total`, run: countByStatus },
        { ...counting, path: `${PATH}/status_count`, run: countByGroup },
        ...links,
        ...filterOptionRoutes(`${PATH}/filter_options`, FILTER_OPTIONS, 'list'),
        peopleRoute(`${PATH}/assignees`, 'coordination_issues', 'Standard'),
        ...routesOf(V2, ['list', 'show', 'create', 'delete']),
        ...routesOf(V2, ['update'], { wrapper: 'coordination_issue' }),
      ],
    },
  ],
  fields: {
    issue_number: sequence(),
    uuid: text({ charsMax: 36 }),
    title: text({ required: true, charsMax: 255 }),
    description: text(),
    status: choice(ISSUE_STATUSES, { default: 'open' }),
    issue_type: choice(ISSUE_TYPES),
    priority: choice(['low', 'medium', 'high', 'critical']),
    creation_source: text({ default: 'api' }),
    due_date: date(),
    closed_date: text({ readonly: true }),
    deleted_at: text({ readonly: true }),
    assignee: reference('users', { input: 'assignee_id' }),
    location: reference('locations', { input: 'location_id' }),
    trade: reference('trades', { input: 'trade_id' }),
    coordination_issue_file_id: integer(),
    drawing_revision_id: integer(),
    bim_model_id: integer(),
    origin: json(),
    linked_procore_items: json({ readonly: true, default: [] }),
    comments_count: integer({ readonly: true, default: 0 }),
    origin_id: text(),
    created_by: createdBy(),
    updated_by: reference('users', { readonly: true }),
  },
  shownAs: { id: 'id', title: 'title', issue_number: 'issue_number', status: 'status' },
  filters: {
    search: { kind: 'search', on: ['$.title', '$.description', '$.issue_number'] },
    ids: { kind: 'id' },
    status: byText('$.status'),
    issue_type: byText('$.issue_type'),
    priority: byText('$.priority'),
    created_from: byText('$.creation_source'),
    assignee_id: byId('$.assignee.id'),
    created_by_id: byId('$.created_by.id'),
    location_id: byId('$.location.id'),
    trade_id: byId('$.trade.id'),
    coordination_issue_file_id: byId('$.coordination_issue_file_id'),
    due_date: { kind: 'range', on: '$.due_date' },
  },
  sorts: {
    due_date: { on: '$.due_date' },
    title: { on: '$.title' },
    status: { on: '$.status' },
    assignee: { on: '$.assignee.name' },
    created_by: { on: '$.created_by.name' },
    issue_number: { on: '$.issue_number' },
  },
  views: {
    ids_only: ['id'],
    compact: ['id', 'issue_number', 'title', 'status', 'priority', 'due_date', 'assignee'],
  },
  attachments: { key: 'attachments', uploads: ['attachment_upload_uuids'] },
  hooks: { derive, rule, stored: rememberChanges, keeps },
}

function derive(record: Shown, change: Change): void {
  const { before, writing } = change
  record['issue_number'] = Number(record['issue_number'])
  record['status'] ??= 'open'
  record['updated_by'] = before ? actorOf(change) : null
  const isClosed = record['status'] === 'closed'
  if (!isClosed) record['closed_date'] = null
  else if (before?.['status'] !== 'closed') record['closed_date'] = showDay(writing.nowMs)
}

function rule(record: Shown, { input, before }: Change): Refusal | null {
  const origin = record['origin'] ?? null
  const lacking = ORIGIN_PARTS.find((part) => within(origin, part) === null)
  const isGiven = input['origin'] !== undefined && origin !== null
  if (isGiven && lacking) return valueRefused('origin', `origin.${lacking} is not given`)
  return before && refusedStep(STATUS_STEPS, 'status', before['status'], record['status'])
}

/** What became an observation is the record of where that came from. Assumed. */
function keeps({ status }: Shown): Refusal | null {
  return status === 'moved_to_observation' ? ruleBroken('base', 'it is an observation now') : null
}
