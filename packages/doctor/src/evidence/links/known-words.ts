/**
 * The words that links of Procore are made of: hosts, tools and actions of the web app, names of the API. Data:
 * whoever knows another word adds it here. From the fact sheet (sections 1, 7 to 12) and the routes that are
 * built in.
 */

export type Serves = 'web' | 'api' | 'login'

export interface KnownHost {
  readonly host: string
  /** As people call it; hosts of one environment share it. */
  readonly environment: string
  readonly serves: readonly Serves[]
}

/** Fact sheet section 1. The first of an environment that serves a thing is where that thing belongs. */
export const HOSTS: readonly KnownHost[] = [
  { host: 'app.procore.com', environment: 'production', serves: ['web'] },
  { host: 'api.procore.com', environment: 'production', serves: ['api'] },
  { host: 'login.procore.com', environment: 'production', serves: ['login'] },
  { host: 'us02.procore.com', environment: 'production', serves: ['web'] },
  { host: 'sandbox.procore.com', environment: 'the developer sandbox', serves: ['web', 'api'] },
  { host: 'login-sandbox.procore.com', environment: 'the developer sandbox', serves: ['login'] },
  { host: 'api-monthly.procore.com', environment: 'the monthly sandbox', serves: ['api'] },
  { host: 'api-sandbox-monthly.procore.com', environment: 'the monthly sandbox', serves: ['web'] },
  {
    host: 'login-sandbox-monthly.procore.com',
    environment: 'the monthly sandbox',
    serves: ['login'],
  },
  { host: 'api.procoregov.com', environment: 'the federal zone', serves: ['api'] },
  { host: 'login.procoregov.com', environment: 'the federal zone', serves: ['login'] },
]

/** Hosts of Procore that are no part of the application: nothing is said of their paths. */
export const OTHER_HOSTS =
  /^(?:www|support|status|developers?|storage|learn|community|marketplace|pay|training|[a-z]{2}\d\d)\.procore(?:gov)?\.com$|^procore(?:gov)?\.com$/

/** Tools of the web app: `/{project_id}/project/rfi/list`, `/{company_id}/company/directory/list`. */
export const WEB_TOOLS = {
  project: words(`
  bidding budget calendar change_events change_orders checklists commitments coordination_issues correspondence
  crews daily_log direct_costs documents drawing_log drawings emails equipment estimating forms funding images
  incidents inspections instructions invoicing locations meetings models observations photos prime_contracts
  punch_list reports rfi rfis schedule settings specification_sections specifications submittal_log submittals
  tasks timecards timesheets transmittals`),
  company:
    words(`apps cost_codes erp_integrations permission_templates planroom portfolio prequalification programs
  webhooks workflows`),
  both: words('admin directory home permissions reports schedule timesheets workflow'),
} as const

/** What may follow a tool. Those that are of one item need its number. */
export const WEB_ACTIONS = {
  ofOne: words('show edit download folder detail'),
  ofAll: words('list new home index settings upload create export recycle_bin'),
} as const

/** Versions of the API (fact sheet section 3). */
export const API_VERSIONS = ['v1.0', 'v1.1', 'v1.2', 'v1.3', 'v2.0', 'v2.1'] as const

/** `/rest/v1.0/projects/{project_id}/…` */
export const UNDER_PROJECT = words(`
  accident_logs available_punch_item_managers budget_changes budget_modifications call_logs
  commitment_change_order_batches commitment_change_orders configurable_field_sets
  daily_construction_report_logs daily_log_headers daily_logs delay_logs delivery_logs direct_costs
  directory distribution_groups distribution_groups_with_ancestors documents drawing_areas
  drawing_disciplines drawing_revision_emails drawing_revision_terms drawing_revisions drawing_sets
  drawing_uploads dumpster_logs equipment_logs incidents inspection_logs insurances locations
  manpower_logs meeting_topics meetings notes_logs observation_types observations
  permission_template_assignments permission_templates plan_revision_logs prime_change_order_batches
  prime_change_orders productivity_logs punch_item_assignments punch_list punch_list_assignee_options
  punch_list_read_user_options quantity_logs recycle_bin rfis safety_violation_logs schedule
  specification_section_revision_emails specification_section_terms specification_sets
  specification_uploads submittal_logs submittal_packages submittal_responses submittals timecard_entries
  tools uploads users vendors visitor_logs waste_logs weather_logs work_breakdown_structure
  work_classifications work_logs`)

/** `/rest/v1.0/companies/{company_id}/…` */
export const UNDER_COMPANY = words(`
  app_configurations change_order_change_reasons configurable_field_sets contributing_behaviors
  contributing_conditions custom_field_definitions distribution_groups documents equipment_register
  equipment_register_categories equipment_register_makes equipment_register_models
  equipment_register_types files folders hazards incidents insurances me observation_types
  permission_templates programs project_bid_types project_owner_types project_regions project_stages
  project_types projects recycle_bin roles schedule submittal_statuses submittal_types timecard_entries
  trades uom_categories uoms uploads users vendors webhooks work_breakdown_structure work_classifications`)

/** `/rest/v1.0/…` */
export const AT_ROOT = words(`
  budget_line_items budget_view_snapshots budget_views change_event change_events change_order
  change_order_change_reasons change_order_packages change_order_requests commitments companies
  coordination_issues cost_codes custom_field_definitions departments drawing_areas files folders
  image_categories images insurances line_item_types locations me meeting_attendee_records
  meeting_categories meeting_topics meetings observations offices potential_change_orders prime_contract
  prime_contracts project_roles projects punch_item_types punch_items punch_list purchase_order_contracts
  rfis settings specification_section_divisions specification_section_revisions specification_sections
  standard_cost_code_lists standard_cost_codes sub_jobs submittal_approvers submittal_logs
  submittal_responses task_items tasks tax_codes tax_types timecard_entries todos tools vendors webhooks
  work_order_contracts`)

/** `/rest/v1.0/project/{project_id}/…`, which is no slip there. */
export const UNDER_SINGULAR_PROJECT = words('email_communications')

/** Only with the project in the query (fact sheet section 11). */
export const NEVER_UNDER_PROJECT = words('cost_codes')

/** Further down. */
const DEEPER = words(`
  action_types actions add add_punch_item_attachments advance_ball_in_court affected_body_parts
  affected_companies affected_parties affected_persons affliction_types api_versions approver_id
  assigned_companies assigned_id assignee_companies assignee_company_id assignee_id assignees assignments
  attachments attribute_items attributes available_final_approvers ball_in_court ball_in_court_company_id
  ball_in_court_id body_parts budget_detail_columns budget_details buffer_time bulk bulk_add bulk_create
  bulk_delete bulk_remove bulk_update bulk_updates business_register calendar_items categories
  change_history check_number clones close_and_distribute closed_by_contacts codes comments
  commitment_contracts conditions configuration contact_options coordination_issue_file_id
  copy_from_standard_list copy_subset_from_standard_list cost_code_id count counts created_by_id
  created_from created_via creators current current_revision custom_field_lov_entries daily_totals default
  default_distribution delay_log_types deliveries design_team_review_time detail_rows division drawings
  environmental_types environmentals filing_types filter_options final_approvers find_or_create_by_path
  for_record_only forward_for_review harm_sources hooks ids_with_images inactive index injuries
  injury_filing_types internal_review_time invite is_rejected items lead_time line_items location_id
  managed_equipment near_misses next_available_number number options parent_minutes pdf permissions
  potential_assignees potential_distribution_members potential_rfi_managers prefix_stage_id prepare_time
  priority private procore_item_associations project_assignments property_damages punch_item_managers
  received_from_id received_from_login_information_id recycle remove reorder replies resources response_id
  response_logs responsible_companies responsible_contractor_id restore retrieve revision revisions
  rfi_manager_id segment_items segments send_all_unsent send_email send_unsent severity_levels
  specification_area_id specification_areas specification_section_id stats status status_changes
  status_count status_id status_total statuses sub_job_id submittal_manager_id submittal_package_id
  submittal_workflow_template_id sync task_id task_item_categories task_item_comments
  task_items_project_distribution_members triggers type types units_of_measure unpackaged update_all
  vendor_options watcher_id wbs wbs_codes weather_conditions witness_statements work_activities
  workflow_data`)

export const API_WORDS: ReadonlySet<string> = new Set([
  ...UNDER_PROJECT,
  ...UNDER_COMPANY,
  ...AT_ROOT,
  ...DEEPER,
])

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
