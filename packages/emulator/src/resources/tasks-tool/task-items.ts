/** Items of the Tasks tool: what somebody is asked to do, and how far it is. */
import {
  boolean,
  choice,
  createdBy,
  dateTime,
  integer,
  reference,
  references,
  sequence,
  text,
} from '../../engine/field.ts'
import { showInstant } from '../../engine/instant.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import { othersWhere } from '../../engine/other-records.ts'
import { privacyCondition } from '../../engine/privacy.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import { recordsIn } from '../traits/embedded.ts'
import { noDefaultRoute, peopleRoute } from '../traits/people-options.ts'
import { refusedStep, type Transitions } from '../traits/transitions.ts'

export const TASK_STATUSES = ['initiated', 'in_progress', 'ready_for_review', 'closed', 'void']

/** What is under way goes back and forth; what is closed or void is begun again. Assumed. */
const STATUS_STEPS: Transitions = {
  initiated: ['in_progress', 'ready_for_review', 'closed', 'void'],
  in_progress: ['initiated', 'ready_for_review', 'closed', 'void'],
  ready_for_review: ['initiated', 'in_progress', 'closed', 'void'],
  closed: ['initiated', 'in_progress'],
  void: ['initiated'],
}

const PATH = '/rest/v1.0/task_items'
const MEMBERS =
  '/rest/v2.0/companies/{company_id}/projects/{project_id}/task_items_project_distribution_members'

export const taskItems: Resource = {
  name: 'task_items',
  wrapper: 'task_item',
  belongsTo: 'project',
  firstId: 55_001,
  source: '11, Tasks',
  event: 'Task Items',
  paths: [
    {
      scope: 'project',
      tool: 'tasks',
      routes: [
        ...routesOf(PATH, ['list', 'show', 'create', 'update']),
        ...routesOf(PATH, ['delete'], { success: 204 }),
        peopleRoute(`${PATH}/assignees`, 'tasks', 'Standard'),
        {
          method: 'GET',
          path: `${PATH}/assignees/current`,
          operation: 'action',
          level: 'Read Only',
          run: listAssignees,
        },
        { method: 'POST', path: `${PATH}/send_unsent`, operation: 'action', run: sendUnsent },
        noDefaultRoute(`${MEMBERS}/default`),
        peopleRoute(`${MEMBERS}/options`, 'tasks', 'Read Only'),
      ],
    },
  ],
  fields: {
    number: sequence(),
    title: text({ charsMax: 255 }),
    description: text(),
    status: choice(TASK_STATUSES, { default: 'initiated' }),
    due_date: dateTime(),
    closed_at: text({ readonly: true }),
    private: boolean({ default: false }),
    task_item_category: reference('task_item_categories', { input: 'task_item_category_id' }),
    assigned: reference('users', { input: 'assigned_id' }),
    assignees: references('users', { input: 'assignee_ids', default: [] }),
    distribution_members: references('users', { input: 'distribution_member_ids', default: [] }),
    sent_at: text({ readonly: true }),
    comments_count: integer({ readonly: true, default: 0 }),
    created_by: createdBy(),
  },
  shownAs: { id: 'id', number: 'number', title: 'title', status: 'status' },
  filters: {
    query: { kind: 'search', on: ['$.title', '$.description', '$.number'] },
    assigned_id: { kind: 'any-id', on: '$.assignees' },
    created_by_id: { kind: 'equals', on: '$.created_by.id', as: 'integer' },
    status: { kind: 'equals', on: '$.status', as: 'text' },
    task_item_category_id: { kind: 'equals', on: '$.task_item_category.id', as: 'integer' },
    due_date: { kind: 'range', on: '$.due_date' },
  },
  sorts: {
    number: { on: '$.number' },
    title: { on: '$.title' },
    assignee: { on: '$.assigned.name' },
    due_date: { on: '$.due_date' },
    status: { on: '$.status' },
    category: { on: '$.task_item_category.name' },
  },
  attachments: { key: 'attachments', uploads: ['upload_ids'] },
  privateTo: ['created_by', 'assignees', 'distribution_members'],
  hooks: { derive, rule },
}

/** One assignee is the older way to say a list of one. */
function derive(record: Shown, { input, before, writing }: Change): void {
  record['status'] ??= 'initiated'
  const assigned = record['assigned'] ?? null
  if (input['assignee_ids'] !== undefined) {
    record['assigned'] = recordsIn(record['assignees'])[0] ?? null
  } else if (input['assigned_id'] !== undefined) {
    record['assignees'] = assigned === null ? [] : [assigned]
  }
  const isClosed = record['status'] === 'closed'
  if (!isClosed) record['closed_at'] = null
  else if (before?.['status'] !== 'closed') record['closed_at'] = showInstant(writing.nowMs)
}

function rule(record: Shown, { before }: Change): Refusal | null {
  return before && refusedStep(STATUS_STEPS, 'status', before['status'], record['status'])
}

/** Those who are asked to do something that this caller may see. */
function listAssignees(work: Work): Result {
  const seen = new Map<number, Shown>()
  for (const { shown } of visible(work)) {
    for (const each of recordsIn(shown['assignees'])) seen.set(Number(each['id']), each)
  }
  return listOf(work, [...seen.values()])
}

function sendUnsent(work: Work): Result {
  const table = work.records.of(work.resources.shapeOf(work.route.resource))
  const unsent = visible(work).filter(({ shown }) => {
    return shown['sent_at'] === null && recordsIn(shown['assignees']).length > 0
  })
  work.records.transaction(() => {
    for (const { stored, shown } of unsent) {
      const now = { ...shown, sent_at: showInstant(work.nowMs) }
      table.update({ ...stored, data: JSON.stringify(now) })
    }
  })
  return jsonReply(
    work,
    unsent.map(({ stored }) => ({ id: stored.id })),
  )
}

function visible(work: Work) {
  const privacy = privacyCondition(work)
  const sql = `project_id = ?${privacy ? ` AND ${privacy.sql}` : ''}`
  const values = [work.projectId, ...(privacy?.values ?? [])]
  return othersWhere(work, 'task_items', { sql, values })
}
