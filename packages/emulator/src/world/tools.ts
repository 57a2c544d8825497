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
]

export const COMPANY_TOOL_NAMES: ReadonlySet<string> = new Set(COMPANY_TOOLS.map((t) => t.name))
export const PROJECT_TOOL_NAMES: ReadonlySet<string> = new Set(PROJECT_TOOLS.map((t) => t.name))
