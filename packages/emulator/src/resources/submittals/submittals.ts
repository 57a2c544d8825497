/** Submittals: documents that go round for review, step by step. */
import {
  boolean,
  createdBy,
  date,
  integer,
  json,
  reference,
  references,
  text,
} from '../../engine/field.ts'
import type { Resource, RouteRow } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import { filterOptionRoutes } from '../traits/filter-index.ts'
import {
  checkNumber,
  closeAndDistribute,
  listRevisions,
  nextNumber,
  respond,
  showWorkflow,
} from './submittal-actions.ts'
import { SUBMITTAL_FILTERS, SUBMITTAL_OPTIONS, SUBMITTAL_SORTS } from './submittal-filters.ts'
import { asLog, asLogRow } from './submittal-logs.ts'
import { derive, rule, stored } from './submittal-rules.ts'

const P = '/rest/v1.0/projects/{project_id}'
const P11 = '/rest/v1.1/projects/{project_id}'
const LOGS = '/rest/v1.0/submittal_logs'

const reading = { method: 'GET', operation: 'action', level: 'Read Only' } as const

const asides = (path: string): RouteRow[] => [
  { ...reading, path: `${path}/{id}/revisions`, run: listRevisions },
  { ...reading, path: `${path}/{id}/workflow_data`, run: showWorkflow },
  { ...reading, path: `${path}/next_available_number`, run: nextNumber },
  { ...reading, path: `${path}/next_available_number/{spec_section_id}`, run: nextNumber },
]

export const submittals: Resource = {
  name: 'submittals',
  wrapper: 'submittal',
  belongsTo: 'project',
  firstId: 50_001,
  source: '11, Submittals',
  event: 'Submittals',
  paths: [
    {
      scope: 'project',
      tool: 'submittals',
      routes: [
        ...routesOf(`${P}/submittals`, ['list', 'show', 'create', 'update', 'bin']),
        ...routesOf(`${P11}/submittals`, ['list', 'show', 'create', 'update', 'delete', 'bin']),
        ...asides(`${P}/submittals`),
        ...asides(`${P11}/submittals`),
        { ...reading, path: `${P11}/submittals/check_number`, run: checkNumber },
        ...filterOptionRoutes(`${P}/submittals/filter_options`, SUBMITTAL_OPTIONS, 'list'),
        { method: 'GET', path: LOGS, operation: 'list', present: asLogRow },
        { method: 'GET', path: `${LOGS}/{id}`, operation: 'show', present: asLog },
        {
          method: 'PATCH',
          path: `${P}/submittal_logs/{id}/close_and_distribute`,
          operation: 'action',
          run: closeAndDistribute,
        },
        {
          method: 'PATCH',
          path: '/rest/v1.0/submittal_approvers/{id}',
          operation: 'action',
          requires: ['submittal_id'],
          run: respond,
        },
        ...routesOf('/rest/v2.0/companies/{company_id}/projects/{project_id}/submittals', ['list']),
      ],
    },
  ],
  fields: {
    number: text({ required: true, charsMax: 255 }),
    formatted_number: text({ readonly: true }),
    title: text({ charsMax: 255 }),
    description: text(),
    revision: text({ default: '0' }),
    current_revision: boolean({ readonly: true, default: true }),
    source_submittal_log_id: integer({ readonly: true }),
    private: boolean({ default: false }),
    status: reference('submittal_statuses', { input: 'status_id' }),
    type: json({ readonly: true }),
    specification_section: reference('specification_sections', {
      input: 'specification_section_id',
    }),
    submittal_package: reference('submittal_packages', { input: 'submittal_package_id' }),
    received_from: reference('users', { input: 'received_from_id' }),
    submittal_manager: reference('users', { input: 'submittal_manager_id' }),
    responsible_contractor: reference('vendors', { input: 'responsible_contractor_id' }),
    distribution_members: references('users', { input: 'distribution_member_ids', default: [] }),
    ball_in_court: references('users', { readonly: true, default: [] }),
    workflow_data: json({ writeonly: true }),
    approvers: json({ readonly: true, default: [] }),
    location: reference('locations', { input: 'location_id' }),
    cost_code_id: integer(),
    sub_job_id: integer(),
    scheduled_task: reference('tasks', { input: 'scheduled_task_id' }),
    due_date: date(),
    issue_date: date(),
    received_date: date(),
    submit_by: date(),
    actual_delivery_date: date(),
    confirmed_delivery_date: date(),
    required_on_site_date: date(),
    lead_time: integer({ min: 0 }),
    design_team_review_time: integer({ min: 0 }),
    internal_review_time: integer({ min: 0 }),
    distributed_at: text({ readonly: true }),
    closed_at: text({ readonly: true }),
    last_distributed_submittal: json({ readonly: true }),
    custom_textarea_1: text(),
    custom_textfield_1: text(),
    created_by: createdBy(),
  },
  // The operations document 422 and no 409.
  unique: [
    {
      fields: ['number', 'revision', 'formatted_number'],
      within: 'project',
      refusedAs: 'business-rule',
    },
  ],
  shownAs: { id: 'id', number: 'number', title: 'title', revision: 'revision' },
  filters: SUBMITTAL_FILTERS,
  sorts: SUBMITTAL_SORTS,
  customFields: true,
  configurable: 'SubmittalLog',
  attachments: { key: 'attachments', uploads: ['upload_ids'] },
  privateTo: [
    'created_by',
    'submittal_manager',
    'received_from',
    'distribution_members',
    'approvers',
  ],
  hooks: { derive, rule, stored },
}
