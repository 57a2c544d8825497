/** RFIs: questions that somebody has to answer. Only `accepted: true` closes one. */
import {
  boolean,
  createdBy,
  date,
  integer,
  integerList,
  json,
  reference,
  references,
  sequence,
  text,
} from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import { filterOptionRoutes } from '../traits/filter-index.ts'
import { noDefaultRoute, peopleRoute } from '../traits/people-options.ts'
import { moveRoutes } from './rfi-moves.ts'
import { derive, rule } from './rfi-rules.ts'

const P = '/rest/v1.0/projects/{project_id}/rfis'
const P11 = '/rest/v1.1/projects/{project_id}/rfis'

const FILTER_OPTIONS = [
  'assigned_id',
  'ball_in_court_id',
  'cost_code_id',
  'location_id',
  'prefix_stage_id',
  'priority',
  'received_from_login_information_id',
  'responsible_contractor_id',
  'rfi_manager_id',
  'status',
  'sub_job_id',
]

export const rfis: Resource = {
  name: 'rfis',
  wrapper: 'rfi',
  belongsTo: 'project',
  firstId: 20_001,
  source: '11, RFIs',
  event: 'RFIs',
  paths: [
    {
      scope: 'project',
      tool: 'rfi',
      routes: [
        ...routesOf(P, ['list', 'show', 'create', 'update', 'batch', 'bin']),
        ...routesOf(P11, ['list', 'show']),
        // The legacy form: the project is in the query, or in the body.
        ...routesOf('/rest/v1.0/rfis', ['list', 'show', 'create', 'update']),
        { method: 'PATCH', path: `${P}/{id}/recycle`, operation: 'delete' },
        { method: 'PATCH', path: `${P}/{id}/retrieve`, operation: 'restore' },
        ...moveRoutes(P),
        ...moveRoutes(P11),
        ...filterOptionRoutes(`${P}/filter_options`, FILTER_OPTIONS, 'object'),
        noDefaultRoute(`${P}/default_distribution`),
        peopleRoute(`${P}/potential_assignees`, 'rfi', 'Standard'),
        peopleRoute(`${P}/potential_rfi_managers`, 'rfi', 'Standard'),
      ],
    },
  ],
  fields: {
    number: sequence(),
    subject: text({ required: true, charsMax: 255 }),
    title: text({ readonly: true }),
    status: text({ readonly: true, default: 'open' }),
    accepted: boolean({ writeonly: true }),
    draft: boolean({ writeonly: true }),
    question: json({ writeonly: true, required: true }),
    questions: json({ readonly: true, default: [] }),
    // Nobody has to answer a draft: `rule` requires them of the others.
    assignees: references('users', {
      input: 'assignee_ids',
      errorName: 'assignees',
      default: [],
    }),
    required_assignee_ids: integerList({ writeonly: true }),
    add_assignee_ids: integerList({ writeonly: true }),
    add_required_assignee_ids: integerList({ writeonly: true }),
    remove_assignee_ids: integerList({ writeonly: true }),
    add_distribution_ids: integerList({ writeonly: true }),
    remove_distribution_ids: integerList({ writeonly: true }),
    ball_in_court: reference('users', { input: 'ball_in_court_id' }),
    ball_in_courts: references('users', { readonly: true }),
    rfi_manager: reference('users', { input: 'rfi_manager_id' }),
    received_from: reference('users', { input: 'received_from_login_information_id' }),
    responsible_contractor: reference('vendors', { input: 'responsible_contractor_id' }),
    distribution_list: references('users', { input: 'distribution_ids', default: [] }),
    due_date: date(),
    time_resolved: text({ readonly: true }),
    private: boolean({ default: false }),
    reference: text(),
    drawing_number: text(),
    location: reference('locations', { input: 'location_id' }),
    priority: json({ readonly: true }),
    project_stage_id: integer(),
    cost_code_id: integer(),
    sub_job_id: integer(),
    specification_section_id: integer(),
    schedule_impact: json(),
    cost_impact: json(),
    created_by: createdBy(),
  },
  shownAs: { id: 'id', subject: 'subject', number: 'number' },
  filters: {
    status: { kind: 'equals', on: '$.status', as: 'text', arrayOnly: true },
    number: { kind: 'equals', on: '$.number', as: 'text' },
    assigned_id: { kind: 'any-id', on: '$.assignees' },
    ball_in_court_id: { kind: 'any-id', on: '$.ball_in_courts' },
    rfi_manager_id: { kind: 'equals', on: '$.rfi_manager.id', as: 'integer' },
    received_from_login_information_id: {
      kind: 'equals',
      on: '$.received_from.id',
      as: 'integer',
    },
    responsible_contractor_id: {
      kind: 'equals',
      on: '$.responsible_contractor.id',
      as: 'integer',
    },
    location_id: { kind: 'equals', on: '$.location.id', as: 'integer' },
    cost_code_id: { kind: 'equals', on: '$.cost_code_id', as: 'integer' },
    sub_job_id: { kind: 'equals', on: '$.sub_job_id', as: 'integer' },
    prefix_stage_id: { kind: 'equals', on: '$.project_stage_id', as: 'integer' },
    priority: { kind: 'equals', on: '$.priority', as: 'text' },
    search: { kind: 'search', on: ['$.subject', '$.number'] },
  },
  sorts: {
    subject: { on: '$.subject' },
    number: { on: '$.number' },
    status: { on: '$.status' },
    due_date: { on: '$.due_date' },
  },
  customFields: true,
  configurable: 'Rfi::Header',
  attachments: { key: 'attachments', uploads: ['question.upload_ids'] },
  privateTo: [
    'created_by',
    'assignees',
    'rfi_manager',
    'received_from',
    'distribution_list',
    'ball_in_courts',
  ],
  hooks: { derive, rule },
}
