/** Change events: what may come to cost something, before it is a change order. */
import { choice, createdBy, integer, json, reference, sequence, text } from '../../engine/field.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import type { Change, PathGroup, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Refusal } from '../../reply.ts'
import { asMoney } from './money.ts'

const PATH = '/rest/v1.0/change_events'
/** Lines in one event. A guess. */
const LINES_MAX = 500

/** As the reference names them; their ids are assumed. */
const STATUSES = [
  { id: 1, name: 'Open', mapped_to_status: 'open', default_status: true, show_in_select: true },
  {
    id: 2,
    name: 'Closed',
    mapped_to_status: 'closed',
    default_status: false,
    show_in_select: true,
  },
  {
    id: 3,
    name: 'Pending',
    mapped_to_status: 'pending',
    default_status: false,
    show_in_select: true,
  },
]

export const changeEvents: Resource = {
  name: 'change_events',
  wrapper: 'change_event',
  belongsTo: 'project',
  firstId: 3_300_001,
  source: '6.2, 404 for a disabled tool; the paths are in the reference',
  paths: [
    paths([
      ...routesOf(PATH, ['list', 'show', 'create', 'update']),
      {
        method: 'GET',
        path: '/rest/v1.0/change_event/statuses',
        operation: 'action',
        level: 'Read Only',
        run: (work) => jsonReply(work, STATUSES),
      },
    ]),
  ],
  fields: {
    number: sequence(),
    alphanumeric_number: text({ readonly: true }),
    title: text({ charsMax: 255 }),
    description: text(),
    status: choice(['open', 'closed'], { default: 'open' }),
    change_event_status_id: integer({ writeonly: true, required: true }),
    change_event_status: json({ readonly: true }),
    event_scope: choice(['tbd', 'in_scope', 'out_of_scope'], { required: true }),
    event_type: choice(['tbd', 'allowance', 'contingency', 'owner_change', 'transfer']),
    change_order_change_reason: reference('change_order_change_reasons', {
      input: 'change_order_change_reason_id',
    }),
    rfi: reference('rfis', { input: 'rfi_id' }),
    change_event_line_items: json({ readonly: true, default: [] }),
    created_by: createdBy(),
    deleted_at: text({ readonly: true }),
    origin_id: text(),
    origin_data: text(),
  },
  sorts: { number: { on: '$.number' } },
  event: 'Change Events',
  hooks: { derive, rule },
}

function paths(routes: PathGroup['routes']): PathGroup {
  return { scope: 'project', tool: 'change_events', routes }
}

function derive(record: Shown, { input }: Change): void {
  record['alphanumeric_number'] = record['number'] ?? null
  const given = input['change_event_status_id']
  if (given !== undefined) record['change_event_status'] = statusOf(given)
  const lines = input['change_event_line_items_attributes']
  if (Array.isArray(lines)) record['change_event_line_items'] = lines.map(toLine)
}

function toLine(line: unknown, at: number): Shown {
  const given = (typeof line === 'object' && line !== null ? line : {}) as Shown
  const { description = null, uom = null, cost_code_id = null, line_item_type_id = null } = given
  return {
    id: at + 1,
    number: String(at + 1),
    description,
    uom,
    cost_code_id,
    line_item_type_id,
    estimated_cost_amount: asMoney(given['estimated_cost_amount']),
    estimated_cost_quantity: given['estimated_cost_quantity'] ?? null,
    estimated_cost_unit_cost: given['estimated_cost_unit_cost'] ?? null,
  }
}

/** 422 is documented here, and 400 beside it: an unknown status is a rule of the tool. */
function rule(_record: Shown, { input }: Change): Refusal | null {
  const given = input['change_event_status_id']
  if (given !== undefined && statusOf(given) === null) {
    const fields = { change_event_status_id: [messageOf('invalid-value')] }
    return { failure: 'business-rule', fields }
  }
  const lines = input['change_event_line_items_attributes']
  if (lines === undefined || (Array.isArray(lines) && lines.length <= LINES_MAX)) return null
  const fields = { change_event_line_items_attributes: [messageOf('invalid-value')] }
  return { failure: 'invalid-value', fields }
}

function statusOf(given: unknown) {
  return STATUSES.find(({ id }) => id === Number(given)) ?? null
}
