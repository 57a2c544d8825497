/** What lists of submittals can be filtered and sorted by. */
import type { Filter } from '../../engine/filter.ts'
import type { Sort } from '../../engine/sort.ts'

const byId = (on: string): Filter => ({ kind: 'equals', on, as: 'integer' })
const byText = (on: string): Filter => ({ kind: 'equals', on, as: 'text' })

export const SUBMITTAL_FILTERS: Readonly<Record<string, Filter>> = {
  query: { kind: 'search', on: ['$.formatted_number', '$.title'] },
  number: byText('$.number'),
  revision: byText('$.revision'),
  current_revision: { kind: 'equals', on: '$.current_revision', as: 'boolean' },
  private: { kind: 'equals', on: '$.private', as: 'boolean' },
  status_id: byId('$.status.id'),
  type: byText('$.type.name'),
  approver_id: { kind: 'any-id', on: '$.approvers', at: '$.user.id' },
  response_id: { kind: 'any-id', on: '$.approvers', at: '$.response.id' },
  ball_in_court_id: { kind: 'any-id', on: '$.ball_in_court' },
  received_from_id: byId('$.received_from.id'),
  created_by_id: byId('$.created_by.id'),
  submittal_manager_id: byId('$.submittal_manager.id'),
  responsible_contractor_id: byId('$.responsible_contractor.id'),
  specification_section_id: byId('$.specification_section.id'),
  submittal_package_id: byId('$.submittal_package.id'),
  location_id: byId('$.location.id'),
  cost_code_id: byId('$.cost_code_id'),
  sub_job_id: byId('$.sub_job_id'),
  task_id: byId('$.scheduled_task.id'),
  lead_time: byId('$.lead_time'),
  design_team_review_time: byId('$.design_team_review_time'),
  internal_review_time: byId('$.internal_review_time'),
  required_on_site_date: { kind: 'range', on: '$.required_on_site_date' },
  due_date: { kind: 'range', on: '$.due_date' },
  closed_at: { kind: 'range', on: '$.closed_at' },
  // `filters[status]` is ignored, as was seen live (fact sheet section 4).
  only_current_revision: { kind: 'equals', on: '$.current_revision', as: 'boolean' },
}

/** Those whose values no operation can set have no options. */
export const SUBMITTAL_OPTIONS = [
  'approver_id',
  'attachments',
  'ball_in_court_company_id',
  'ball_in_court_id',
  'buffer_time',
  'cost_code_id',
  'created_by_id',
  'created_via',
  'current_revision',
  'design_team_review_time',
  'division',
  'for_record_only',
  'internal_review_time',
  'is_rejected',
  'lead_time',
  'location_id',
  'number',
  'prepare_time',
  'private',
  'received_from_id',
  'response_id',
  'responsible_contractor_id',
  'revision',
  'specification_area_id',
  'specification_section_id',
  'status_id',
  'sub_job_id',
  'submittal_manager_id',
  'submittal_package_id',
  'submittal_workflow_template_id',
  'task_id',
  'type',
  'unpackaged',
]

const BY_NAME = ['type', 'status', 'responsible_contractor', 'received_from']
const AS_SHOWN = [
  ...['number', 'title', 'submit_by', 'received_date', 'due_date', 'distributed_at'],
  ...['current_revision', 'revision'],
]

export const SUBMITTAL_SORTS: Readonly<Record<string, Sort>> = {
  ...Object.fromEntries(AS_SHOWN.map((name) => [name, { on: `$.${name}` }])),
  ...Object.fromEntries(BY_NAME.map((name) => [name, { on: `$.${name}.name` }])),
  specification_section: { on: '$.specification_section.number' },
  submittal_package: { on: '$.submittal_package.title' },
}
