/** Coordination issues: clashes and the like, found in a model before they are built. */
import { choice, createdBy, date, integer, json, reference, text } from '../engine/field.ts'
import { jsonReply } from '../engine/json-reply.ts'
import { messageOf } from '../engine/messages.ts'
import { findOther, othersWhere } from '../engine/other-records.ts'
import { parseId } from '../engine/record-id.ts'
import { removeRecord } from '../engine/remove-record.ts'
import type { Resource, RouteRow } from '../engine/resource.ts'
import { routesOf } from '../engine/resource.ts'
import { SYNC_ITEMS_MAX, UNKNOWN_ID } from '../engine/sync-records.ts'
import type { Work } from '../engine/work.ts'
import type { Result } from '../reply.ts'

const PATH = '/rest/v1.0/coordination_issues'
const NAME = 'coordination_issues'

const STATUSES = [
  'open',
  'in_progress',
  'blocked',
  'unblocked',
  'ready_for_review',
  'moved_to_observation',
  'closed',
]
const ISSUE_TYPES = [
  'building_code',
  'clash',
  'client_feedback',
  'constructability',
  'coordination',
  'design_review',
  'existing_condition',
  'requirement_change',
  'other',
]
const OPTIONS = ['status', 'assignee_id', 'created_by_id', 'location_id']

export const coordinationIssues: Resource = {
  name: NAME,
  wrapper: 'coordination_issue',
  belongsTo: 'project',
  firstId: 3_500_001,
  source: '8; 7, Tools by category',
  paths: [
    {
      scope: 'project',
      tool: NAME,
      levels: { delete: 'Standard', bin: 'Standard', 'bin-show': 'Standard', restore: 'Standard' },
      routes: [
        ...routesOf(PATH, ['list', 'show', 'create', 'update', 'sync', 'bin', 'bin-show']),
        ...routesOf(PATH, ['delete'], { success: 204, answers: 'nothing' }),
        {
          method: 'PATCH',
          path: `${PATH}/recycle_bin/{id}`,
          operation: 'restore',
          success: 204,
          answers: 'nothing',
        },
        { method: 'POST', path: `${PATH}/bulk_delete`, operation: 'action', run: removeMany },
        {
          method: 'GET',
          path: `${PATH}/status_total`,
          operation: 'action',
          level: 'Read Only',
          run: countByStatus,
        },
        ...OPTIONS.map(optionsOf),
      ],
    },
  ],
  fields: {
    uuid: text(),
    title: text({ required: true, charsMax: 255 }),
    description: text(),
    status: choice(STATUSES, { default: 'open' }),
    issue_type: choice(ISSUE_TYPES),
    priority: choice(['low', 'medium', 'high', 'critical']),
    assignee: reference('users', { input: 'assignee_id' }),
    location: reference('locations', { input: 'location_id' }),
    trade: reference('trades', { input: 'trade_id' }),
    due_date: date(),
    creation_source: text(),
    coordination_issue_file_id: integer(),
    drawing_revision_id: integer(),
    bim_model_id: integer(),
    origin: json(),
    created_by: createdBy(),
    deleted_at: text({ readonly: true }),
    origin_id: text(),
  },
  filters: {
    status: { kind: 'equals', on: '$.status', as: 'text' },
    issue_type: { kind: 'equals', on: '$.issue_type', as: 'text' },
    priority: { kind: 'equals', on: '$.priority', as: 'text' },
    assignee_id: { kind: 'equals', on: '$.assignee.id', as: 'integer' },
    created_by_id: { kind: 'equals', on: '$.created_by.id', as: 'integer' },
    location_id: { kind: 'equals', on: '$.location.id', as: 'integer' },
    trade_id: { kind: 'equals', on: '$.trade.id', as: 'integer' },
    due_date: { kind: 'range', on: '$.due_date' },
    ids: { kind: 'id' },
    search: { kind: 'search', on: ['$.title', '$.description'] },
  },
  sorts: { title: { on: '$.title' }, due_date: { on: '$.due_date' } },
  views: { compact: ['id', 'title', 'status', 'assignee', 'due_date'] },
  event: 'Coordination Issues',
}

function optionsOf(name: string): RouteRow {
  return { method: 'GET', path: `${PATH}/filter_options/${name}`, operation: 'filter-options' }
}

/** Each id for itself, as in a sync: those that are nobody's are named. */
function removeMany(work: Work): Result {
  const { deletes } = work.body
  if (!Array.isArray(deletes)) {
    return { failure: 'missing-field', fields: { deletes: [messageOf('missing-field')] } }
  }
  if (deletes.length > SYNC_ITEMS_MAX) {
    return { failure: 'batch-too-large', because: `${deletes.length} items` }
  }
  const entities: { id: number }[] = []
  const errors: unknown[] = []
  work.records.transaction(() => {
    for (const each of deletes) {
      const id = parseId((each as { id?: unknown } | null)?.id)
      const issue = id === null ? null : findOther(work, NAME, id)
      const isHere = issue?.stored.projectId === work.projectId
      if (issue && isHere && removeRecord(work, coordinationIssues, issue.stored) === null) {
        entities.push({ id: issue.stored.id })
      } else {
        errors.push({ id, errors: UNKNOWN_ID })
      }
    }
  })
  return jsonReply(work, { entities, errors })
}

function countByStatus(work: Work): Result {
  const counts: Record<string, number> = {}
  for (const status of STATUSES) counts[`${status}_count`] = 0
  const mine = { sql: 'project_id = ?', values: [work.projectId] }
  for (const { shown } of othersWhere(work, NAME, mine)) {
    const key = `${shown['status']}_count`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return jsonReply(work, counts)
}
