/** Tasks of the schedule: what is built when, one below the other. */
import {
  boolean,
  createdBy,
  dateTime,
  decimal,
  integer,
  integerList,
  reference,
  text,
} from '../../engine/field.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import { lookUp } from '../../engine/references.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { valueRefused } from '../traits/transitions.ts'

/** A summary is at most so deep: a bound for the walk upwards. A guess. */
const DEPTH_MAX = 50

export const scheduleTasks: Resource = {
  name: 'tasks',
  wrapper: 'task',
  belongsTo: 'project',
  firstId: 54_001,
  source: '11, Tasks; 8',
  event: 'Tasks',
  paths: [
    {
      scope: 'project',
      tool: 'schedule',
      routes: routesOf('/rest/v1.0/tasks', ['list', 'show', 'create', 'update', 'delete', 'sync']),
    },
  ],
  fields: {
    name: text({ charsMax: 255 }),
    task_name: text({ readonly: true }),
    key: text({ readonly: true }),
    start_datetime: dateTime({ input: 'start' }),
    finish_datetime: dateTime({ input: 'finish' }),
    actual_start: dateTime(),
    actual_finish: dateTime(),
    baseline_start: dateTime(),
    baseline_finish: dateTime(),
    start_variance: decimal(),
    finish_variance: decimal(),
    percentage: integer({ min: 0, max: 100, default: 0 }),
    color: text({ readonly: true }),
    parent_id: integer(),
    has_children: boolean({ default: false }),
    full_outline_path: text(),
    pending: boolean({ readonly: true, default: false }),
    activity_id: text(),
    schedule_activity_id: text({ readonly: true }),
    resource_name: text({ readonly: true }),
    resource_ids: integerList({ default: [] }),
    critical_path: boolean({ default: false }),
    milestone: boolean({ default: false }),
    row_number: integer(),
    source_uid: text(),
    wbs: text(),
    schedule_duration: decimal({ min: 0 }),
    notes: text(),
    manually_edited: boolean({ default: false }),
    origin_id: text(),
    origin_data: text(),
    created_by: createdBy(),
    updated_by: reference('users', { readonly: true }),
  },
  shownAs: {
    id: 'id',
    name: 'name',
    key: 'key',
    start_date: 'start_datetime',
    finish_date: 'finish_datetime',
  },
  filters: {
    row_number: { kind: 'equals', on: '$.row_number', as: 'integer' },
    query: { kind: 'search', on: ['$.name'] },
  },
  sorts: { name: { on: '$.name' }, row_number: { on: '$.row_number' } },
  views: {
    compact: ['id', 'name', 'task_name', 'key', 'start_datetime', 'finish_datetime', 'percentage'],
  },
  hooks: { derive, rule, stored, removed },
}

function derive(record: Shown, { input, before, writing }: Change): void {
  record['task_name'] = record['name'] ?? null
  record['key'] = String(record['id'])
  record['schedule_activity_id'] = record['activity_id'] ?? null
  const actor = lookUp(writing, 'users', writing.userId, writing.companyId) ?? null
  record['updated_by'] = before ? actor : null
  const isMoved = input['start'] !== undefined || input['finish'] !== undefined
  const isSaid = input['schedule_duration'] !== undefined
  if (isMoved && !isSaid) record['schedule_duration'] = daysOf(record)
}

function rule(record: Shown, { writing }: Change): Refusal | null {
  const { start_datetime: start, finish_datetime: finish, parent_id: parentId } = record
  if (typeof start === 'string' && typeof finish === 'string' && finish < start) {
    return valueRefused('finish', `${finish} is before ${start}`)
  }
  if (parentId === null || parentId === undefined) return null
  let above: number | null = Number(parentId)
  for (let depth = 0; above !== null; depth++) {
    const task = findOther(writing, 'tasks', above)
    const isHere = task?.stored.projectId === writing.projectId
    if (!isHere || above === record['id'] || depth >= DEPTH_MAX) {
      return valueRefused('parent_id', `task ${parentId} cannot stand above this one`)
    }
    const next: Shown[string] | undefined = task.shown['parent_id']
    above = typeof next === 'number' ? next : null
  }
  return null
}

function stored(record: Shown, { before, writing }: Change): void {
  for (const id of [before?.['parent_id'], record['parent_id']]) tellParent(id, writing)
}

function removed(record: Shown, writing: Writing): void {
  tellParent(record['parent_id'], writing)
}

/** Whether a task has others below it follows from them. */
function tellParent(id: Shown[string] | undefined, writing: Writing): void {
  const parent = typeof id === 'number' ? findOther(writing, 'tasks', id) : null
  if (!parent) return
  const sql = "project_id = ? AND json_extract(data, '$.parent_id') = ?"
  const below = othersWhere(writing, 'tasks', { sql, values: [writing.projectId, Number(id)] })
  const hasChildren = below.length > 0
  if (parent.shown['has_children'] === hasChildren) return
  rewriteOther(writing, parent, { ...parent.shown, has_children: hasChildren })
}

/** Days from start to finish, both counted; null while either is open. */
function daysOf({ start_datetime: start, finish_datetime: finish }: Shown): number | null {
  if (typeof start !== 'string' || typeof finish !== 'string') return null
  return Math.floor((Date.parse(finish) - Date.parse(start)) / 86_400_000) + 1
}
