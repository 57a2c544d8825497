/** Observations: what was seen on site and has to be put right. */
import {
  boolean,
  choice,
  createdBy,
  date,
  integer,
  reference,
  references,
  sequence,
  text,
} from '../../engine/field.ts'
import type { Filter } from '../../engine/filter.ts'
import { findRecord } from '../../engine/find-record.ts'
import { showDay, showInstant } from '../../engine/instant.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import { othersWhere } from '../../engine/other-records.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import { noDefaultRoute, peopleRoute } from '../traits/people-options.ts'
import { refusedStep, ruleBroken, type Transitions } from '../traits/transitions.ts'

/** In the order of the integers that the filter takes (fact sheet section 11). */
export const STATUSES = ['initiated', 'ready_for_review', 'not_accepted', 'closed']

/** Somebody puts it right, somebody else accepts that or does not; what is closed is opened. Assumed. */
const STATUS_STEPS: Transitions = {
  initiated: ['ready_for_review', 'closed'],
  ready_for_review: ['initiated', 'not_accepted', 'closed'],
  not_accepted: ['ready_for_review', 'closed'],
  closed: ['initiated'],
}

const byId = (on: string): Filter => ({ kind: 'equals', on, as: 'integer' })

const BASE = '/rest/v1.0/observations'
const ITEMS = `${BASE}/items`
const P = '/rest/v1.0/projects/{project_id}'
const BIN = `${P}/recycle_bin/observations/items`

const reading = { method: 'GET', operation: 'action', level: 'Read Only' } as const
const bin: readonly RouteRow[] = [
  { method: 'GET', path: BIN, operation: 'bin' },
  { method: 'GET', path: `${BIN}/{id}`, operation: 'bin-show' },
  { method: 'PATCH', path: `${BIN}/{id}/restore`, operation: 'restore' },
]

export const observations: Resource = {
  name: 'observations',
  wrapper: 'observation',
  belongsTo: 'project',
  firstId: 52_101,
  source: '11, Observations',
  event: 'Observation Items',
  paths: [
    {
      scope: 'project',
      tool: 'observations',
      routes: [
        ...routesOf(ITEMS, ['list', 'show', 'create', 'update']),
        {
          method: 'DELETE',
          path: `${P}/observations/items/{id}`,
          operation: 'delete',
          success: 204,
        },
        ...bin,
        { ...reading, path: `${ITEMS}/next_available_number`, run: nextNumber },
        { ...reading, path: `${P}/observations/items/statuses`, run: listStatuses },
        { ...reading, path: `${ITEMS}/{id}/pdf`, run: showPdf },
        { method: 'POST', path: `${ITEMS}/send_unsent`, operation: 'action', run: sendUnsent },
        { method: 'POST', path: `${ITEMS}/{id}/send_email`, operation: 'action', run: sendEmail },
        peopleRoute(`${BASE}/assignees`, 'observations', 'Standard', withoutLogin),
        peopleRoute(`${BASE}/potential_distribution_members`, 'observations', 'Read Only'),
        noDefaultRoute(`${BASE}/default_distribution`),
      ],
    },
  ],
  fields: {
    number: sequence(),
    name: text({ required: true, charsMax: 255 }),
    description: text(),
    description_rich_text: text({ readonly: true }),
    status: choice(STATUSES, { default: 'initiated' }),
    priority: choice(['Low', 'Medium', 'High', 'Urgent']),
    type: reference('observation_types', { input: 'type_id', required: true }),
    date_notified: text({ readonly: true }),
    due_date: date(),
    closed_at: text({ readonly: true }),
    deleted_at: text({ readonly: true }),
    personal: boolean({ default: false }),
    assignee: reference('users', { input: 'assignee_id' }),
    distribution_members: references('users', { input: 'distribution_member_ids', default: [] }),
    location: reference('locations', { input: 'location_id' }),
    trade: reference('trades', { input: 'trade_id' }),
    specification_section: reference('specification_sections', {
      input: 'specification_section_id',
    }),
    checklist_item_id: integer(),
    coordination_issue_id: integer(),
    incident_action_id: integer(),
    created_by: createdBy(),
  },
  unique: [{ fields: ['number'], within: 'project', refusedAs: 'business-rule' }],
  shownAs: { id: 'id', number: 'number', name: 'name', status: 'status' },
  filters: {
    search: { kind: 'search', on: ['$.name', '$.number', '$.description'] },
    status: {
      kind: 'equals',
      on: '$.status',
      as: 'text',
      words: Object.fromEntries(STATUSES.map((status, at) => [String(at), status])),
    },
    priority: { kind: 'equals', on: '$.priority', as: 'text' },
    type_id: byId('$.type.id'),
    assignee_id: byId('$.assignee.id'),
    created_by_id: byId('$.created_by.id'),
    location_id: byId('$.location.id'),
    trade_ids: byId('$.trade.id'),
    checklist_item_id: byId('$.checklist_item_id'),
    due_date: { kind: 'range', on: '$.due_date' },
  },
  customFields: true,
  configurable: 'Observations::Item',
  attachments: { key: 'attachments', uploads: ['upload_ids'] },
  privateBy: 'personal',
  privateTo: ['created_by', 'assignee'],
  hooks: { derive, rule, keeps },
}

function derive(record: Shown, { before, writing }: Change): void {
  record['status'] ??= 'initiated'
  record['description_rich_text'] = record['description'] ?? null
  const isClosed = record['status'] === 'closed'
  if (!isClosed) record['closed_at'] = null
  else if (before?.['status'] !== 'closed') record['closed_at'] = showInstant(writing.nowMs)
}

function rule(record: Shown, { before }: Change): Refusal | null {
  return before && refusedStep(STATUS_STEPS, 'status', before['status'], record['status'])
}

/** What was put right stays on record. Assumed, for the 422 that the operation documents. */
function keeps({ status }: Shown, _writing: Writing): Refusal | null {
  return status === 'closed' ? ruleBroken('base', 'the observation is closed') : null
}

function nextNumber(work: Work): Result {
  const all = othersWhere(work, 'observations', {
    sql: 'project_id = ?',
    values: [work.projectId],
  })
  const numbers = all.map(({ shown }) => Number(shown['number'])).filter(Number.isSafeInteger)
  const next = numbers.reduce((highest, number) => Math.max(highest, number), 0) + 1
  return jsonReply(work, { next_available_number: String(next) })
}

function listStatuses(work: Work): Result {
  return jsonReply(
    work,
    STATUSES.map((status) => ({ status, label: labelOf(status) })),
  )
}

/** `ready_for_review` is shown to people as `Ready For Review`. */
export function labelOf(status: string): string {
  const words = status.split('_')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
}

function showPdf(work: Work): Result {
  const record = findRecord(work)
  if ('failure' in record) return record
  const url = `${new URL(work.call.request.url).origin}/${work.projectId}/observations/${record.id}`
  return jsonReply(work, { id: record.id, url, pdf_url: `${url}.pdf` })
}

/** Those that nobody was told of: the assignees are told now, and the day is noted. */
function sendUnsent(work: Work): Result {
  const { resource } = work.route
  const table = work.records.of(work.resources.shapeOf(resource))
  const unsent = othersWhere(work, 'observations', {
    sql: "project_id = ? AND json_extract(data, '$.date_notified') IS NULL",
    values: [work.projectId],
  }).filter(({ shown }) => shown['assignee'] !== null && shown['assignee'] !== undefined)
  const sent = unsent.map(({ stored, shown }) => {
    const now = { ...shown, date_notified: showDay(work.nowMs) }
    table.update({ ...stored, data: JSON.stringify(now) })
    return now
  })
  return listOf(work, sent)
}

function sendEmail(work: Work): Result {
  const record = findRecord(work)
  return 'failure' in record ? record : jsonReply(work, {})
}

function withoutLogin({ id = null, name = null }: Shown): Shown {
  return { id, name, vendor: null }
}
