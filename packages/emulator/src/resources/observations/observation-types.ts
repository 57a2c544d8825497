/** Kinds of observations, each in one of the categories that every company has. */
import { boolean, choice, integer, text } from '../../engine/field.ts'
import { findOther, othersWhere } from '../../engine/other-records.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { valueRefused } from '../traits/transitions.ts'

/** In the order of their ids, which are assumed. */
const CATEGORIES = [
  'Quality',
  'Safety',
  'Commissioning',
  'Warranty',
  'Work to Complete',
  'Environmental',
]

/** One for each category to begin with; the names are assumed. */
const GIVEN_TYPES = [
  ['Deficiency', 'Quality'],
  ['Safety Hazard', 'Safety'],
  ['Commissioning', 'Commissioning'],
  ['Warranty', 'Warranty'],
  ['Work to Complete', 'Work to Complete'],
  ['Environmental', 'Environmental'],
] as const

const P = '/rest/v1.0/projects/{project_id}/observation_types'

export const observationTypes: Resource = {
  name: 'observation_types',
  wrapper: 'observation_type',
  belongsTo: 'company',
  firstId: 52_001,
  source: '11, Observations',
  paths: [
    {
      scope: 'project',
      tool: 'observations',
      levels: { create: 'Admin', update: 'Admin' },
      routes: [
        ...routesOf('/rest/v1.0/observations/types', ['list'], { requires: ['company_id'] }),
        ...routesOf(P, ['list', 'create', 'update', 'delete']),
      ],
    },
    {
      scope: 'company',
      tool: null,
      routes: routesOf('/rest/v1.0/companies/{company_id}/observation_types', ['list']),
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    localized_name: text({ readonly: true }),
    category: choice(CATEGORIES),
    category_key: text({ readonly: true }),
    category_id: integer({ input: 'observations_category_id', min: 1, max: CATEGORIES.length }),
    active: boolean({ default: true }),
    company_active: boolean({ readonly: true, default: true }),
    parent_inactive: boolean({ readonly: true, default: false }),
    in_use: boolean({ readonly: true, default: false }),
    kind: text({ readonly: true }),
  },
  shownAs: {
    id: 'id',
    name: 'name',
    localized_name: 'localized_name',
    category: 'category',
    category_key: 'category_key',
    category_id: 'category_id',
    active: 'active',
    kind: 'kind',
  },
  filters: { active: { kind: 'equals', on: '$.active', as: 'boolean' } },
  given: GIVEN_TYPES.map(([name, category]) => ({ name, category })),
  hooks: { derive, rule, keeps },
}

function derive(record: Shown, { input, before }: Change): void {
  record['localized_name'] = record['name'] ?? null
  const byId = CATEGORIES[Number(record['category_id']) - 1]
  const isById = input['observations_category_id'] !== undefined && byId !== undefined
  const category = isById ? byId : (record['category'] ?? CATEGORIES[0] ?? null)
  record['category'] = category
  record['category_id'] = CATEGORIES.indexOf(String(category)) + 1
  record['category_key'] = String(category).toLowerCase().replaceAll(' ', '_')
  if (!before) record['kind'] = 'standard'
}

function rule(_record: Shown, { input, writing }: Change): Refusal | null {
  const { parent_id: parentId } = input
  if (parentId === undefined || parentId === null) return null
  const parent = findOther(writing, 'observation_types', Number(parentId))
  if (parent?.stored.companyId === writing.companyId) return null
  return valueRefused('parent_id', `there is no type ${parentId}`)
}

function keeps({ id = null }: Shown, writing: Writing): Refusal | null {
  const sql = "company_id = ? AND json_extract(data, '$.type.id') = ?"
  const users = othersWhere(writing, 'observations', {
    sql,
    values: [writing.companyId, Number(id)],
  })
  return users.length === 0 ? null : valueRefused('base', `${users.length} observations are of it`)
}
