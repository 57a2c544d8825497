/** Appointments beside the schedule: calendar items, and the to-dos that they were called before. */
import {
  boolean,
  createdBy,
  date,
  dateTime,
  type Field,
  integer,
  reference,
  text,
} from '../../engine/field.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Refusal } from '../../reply.ts'
import { ruleBroken, valueRefused } from '../traits/transitions.ts'

/** The names that the two have for the same three things. */
interface Names {
  readonly start: string
  readonly finish: string
  readonly assigned: string
}

const ITEM: Names = { start: 'start', finish: 'finish', assigned: 'assigned' }
const OLDER: Names = { start: 'start_datetime', finish: 'finish_datetime', assigned: 'assignment' }

const P = '/rest/v1.0/projects/{project_id}/schedule/calendar_items'
const TODOS = '/rest/v1.0/todos'

/** `start_date` and `finish_date` ask for what is on between the two days. */
const narrow: NonNullable<RouteRow['narrow']> = ({ query }) => {
  const [from, to] = [query.get('start_date'), query.get('finish_date')]
  if (from === null && to === null) return null
  const sql = "json_extract(data, '$.finish') >= ? AND json_extract(data, '$.start') <= ?"
  return { sql, values: [from ?? '0000', to ?? '9999'] }
}

export const calendarItems: Resource = {
  ...usual(ITEM),
  name: 'calendar_items',
  wrapper: 'calendar_item',
  firstId: 54_501,
  source: '8',
  paths: [
    {
      scope: 'project',
      tool: 'schedule',
      routes: [
        ...routesOf(P, ['show', 'create', 'update', 'delete', 'sync']),
        { method: 'GET', path: P, operation: 'list', narrow },
      ],
    },
  ],
  fields: fieldsOf(ITEM, date, {}),
  views: { ids_only: ['id'] },
  // The operations document 422 for what cannot be.
  hooks: { derive, rule: (record) => endsBeforeItStarts(record, ITEM, ruleBroken) },
}

export const todos: Resource = {
  ...usual(OLDER),
  name: 'todos',
  wrapper: 'todo',
  firstId: 54_701,
  source: '8',
  paths: [
    {
      scope: 'project',
      tool: 'schedule',
      routes: routesOf(TODOS, ['show', 'create', 'update', 'delete', 'sync']),
    },
  ],
  fields: fieldsOf(OLDER, dateTime, { required: true }),
  hooks: { derive, rule: (record) => endsBeforeItStarts(record, OLDER, valueRefused) },
}

function usual({
  start,
  finish,
  assigned,
}: Names): Pick<Resource, 'belongsTo' | 'filters' | 'sorts' | 'privateTo'> {
  return {
    belongsTo: 'project',
    filters: {
      query: { kind: 'search', on: ['$.name', '$.description'] },
      assigned_id: { kind: 'equals', on: `$.${assigned}.id`, as: 'integer' },
      date: { kind: 'range', on: `$.${start}` },
    },
    sorts: {
      name: { on: '$.name' },
      start_date: { on: `$.${start}` },
      finish_date: { on: `$.${finish}` },
      percent: { on: '$.percentage' },
    },
    privateTo: ['created_by', assigned],
  }
}

function fieldsOf(
  { start, finish, assigned }: Names,
  time: typeof date,
  options: { readonly required?: boolean },
): Record<string, Field> {
  return {
    name: text({ charsMax: 255, ...options }),
    task_name: text({ readonly: true }),
    description: text(),
    [start]: time(options),
    [finish]: time(options),
    percentage: integer({ min: 0, max: 100, default: 0 }),
    color: text(),
    private: boolean({ default: false }),
    milestone: boolean({ readonly: true, default: false }),
    full_outline_path: text({ readonly: true }),
    [assigned]: reference('users', { input: `${assigned}_id` }),
    created_by: createdBy(),
  }
}

function derive(record: Shown, _change: Change): void {
  record['task_name'] = record['name'] ?? null
  record['full_outline_path'] = record['name'] ?? null
}

function endsBeforeItStarts(
  record: Shown,
  names: Names,
  refuse: (field: string, because: string) => Refusal,
): Refusal | null {
  const [start, finish] = [record[names.start], record[names.finish]]
  if (typeof start !== 'string' || typeof finish !== 'string' || finish >= start) return null
  return refuse(names.finish, `${finish} is before ${start}`)
}
