/**
 * The tools of a company and of a project, by their engine names. Source: fact sheet sections 7 and 11
 * for what there is; the names and ids are assumed, as no schema lists them.
 */

export interface Tool {
  readonly id: number
  /** As in `engine_name`: what levels and `tool` in a resource name. */
  readonly name: string
  readonly title: string
  /** A project cannot switch it off. */
  readonly required?: boolean
}

const company = (id: number, name: string, title: string): Tool => ({ id, name, title })
const project = (id: number, name: string, title: string): Tool => ({ id, name, title })

export const COMPANY_TOOLS: readonly Tool[] = [
  company(101, 'portfolio', 'Portfolio'),
  company(102, 'directory', 'Directory'),
  company(103, 'documents', 'Documents'),
  company(104, 'permissions', 'Permissions'),
  company(105, 'admin', 'Admin'),
  company(106, 'webhooks_api', 'Webhooks API'),
  company(107, 'cost_catalog', 'Cost Catalog'),
  company(108, 'schedule', 'Schedule'),
  company(109, 'programs', 'Programs'),
  company(110, 'inspections', 'Inspections'),
  company(111, 'action_plans', 'Action Plans'),
  company(112, 'forms', 'Forms'),
  company(113, 'equipment', 'Equipment'),
  company(114, 'timesheets', 'Timesheets'),
  company(115, 'resource_planning', 'Resource Planning'),
  company(116, 'workflows', 'Workflows'),
  company(117, 'planroom', 'Planroom'),
  company(118, 'reports', 'Reports'),
]

export const PROJECT_TOOLS: readonly Tool[] = [
  { ...project(201, 'project_home', 'Home'), required: true },
  { ...project(202, 'directory', 'Directory'), required: true },
  { ...project(203, 'admin', 'Admin'), required: true },
  project(204, 'rfi', 'RFIs'),
  project(205, 'submittals', 'Submittals'),
  project(206, 'documents', 'Documents'),
  project(207, 'drawings', 'Drawings'),
  project(208, 'photos', 'Photos'),
  project(209, 'schedule', 'Schedule'),
  project(210, 'tasks', 'Tasks'),
  project(211, 'daily_log', 'Daily Log'),
  project(212, 'punch_list', 'Punch List'),
  project(213, 'observations', 'Observations'),
  project(214, 'incidents', 'Incidents'),
  project(215, 'meetings', 'Meetings'),
  project(216, 'budget', 'Budget'),
  project(217, 'commitments', 'Commitments'),
  project(218, 'prime_contracts', 'Prime Contracts'),
  project(219, 'change_orders', 'Change Orders'),
  project(220, 'direct_costs', 'Direct Costs'),
  project(221, 'coordination_issues', 'Coordination Issues'),
  project(222, 'specifications', 'Specifications'),
  project(223, 'webhooks_api', 'Webhooks API'),
  project(224, 'change_events', 'Change Events'),
  project(225, 'inspections', 'Inspections'),
  project(226, 'action_plans', 'Action Plans'),
  project(227, 'forms', 'Forms'),
  project(228, 'emails', 'Emails'),
  project(229, 'equipment', 'Equipment'),
  project(230, 'timesheets', 'Timesheets'),
  project(231, 'crews', 'Crews'),
  project(232, 'bim', 'Models'),
  project(233, 'estimating', 'Estimating'),
  project(234, 'bidding', 'Bidding'),
  project(235, 'correspondence', 'Correspondence'),
  project(236, 'transmittals', 'Transmittals'),
  project(237, 'instructions', 'Instructions'),
  project(238, 'reports', 'Reports'),
]

/** None for whoever is not given it by name, or Admin of everything (fact sheet section 7, "Webhooks API"). */
export const OPT_IN_TOOLS: ReadonlySet<string> = new Set(['webhooks_api'])

export const COMPANY_TOOL_NAMES: ReadonlySet<string> = new Set(COMPANY_TOOLS.map((t) => t.name))
export const PROJECT_TOOL_NAMES: ReadonlySet<string> = new Set(PROJECT_TOOLS.map((t) => t.name))

/** As people know it: "RFIs" for `rfi`. A name that is no tool's stands for itself. */
export function toolTitle(name: string): string {
  const tool = [...PROJECT_TOOLS, ...COMPANY_TOOLS].find((each) => each.name === name)
  return tool?.title ?? name
}
