/**
 * What hangs below an incident: who was hurt, what was damaged, what was nearly so, what was done, and what
 * witnesses say. Six kinds that are alike; the incident counts them, and is closed over them.
 */
import { createdBy, integer, text } from '../../engine/field.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { ruleBroken } from '../traits/transitions.ts'
import { RECORD_KINDS, type RecordKind } from './incident-record-kinds.ts'
import { binRoutes, optionRoutes } from './incident-routes.ts'

const P = '/rest/v1.0/projects/{project_id}'
const BIN = `${P}/recycle_bin/incidents`
const BIN11 = '/rest/v1.1/projects/{project_id}/recycle_bin/incidents'

export const INCIDENT_RECORDS: readonly Resource[] = RECORD_KINDS.map(resourceOf)

function resourceOf(kind: RecordKind, at: number): Resource {
  const { name, wrapper, event, fields, filters, options, countedIn } = kind
  const path = `${P}/incidents/${name}`
  const count = (record: Shown, writing: Writing) => recount(record, writing, countedIn)
  return {
    name: `incident_${name}`,
    wrapper,
    event,
    belongsTo: 'project',
    parent: { resource: 'incidents', parameter: 'incident_id', attribute: 'incident_id' },
    firstId: 58_501 + at * 100,
    source: '11, Incidents',
    paths: [
      {
        scope: 'project',
        tool: 'incidents',
        routes: [
          ...routesOf(path, ['list', 'show', 'create', 'update']),
          ...routesOf(path, ['delete'], { success: 204 }),
          ...binRoutes(`${BIN}/${name}`),
          ...(kind.hasBin11 ? binRoutes(`${BIN11}/${name}`) : []),
          ...optionRoutes(path, options),
        ],
      },
    ],
    fields: {
      incident_id: integer(),
      number: integer({ readonly: true }),
      full_number: text({ readonly: true }),
      ...(name === 'witness_statements' ? {} : { description: text() }),
      ...fields,
      deleted_at: text({ readonly: true }),
      created_by: createdBy(),
    },
    filters: { query: { kind: 'search', on: ['$.description', '$.statement'] }, ...filters },
    sorts: { number: { on: '$.number' }, full_number: { on: '$.full_number' } },
    customFields: true,
    ...(kind.takesFiles
      ? { attachments: { key: 'attachments', uploads: ['upload_ids', 'upload_uuids'] } }
      : {}),
    hooks: {
      derive: (record, change) => derive(`incident_${name}`, record, change),
      rule: (record, { writing }) => closedOver(record, writing),
      keeps: closedOver,
      stored: (record, { before, writing }) => (before ? undefined : count(record, writing)),
      removed: count,
      staysDeleted: withoutIncident,
      restored: count,
    },
  }
}

/** Counted within the incident, whose number stands in front: `4-2`. */
function derive(name: string, record: Shown, { before, writing }: Change): void {
  record['description_plain_text'] = plain(record['description'])
  if ('statement' in record) record['statement_plain_text'] = plain(record['statement'])
  if (before) return
  const id = Number(record['incident_id'])
  const above = findOther(writing, 'incidents', id)
  const numbers = below(name, id, writing).map(({ shown }) => Number(shown['number']))
  const number = Math.max(0, ...numbers) + 1
  record['number'] = number
  record['full_number'] = `${above?.shown['number'] ?? ''}-${number}`
}

/** Nothing is added to an incident that is closed, nor changed or taken from it. Assumed. */
function closedOver({ incident_id: id = null }: Shown, writing: Writing): Refusal | null {
  const incident = findOther(writing, 'incidents', Number(id))
  return incident?.shown['status'] === 'closed'
    ? ruleBroken('base', `incident ${id} is closed`)
    : null
}

function withoutIncident({ incident_id: id = null }: Shown, writing: Writing): Refusal | null {
  const incident = findOther(writing, 'incidents', Number(id))
  return incident ? null : ruleBroken('base', `incident ${id} is in the recycle bin itself`)
}

function recount(
  { incident_id: id = null }: Shown,
  writing: Writing,
  name: RecordKind['countedIn'],
): void {
  const incident = findOther(writing, 'incidents', Number(id))
  if (!incident) return
  const counted = RECORD_KINDS.filter(({ countedIn }) => countedIn === name)
  const all = counted.flatMap((kind) => below(`incident_${kind.name}`, Number(id), writing))
  rewriteOther(writing, incident, { ...incident.shown, [name]: all.length })
}

function below(name: string, incidentId: number, writing: Writing) {
  return othersWhere(writing, name, { sql: 'parent_id = ?', values: [incidentId] })
}

function plain(value: Shown[string] | undefined): string | null {
  return typeof value === 'string' ? value.replace(/<[^>]*>/g, '') : null
}
