/** Line items: the lines of a contract, a change order or a direct cost, and what they add up to. */
import { choice, decimal, type Field, integer, json, reference, text } from '../../engine/field.ts'
import type { Filter } from '../../engine/filter.ts'
import { lookAbove } from '../../engine/parent.ts'
import { lookUp } from '../../engine/references.ts'
import type { Parent, Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import { asMoney, centsOf, moneyText } from './money.ts'

/** The types that `holder` shows, by the resource above. */
const HOLDER_TYPES: Readonly<Record<string, string>> = {
  purchase_order_contracts: 'PurchaseOrderContract',
  work_order_contracts: 'WorkOrderContract',
  prime_contracts: 'PrimeContract',
  potential_change_orders: 'PotentialChangeOrder',
  commitment_change_orders: 'CommitmentContractChangeOrder',
  prime_change_orders: 'PrimeContractChangeOrder',
  direct_costs: 'DirectCost::Item',
}

export const LINE_ITEM_FIELDS: Readonly<Record<string, Field>> = {
  position: integer({ readonly: true }),
  description: text(),
  cost_code: reference('cost_codes', { input: 'cost_code_id' }),
  line_item_type: reference('line_item_types', { input: 'line_item_type_id' }),
  wbs_code: reference('wbs_codes', { input: 'wbs_code_id' }),
  extended_type: choice(['manual', 'calculated'], { default: 'manual' }),
  quantity: decimal(),
  unit_cost: decimal(),
  uom: text({ charsMax: 255 }),
  amount: decimal(),
  extended_amount: text({ readonly: true }),
  total_amount: text({ readonly: true }),
  tax_code_id: integer(),
  holder: json({ readonly: true }),
  company: json({ readonly: true }),
  project: json({ readonly: true }),
  origin_id: text(),
  origin_data: text(),
}

export const LINE_ITEM_FILTERS: Readonly<Record<string, Filter>> = {
  cost_code_id: { kind: 'equals', on: '$.cost_code.id', as: 'integer' },
  line_item_type_id: { kind: 'equals', on: '$.line_item_type.id', as: 'integer' },
}

/** Sets amount, position and holder. @param table of the lines */
export function deriveLineItem(
  record: Shown,
  writing: Writing,
  parent: Parent,
  lines: string,
): void {
  const isCalculated = record['extended_type'] === 'calculated'
  const quantity = Number(record['quantity'] ?? 0)
  const amount = isCalculated
    ? moneyText(Math.round(quantity * Number(record['unit_cost'] ?? 0) * 100))
    : asMoney(record['amount'] ?? 0)
  record['amount'] = amount
  record['extended_amount'] = amount
  record['total_amount'] = amount
  for (const key of ['quantity', 'unit_cost']) {
    const value = record[key]
    if (typeof value === 'number') record[key] = String(value)
  }
  record['position'] ??= nextPosition(writing, lines)
  record['holder'] ??= holderOf(writing, parent)
  const company = writing.platform.directory.company(writing.companyId)
  record['company'] = company ? { id: company.id, name: company.name } : null
  record['project'] ??= named(lookUp(writing, 'projects', writing.projectId, writing.companyId))
}

export function amountCents(record: Shown | null): number {
  return record ? centsOf(record['total_amount']) : 0
}

/** The record above a line, as it is shown; null when it went meanwhile. */
export function holderRecord(writing: Writing, parent: Parent, id: number): Shown | null {
  const above = lookAbove(writing, parent, id)
  return above && (JSON.parse(above.data) as Shown)
}

function holderOf(writing: Writing, parent: Parent) {
  for (const resource of typeof parent.resource === 'string'
    ? [parent.resource]
    : parent.resource) {
    if (!lookAbove(writing, { ...parent, resource }, writing.parentId)) continue
    return { id: writing.parentId, holder_type: HOLDER_TYPES[resource] ?? resource }
  }
  return null
}

function nextPosition(writing: Writing, lines: string): number {
  const resource = writing.resources.byName(lines)
  if (!resource) return 1
  const table = writing.records.of(writing.resources.shapeOf(resource))
  const sql = 'parent_id = ? ORDER BY id DESC'
  const last = table.findFirst({ sql, values: [writing.parentId] })
  return last ? Number((JSON.parse(last.data) as Shown)['position']) + 1 : 1
}

function named(shown: unknown) {
  if (typeof shown !== 'object' || shown === null) return null
  const { id = null, name = null } = shown as Shown
  return { id, name }
}
