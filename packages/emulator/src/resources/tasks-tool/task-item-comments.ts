/** What is said about a task item, and the step that is taken with it. */
import { choice, createdBy, integer, text } from '../../engine/field.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal } from '../../reply.ts'
import { ruleBroken } from '../traits/transitions.ts'
import { TASK_STATUSES } from './task-items.ts'

const PATH = '/rest/v1.0/companies/{company_id}/projects/{project_id}'

export const taskItemComments: Resource = {
  name: 'task_item_comments',
  wrapper: 'task_item_comment',
  belongsTo: 'project',
  firstId: 55_501,
  source: '11, Tasks',
  paths: [
    {
      scope: 'project',
      tool: 'tasks',
      routes: [
        ...routesOf(`${PATH}/task_item_comments`, ['list', 'create', 'update']),
        ...routesOf(`${PATH}/task_item_comments`, ['delete'], { answers: 'record' }),
      ],
    },
  ],
  fields: {
    comment: text(),
    status: choice(TASK_STATUSES),
    task_item_id: integer({ required: true }),
    created_by: createdBy(),
  },
  filters: {
    task_item_id: { kind: 'equals', on: '$.task_item_id', as: 'integer' },
    created_by_id: { kind: 'equals', on: '$.created_by.id', as: 'integer' },
  },
  attachments: { key: 'attachments', uploads: ['upload_ids'] },
  hooks: { rule, stored, removed: countComments },
}

/** A comment that closes an item closes it, or is refused with it. */
function rule(record: Shown, { input, before, writing }: Change): Refusal | null {
  const item = findOther(writing, 'task_items', Number(record['task_item_id']))
  if (item?.stored.projectId !== writing.projectId) {
    return ruleBroken('task_item_id', `there is no task item ${record['task_item_id']} here`)
  }
  const { status } = input
  if (typeof status === 'string' && !before) {
    const written = writeRecord(writing, item.resource, { status }, item.stored)
    if ('failure' in written) return written
  }
  record['status'] ??= item.shown['status'] ?? null
  return null
}

function stored(record: Shown, { writing }: Change): void {
  countComments(record, writing)
}

function countComments({ task_item_id: id = null }: Shown, writing: Writing): void {
  const item = findOther(writing, 'task_items', Number(id))
  const sql = "project_id = ? AND json_extract(data, '$.task_item_id') = ?"
  const all = othersWhere(writing, 'task_item_comments', {
    sql,
    values: [writing.projectId, Number(id)],
  })
  if (item) rewriteOther(writing, item, { ...item.shown, comments_count: all.length })
}
