/** Punch items: work that is left to do, from whom it is asked, and who accepts it. */
import {
  boolean,
  choice,
  createdBy,
  date,
  decimal,
  integer,
  json,
  reference,
  references,
  sequence,
  text,
} from '../../engine/field.ts'
import type { Resource, RouteRow } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import { noDefaultRoute, peopleRoute } from '../traits/people-options.ts'
import {
  addAttachments,
  addComment,
  sendEmail,
  sendUnsent,
  showAssignment,
  updateAssignment,
} from './punch-actions.ts'
import { optionRoutes, PUNCH_FILTERS, PUNCH_SORTS } from './punch-filters.ts'
import { derive, rule, STATUSES } from './punch-rules.ts'
import { WORKFLOW_STATUSES, withDayStatus } from './punch-workflow.ts'

const P = '/rest/v1.0/projects/{project_id}'
const IMPACTS = ['yes_known', 'yes_unknown', 'no_impact', 'tbd', 'n_a']

const present: NonNullable<RouteRow['present']> = (item, { nowMs }) => withDayStatus(item, nowMs)

const itemRoutes = (path: string): RouteRow[] => [
  ...routesOf(path, ['list', 'show', 'create', 'update', 'delete', 'bin'], { present }),
  { method: 'POST', path: `${path}/send_unsent`, operation: 'action', run: sendUnsent },
  { method: 'POST', path: `${path}/send_all_unsent`, operation: 'action', run: sendUnsent },
  { method: 'POST', path: `${path}/{id}/send_email`, operation: 'action', run: sendEmail },
  {
    method: 'POST',
    path: `${path}/add_punch_item_attachments`,
    operation: 'action',
    requires: ['id'],
    run: addAttachments,
  },
]

export const punchItems: Resource = {
  name: 'punch_items',
  wrapper: 'punch_item',
  belongsTo: 'project',
  firstId: 53_001,
  source: '11, Punch items',
  event: 'Punch Items',
  paths: [
    {
      scope: 'project',
      tool: 'punch_list',
      levels: { delete: 'Standard' },
      routes: [
        ...itemRoutes('/rest/v1.0/punch_items'),
        ...itemRoutes('/rest/v1.1/punch_items'),
        {
          method: 'POST',
          path: '/rest/v1.0/punch_items/{id}/comments',
          operation: 'action',
          success: 201,
          run: addComment,
        },
        {
          method: 'GET',
          path: `${P}/punch_item_assignments/{id}`,
          operation: 'action',
          level: 'Read Only',
          run: showAssignment,
        },
        {
          method: 'PATCH',
          path: `${P}/punch_item_assignments/{id}`,
          operation: 'action',
          run: updateAssignment,
        },
        peopleRoute(`${P}/punch_list_assignee_options`, 'punch_list', 'Standard'),
        peopleRoute(`${P}/available_punch_item_managers`, 'punch_list', 'Standard'),
        peopleRoute(`${P}/punch_list/available_final_approvers`, 'punch_list', 'Standard'),
        peopleRoute(`${P}/punch_list_read_user_options`, 'punch_list', 'Read Only'),
        noDefaultRoute('/rest/v1.0/punch_list/default_distribution'),
        ...optionRoutes(),
      ],
    },
  ],
  fields: {
    position: sequence(),
    name: text({ required: true, charsMax: 255 }),
    description: text(),
    rich_text_description: text({ readonly: true }),
    reference: text(),
    status: choice(STATUSES),
    workflow_status: choice(WORKFLOW_STATUSES),
    priority: choice(['low', 'medium', 'high']),
    private: boolean({ default: false }),
    date_initiated: date(),
    due_date: date({ input: 'due' }),
    closed_at: text({ readonly: true }),
    deleted_at: text({ readonly: true }),
    closed_by: reference('users', { readonly: true }),
    ball_in_court: references('users', { readonly: true, default: [] }),
    assignees: references('users', { input: 'login_information_ids', default: [] }),
    assignments: json({ readonly: true, default: [] }),
    has_resolved_responses: boolean({ readonly: true, default: false }),
    has_unresolved_responses: boolean({ readonly: true, default: false }),
    distribution_members: references('users', { input: 'distribution_member_ids', default: [] }),
    punch_item_manager: reference('users', { input: 'punch_item_manager_id' }),
    final_approver: reference('users', { input: 'final_approver_id' }),
    punch_item_type: reference('punch_item_types', { input: 'punch_item_type_id' }),
    location: reference('locations', { input: 'location_id' }),
    trade: reference('trades', { input: 'trade_id' }),
    cost_code: reference('cost_codes', { input: 'cost_code_id' }),
    cost_impact: choice(IMPACTS),
    cost_impact_amount: decimal(),
    schedule_impact: choice(IMPACTS),
    schedule_impact_days: integer(),
    schedule_risk: choice(['ml_low', 'ml_medium', 'ml_high']),
    comments: json({ readonly: true, default: [] }),
    created_by: createdBy(),
  },
  shownAs: { id: 'id', name: 'name', position: 'position' },
  filters: PUNCH_FILTERS,
  sorts: PUNCH_SORTS,
  customFields: true,
  configurable: 'PunchItem',
  attachments: { key: 'attachments', uploads: ['upload_ids'] },
  privateTo: [
    'created_by',
    'assignees',
    'distribution_members',
    'punch_item_manager',
    'final_approver',
  ],
  hooks: { derive, rule },
}
