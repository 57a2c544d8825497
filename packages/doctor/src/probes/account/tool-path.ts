/** Where a tool's list is read: most stand under their project, some take it in the query. */
import { pathStep } from './path-step.ts'

/**
 * Words that are a path of their own. Source: the operations of the public reference that require
 * `project_id` in the query; of each tool that people ask about its list.
 */
const FLAT: ReadonlySet<string> = new Set([
  'bim_models',
  'change_events',
  'change_order_packages',
  'change_order_requests',
  'commitments',
  'coordination_issues',
  'cost_codes',
  'folders',
  'images',
  'links',
  'meetings',
  'observations/items',
  'payment_applications',
  'potential_change_orders',
  'prime_contracts',
  'punch_items',
  'purchase_order_contracts',
  'requisitions',
  'specification_sections',
  'tasks',
  'work_order_contracts',
])

/** What people call a tool, where its path has another word. */
const OTHER_WORD: Readonly<Record<string, string>> = {
  daily_log: 'daily_log_headers',
  daily_logs: 'daily_log_headers',
  drawings: 'drawing_revisions',
  observations: 'observations/items',
  photos: 'images',
  punch_list: 'punch_items',
  rfi: 'rfis',
  specifications: 'specification_sections',
}

export function toolPath(projectId: string, tool: string): string {
  const word = tool.toLowerCase().replace(/[\s-]+/g, '_')
  const own = OTHER_WORD[word] ?? word
  return FLAT.has(own)
    ? `/rest/v1.0/${own}?project_id=${encodeURIComponent(projectId)}&per_page=1`
    : `/rest/v1.0/projects/${pathStep(projectId)}/${pathStep(own)}?per_page=1`
}
