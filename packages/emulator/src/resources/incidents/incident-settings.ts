/** What a company chooses from when it describes an incident: seven lists that are alike, and a few more. */
import { boolean, integer, text } from '../../engine/field.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { findOther } from '../../engine/other-records.ts'
import { findDependant } from '../../engine/references.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import { type Written, writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'
import { ruleBroken } from '../traits/transitions.ts'

const C = '/rest/v1.0/companies/{company_id}'
const SOURCE = '11, Incidents'
/** Ids in one bulk update. A guess. */
const BULK_MAX = 1_000

interface Kind {
  readonly name: string
  readonly path: string
  /** What Procore provides, which shows as `global`. The names are assumed. */
  readonly given: readonly string[]
}

const KINDS: readonly Kind[] = [
  { name: 'hazards', path: 'hazards', given: ['Falls', 'Electricity', 'Moving Equipment'] },
  {
    name: 'contributing_behaviors',
    path: 'contributing_behaviors',
    given: ['Inattention', 'Shortcut Taken'],
  },
  {
    name: 'contributing_conditions',
    path: 'contributing_conditions',
    given: ['Housekeeping', 'Lighting', 'Weather'],
  },
  {
    name: 'action_types',
    path: 'incidents/action_types',
    given: ['Corrective Action', 'Preventive Action'],
  },
  {
    name: 'affliction_types',
    path: 'incidents/affliction_types',
    given: ['Abrasion', 'Burn', 'Cut', 'Fracture', 'Sprain'],
  },
  {
    name: 'harm_sources',
    path: 'incidents/harm_sources',
    given: ['Chemical', 'Falling Object', 'Machinery', 'Tool'],
  },
  {
    name: 'work_activities',
    path: 'incidents/work_activities',
    given: ['Excavation', 'Lifting', 'Welding'],
  },
]

const common = {
  fields: {
    name: text({ required: true, charsMax: 255 }),
    active: boolean({ default: true }),
    global: boolean({ readonly: true, default: false }),
  },
  filters: { active: { kind: 'equals', on: '$.active', as: 'boolean' } },
  sorts: { name: { on: '$.name' } },
  // Shown whole wherever an incident refers to one.
  shownAs: { id: 'id', name: 'name', active: 'active', global: 'global' },
} as const

/** `action_types` is written as `action_type`. */
const singular = (name: string) => name.replace(/ies$/, 'y').replace(/s$/, '')
const given = (names: readonly string[]) => names.map((name) => ({ name }))

export const INCIDENT_LISTS: readonly Resource[] = KINDS.map(({ name, path, given: names }, at) => {
  const base = `${C}/${path}`
  const bulk: RouteRow = {
    method: 'PATCH',
    path: `${base}/bulk_update`,
    operation: 'action',
    level: 'Admin',
    run: bulkUpdate,
  }
  return {
    ...common,
    name,
    wrapper: singular(name),
    belongsTo: 'company',
    firstId: 56_001 + at * 100,
    source: SOURCE,
    paths: [
      {
        scope: 'company',
        tool: null,
        routes: routesOf(base, ['list', 'show']),
      },
      {
        scope: 'company',
        tool: 'admin',
        levels: { create: 'Admin', update: 'Admin' },
        routes: [
          ...routesOf(base, ['create', 'update']),
          ...routesOf(base, ['delete'], { success: 204 }),
          bulk,
        ],
      },
    ],
    unique: [{ fields: ['name'], within: 'company', refusedAs: 'business-rule' }],
    given: given(names),
    hooks: { derive, keeps: (record, writing) => keptWhileUsed(name, record, writing) },
  }
})

export const environmentalTypes: Resource = {
  ...common,
  name: 'environmental_types',
  wrapper: 'environmental_type',
  belongsTo: 'company',
  firstId: 56_801,
  source: SOURCE,
  paths: [
    {
      scope: 'company',
      tool: null,
      routes: routesOf(`${C}/incidents/environmental_types`, ['list']),
    },
  ],
  given: given(['Air Emission', 'Noise', 'Spill', 'Waste']),
  hooks: { derive },
}

const BODY_PARTS = ['Head', 'Eye', 'Neck', 'Back', 'Arm', 'Hand', 'Leg', 'Foot']

export const bodyParts: Resource = {
  name: 'body_parts',
  wrapper: 'body_part',
  belongsTo: 'company',
  firstId: 56_901,
  source: SOURCE,
  paths: [
    { scope: 'company', tool: null, routes: routesOf(`${C}/incidents/body_parts`, ['list']) },
  ],
  fields: {
    name: text({ required: true }),
    selectable: boolean({ default: true }),
    parent_id: integer(),
  },
  filters: { selectable: { kind: 'equals', on: '$.selectable', as: 'boolean' } },
  sorts: { name: { on: '$.name' } },
  given: BODY_PARTS.map((name) => ({ name })),
}

/** What nobody has made, Procore provides. */
function derive(record: Shown, { before, writing }: Change): void {
  if (!before) record['global'] = writing.userId === 0
}

/** A list that incidents are described with is no longer offered, but never torn out of them. */
function keptWhileUsed(name: string, { id = null }: Shown, writing: Writing): Refusal | null {
  const used = findDependant(writing, name, Number(id), writing.companyId)
  return used && ruleBroken('base', `${used.resource} ${used.id} refers to it`)
}

/** Switches many on or off: all of them or none. */
function bulkUpdate(work: Work): Result {
  const { resource } = work.route
  const input = work.body[String(resource.wrapper)]
  const { ids, active } = (typeof input === 'object' && input !== null ? input : {}) as Shown
  if (!Array.isArray(ids))
    return { failure: 'missing-field', fields: { ids: [messageOf('missing-field')] } }
  if (ids.length > BULK_MAX) return { failure: 'invalid-value', because: `${ids.length} ids` }
  const written = work.records.attempt(() => {
    const all: Written[] = []
    for (const id of ids) {
      const found = findOther(work, resource.name, Number(id))
      if (found?.stored.companyId !== work.companyId) return ruleBroken('ids', `there is no ${id}`)
      const one = writeRecord(work, resource, active === undefined ? {} : { active }, found.stored)
      if ('failure' in one) return one
      all.push(one)
    }
    return all
  })
  if ('failure' in written) return written
  return jsonReply(
    work,
    written.map(({ shown }) => shown),
  )
}
