/** One kind of daily log as a resource: what all kinds have in common. */
import { createdBy, date, dateTime, integer, json, reference, text } from '../../engine/field.ts'
import type { Filter } from '../../engine/filter.ts'
import { type PathGroup, type Resource, routesOf } from '../../engine/resource.ts'
import type { LogKind, MorePath } from './log-kind.ts'
import { narrowLogs } from './log-lists.ts'
import { DAILY_LOG_TOOL, withPermissions } from './log-permissions.ts'
import { logHooks } from './log-rules.ts'

const STATUS = "json_extract(data, '$.status')"

export const LOG_FILTERS: Readonly<Record<string, Filter>> = {
  created_by_id: { kind: 'equals', on: '$.created_by.id', as: 'integer' },
  location_id: { kind: 'equals', on: '$.location.id', as: 'integer' },
  vendor_id: { kind: 'equals', on: '$.vendor.id', as: 'integer' },
  daily_log_segment_id: { kind: 'equals', on: '$.daily_log_segment_id', as: 'integer' },
  status: {
    kind: 'word',
    words: {
      all: null,
      approved: { sql: `${STATUS} = 'approved'`, values: [] },
      pending: { sql: `${STATUS} = 'pending'`, values: [] },
    },
  },
}

export function logResource(kind: LogKind, at: number): Resource {
  const { name, wrapper, fields, customFields, configurable } = kind
  return {
    name,
    wrapper,
    belongsTo: 'project',
    firstId: FIRST_ID + at * IDS_A_KIND,
    source: '11, Daily logs',
    paths: [own(kind), ...(kind.morePaths ?? []).map((more) => group(kind, more))],
    fields: {
      date: date({ required: kind.needsDate ?? false }),
      datetime: dateTime(),
      ...fields,
      vendor: fields['vendor'] ?? reference('vendors', { input: 'vendor_id' }),
      location: reference('locations', { input: 'location_id', unknownIs: 'business-rule' }),
      ...(kind.takesPath ? { mt_location: json({ writeonly: true }) } : {}),
      daily_log_header_id: integer({ readonly: true }),
      daily_log_segment_id: integer(),
      position: integer({ readonly: true }),
      ...(kind.isApproved === false ? {} : { status: text({ readonly: true }) }),
      created_by: createdBy(),
      deleted_at: text({ readonly: true }),
    },
    filters: {
      ...LOG_FILTERS,
      search: { kind: 'search', on: ['$.notes', '$.comments', '$.description', '$.vendor.name'] },
    },
    attachments: { key: 'attachments', uploads: ['upload_ids'] },
    event: titleOf(name),
    ...(customFields === undefined ? {} : { customFields }),
    ...(configurable === undefined ? {} : { configurable }),
    hooks: logHooks(kind),
  }
}

/** `accident_logs` are `Accident Logs` to webhooks. */
function titleOf(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (match, letter: string) => {
    return `${match.startsWith('_') ? ' ' : ''}${letter.toUpperCase()}`
  })
}

/** So that ids of different kinds are easy to tell apart. */
const FIRST_ID = 1_000_001
const IDS_A_KIND = 100_000

function own(kind: LogKind): PathGroup {
  const path = `/rest/v1.0/projects/{project_id}/${kind.name}`
  return group(kind, { path, scope: 'project' })
}

/** Who may write at all may delete what is theirs: `permissions` tells, and `logHooks` holds it. */
function group(kind: LogKind, { path, scope }: MorePath): PathGroup {
  const shared = { present: withPermissions }
  const create = { ...shared, success: kind.created ?? 201 }
  const requires = scope === 'either' ? { requires: ['project_id'] } : {}
  return {
    scope,
    tool: DAILY_LOG_TOOL,
    levels: { delete: 'Standard' },
    routes: [
      ...routesOf(path, ['list'], { ...shared, narrow: narrowLogs(kind) }),
      ...routesOf(path, ['show', 'update', 'delete'], shared),
      ...routesOf(path, ['create'], { ...create, ...requires }),
    ],
  }
}
