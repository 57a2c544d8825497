/** Modifications of a budget, which move money between its lines, and changes, which are approved first. */
import { choice, createdBy, integer, json, sequence, text } from '../../../engine/field.ts'
import { messageOf } from '../../../engine/messages.ts'
import { findOther } from '../../../engine/other-records.ts'
import type { Change, Resource, Shown } from '../../../engine/resource.ts'
import { routesOf } from '../../../engine/resource.ts'
import type { Writing } from '../../../engine/work.ts'
import type { Refusal } from '../../../reply.ts'
import { changedKeys } from '../../contracts/locks.ts'
import { asMoney } from '../../contracts/money.ts'

const P = '/rest/v1.0/projects/{project_id}'
const SOURCE = '6.2, 422; the paths are in the reference'
const ENDS = ['from_budget_line_item_id', 'to_budget_line_item_id'] as const

export const budgetModifications: Resource = {
  name: 'budget_modifications',
  wrapper: 'budget_modification',
  belongsTo: 'project',
  firstId: 3_000_001,
  source: SOURCE,
  paths: [
    {
      scope: 'project',
      tool: 'budget',
      levels: { delete: 'Standard' },
      routes: routesOf(`${P}/budget_modifications`, ['list', 'show', 'create', 'update', 'delete']),
    },
  ],
  fields: {
    from_budget_line_item_id: integer(),
    to_budget_line_item_id: integer({ required: true }),
    transfer_amount: text({ required: true }),
    notes: text(),
    origin_id: text(),
    origin_data: text(),
  },
  event: 'Budget Modifications',
  hooks: {
    derive(record) {
      record['transfer_amount'] = asMoney(record['transfer_amount'])
    },
    rule: knowsItsLines,
  },
}

function knowsItsLines(record: Shown, { writing }: Change): Refusal | null {
  for (const end of ENDS) {
    const id = record[end] ?? null
    if (id !== null && !isOfProject(writing, Number(id))) {
      return { failure: 'invalid-value', fields: { [end]: [messageOf('invalid-value')] } }
    }
  }
  return null
}

function isOfProject(writing: Writing, id: number): boolean {
  return findOther(writing, 'budget_line_items', id)?.stored.projectId === writing.projectId
}

export const budgetChanges: Resource = {
  name: 'budget_changes',
  wrapper: null,
  belongsTo: 'project',
  firstId: 3_100_001,
  source: SOURCE,
  paths: [
    {
      scope: 'project',
      tool: 'budget',
      levels: { delete: 'Standard' },
      routes: [
        // In an envelope, though it is v1: so says the reference.
        ...routesOf(`${P}/budget_changes`, ['list'], { enclose: (page) => ({ data: page }) }),
        ...routesOf(`${P}/budget_changes`, ['show', 'create', 'update'], {
          present: (record) => ({ data: record }),
        }),
        ...routesOf(`${P}/budget_changes`, ['delete'], { success: 204, answers: 'nothing' }),
      ],
    },
  ],
  fields: {
    number: sequence(),
    title: text({ charsMax: 255 }),
    description: text(),
    status: choice(['draft', 'approved', 'under_review', 'void'], { required: true }),
    adjustment_line_items: json({ default: [] }),
    production_quantities: json({ default: [] }),
    created_by: createdBy(),
  },
  event: 'Budget Changes',
  hooks: { rule: staysApproved },
}

/** From an approval only the way to void is open. Assumed: 422 is listed, and its cause is not. */
function staysApproved(record: Shown, { before }: Change): Refusal | null {
  if (before?.['status'] !== 'approved' || record['status'] === 'void') return null
  const changed = changedKeys(before, record).filter((key) => key !== 'updated_at')
  if (changed.length === 0) return null
  return { failure: 'business-rule', fields: { status: [messageOf('business-rule')] } }
}
