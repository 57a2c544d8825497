/**
 * Routes that the public reference calls deprecated. Procore keeps one for a year, then ends it (fact
 * sheet section 3, "Lifecycle"); the list is no complete one, as nobody publishes it.
 */
import { withoutNames } from './normal-route.ts'

const DEPRECATED = [
  'GET /v1.0/bim_models/:id/change_history',
  'GET /v1.0/calendar_events',
  'GET /v1.0/checklist/default_distribution',
  'POST /v1.0/checklist/lists/:list_id/sections',
  'PATCH /v1.0/checklist/lists/:list_id/sections/:id',
  'DELETE /v1.0/checklist/lists/:list_id/sections/:id',
  'GET /v1.0/companies/:company_id/timesheets/csv_export',
  'GET /v1.0/custom_field_definitions',
  'GET /v1.0/links',
  'POST /v1.0/projects/:project_id/budget_modifications',
  'PATCH /v1.0/projects/:project_id/budget_modifications/:id',
  'DELETE /v1.0/projects/:project_id/budget_modifications/:id',
  'PUT /v1.0/projects/:project_id/drawing_disciplines/:id',
  'PATCH /v1.0/requisitions/:requisition_id/change_order_items/:id',
  'PATCH /v1.0/requisitions/:requisition_id/contract_detail_items/:id',
  'PATCH /v1.0/requisitions/:requisition_id/contract_items/:id',
  'PATCH /v1.0/schedule_integration',
  'GET /v1.0/standard_cost_code_lists',
  'DELETE /v1.0/standard_cost_codes/:id',
  'DELETE /v1.0/sub_jobs/:id',
  'GET /v1.0/submittal_logs',
  'GET /v1.0/submittal_logs/:id',
  'POST /v1.0/todos',
  'GET /v1.0/todos/:id',
  'PATCH /v1.0/todos/:id',
  'DELETE /v1.0/todos/:id',
  'PATCH /v1.0/todos/sync',
  'POST /v1.1/projects/:project_id/project_timesheet_timecard_entries/draft_create',
  'GET /v1.1/projects/:project_id/project_timesheet_timecard_entries/recent_wbs_code_ids',
] as const

const KNOWN: ReadonlySet<string> = new Set(DEPRECATED.map(withoutNames))

/** @param route a normal one, whatever its parameters are called */
export function isDeprecated(method: string, route: string): boolean {
  return KNOWN.has(withoutNames(`${method} ${route}`))
}
