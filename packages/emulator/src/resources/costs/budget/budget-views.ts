/** Views of a budget, its columns, its details: read only. */
import type { Json } from '../../../engine/field.ts'
import { jsonReply } from '../../../engine/json-reply.ts'
import { listOf } from '../../../engine/list.ts'
import { othersWhere } from '../../../engine/other-records.ts'
import { parseId } from '../../../engine/record-id.ts'
import type { Resource, Shown } from '../../../engine/resource.ts'
import type { Located, Work } from '../../../engine/work.ts'
import type { Refusal, Result } from '../../../reply.ts'

const VIEWS = '/rest/v1.0/budget_views'

/** Every project has one. Its name is assumed. */
export const STANDARD_VIEW = { id: 91_001, name: 'Standard Budget View' }

/** From so many rows on the details take too long: 408 is documented, the number is a guess. */
export const DETAIL_ROWS_MAX = 2_000

const COLUMNS = ['original_budget_amount', 'approved_budget_changes', 'revised_budget']

/** The tables whose lines are details of a budget, and what the details call them. */
const DETAILS: Readonly<Record<string, string>> = {
  commitment_line_items: 'commitment',
  direct_cost_line_items: 'direct_cost',
}

export const budgetViews: Resource = {
  name: 'budget_views',
  wrapper: null,
  belongsTo: 'project',
  source: '6.2, 408; the paths are in the reference',
  fields: {},
  paths: [
    {
      scope: 'project',
      tool: 'budget',
      routes: [
        { method: 'GET', path: VIEWS, operation: 'action', level: 'Read Only', run: listViews },
        {
          method: 'GET',
          path: `${VIEWS}/{budget_view_id}/budget_detail_columns`,
          operation: 'action',
          level: 'Read Only',
          run: columns,
        },
        {
          method: 'POST',
          path: `${VIEWS}/{budget_view_id}/budget_details`,
          operation: 'action',
          level: 'Read Only',
          run: details,
        },
      ],
    },
  ],
}

/** Refuses a call that names a view which is not there; else nothing is narrowed. */
export function ofKnownView({ parameters }: Located): Refusal | null {
  if (parseId(parameters['budget_view_id']) === STANDARD_VIEW.id) return null
  const because = `there is no budget view ${parameters['budget_view_id']}`
  return { failure: 'resource-not-found', because }
}

/** A row of the budget, as its view shows it. */
export function detailRow(record: Shown, work: Work): Json {
  const code = (record['cost_code'] ?? null) as Shown | null
  const type = (record['line_item_type'] ?? null) as Shown | null
  return {
    id: record['id'] ?? null,
    company_id: work.companyId,
    project_id: work.projectId,
    cost_code_id: code?.['id'] ?? null,
    cost_code: code ? `${code['full_code']} - ${code['name']}` : null,
    cost_code_origin_id: code?.['origin_id'] ?? null,
    category_id: type?.['id'] ?? null,
    category: type?.['name'] ?? null,
    biller_type: 'Project',
    biller_id: work.projectId,
    original_budget_amount: String(record['original_budget_amount'] ?? 0),
    budget_modifications: '0.0',
    deletable: true,
  }
}

function listViews(work: Work): Result {
  const links = (name: string) => `${VIEWS}/${STANDARD_VIEW.id}/${name}`
  const view = { ...STANDARD_VIEW, description: null, role: 'admin' }
  return listOf(work, [{ ...view, links: { detail_rows: links('detail_rows') } }])
}

function columns(work: Work): Result {
  const refusal = ofKnownView(work)
  if (refusal) return refusal
  const flags = { aggregatable: true, filterable: false, groupable: false }
  const shown = COLUMNS.map((id, at) => ({
    id,
    name: id.replaceAll('_', ' '),
    position: at + 1,
    type: 'standard',
    ...flags,
  }))
  return jsonReply(work, shown)
}

/** The lines that costs of the budget come from, by cost code when `filters` names some. */
function details(work: Work): Result {
  const refusal = ofKnownView(work)
  if (refusal) return refusal
  const filters = (work.body['filters'] ?? {}) as Shown
  const asked = filters['cost_code']
  const codes = Array.isArray(asked) && asked.length > 0 ? new Set(asked.map(Number)) : null
  const rows: Json[] = []
  for (const [table, type] of Object.entries(DETAILS)) {
    const mine = { sql: 'project_id = ?', values: [work.projectId] }
    for (const { shown } of othersWhere(work, table, mine)) {
      const code = (shown['cost_code'] ?? null) as Shown | null
      if (codes && !codes.has(Number(code?.['id']))) continue
      rows.push(detail(shown, code, type))
    }
  }
  if (rows.length <= DETAIL_ROWS_MAX) return jsonReply(work, rows)
  return { failure: 'request-timeout-batch', because: `${rows.length} rows` }
}

function detail(line: Shown, code: Shown | null, type: string): Json {
  return {
    id: line['id'] ?? null,
    description: line['description'] ?? null,
    cost_code: code && { id: code['id'] ?? null, name: code['name'] ?? null },
    cost_type: line['line_item_type'] ?? null,
    contract: line['holder'] ?? null,
    detail_type: { id: type, name: type },
    amount: line['total_amount'] ?? null,
  }
}
