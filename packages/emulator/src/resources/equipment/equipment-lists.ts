/** What equipment is sorted by: categories, types, makes, models and statuses. Of v2, and 200 throughout. */
import { boolean, choice, type Field, reference, text } from '../../engine/field.ts'
import type { Filter } from '../../engine/filter.ts'
import type { Resource, RouteRow } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import { keptWhileUsed } from '../traits/kept-while-used.ts'

const C = '/rest/v2.0/companies/{company_id}'

interface List {
  readonly name: string
  readonly path: string
  readonly idParameter: string
  readonly firstId: number
  readonly fields?: Readonly<Record<string, Field>>
  readonly filters?: Readonly<Record<string, Filter>>
}

const LISTS: readonly List[] = [
  {
    name: 'equipment_categories',
    path: 'equipment_register_categories',
    idParameter: 'category_id',
    firstId: 3_200_001,
  },
  {
    name: 'equipment_types',
    path: 'equipment_register_types',
    idParameter: 'type_id',
    firstId: 3_210_001,
    fields: {
      category: reference('equipment_categories', { input: 'category_id', required: true }),
    },
    filters: { category_id: { kind: 'equals', on: '$.category.id', as: 'integer' } },
  },
  {
    name: 'equipment_makes',
    path: 'equipment_register_makes',
    idParameter: 'make_id',
    firstId: 3_220_001,
  },
  {
    name: 'equipment_models',
    path: 'equipment_register_models',
    idParameter: 'model_id',
    firstId: 3_230_001,
    fields: {
      make: reference('equipment_makes', { input: 'make_id', required: true }),
      type: reference('equipment_types', { input: 'type_id' }),
    },
    filters: { make_id: { kind: 'equals', on: '$.make.id', as: 'integer' } },
  },
  {
    name: 'equipment_statuses',
    path: 'equipment_register/statuses',
    idParameter: 'status_id',
    firstId: 3_240_001,
    fields: { type: choice(['AVAILABLE', 'UNAVAILABLE', 'IN_USE'], { required: true }) },
  },
]

export const equipmentLists: readonly Resource[] = LISTS.map(toResource)

function toResource({ name, path, idParameter, firstId, fields, filters }: List): Resource {
  const all = `${C}/${path}`
  return {
    name,
    wrapper: null,
    belongsTo: 'company',
    firstId,
    source: '3, v2 differences',
    paths: [
      {
        scope: 'company',
        tool: 'equipment',
        levels: { delete: 'Standard' },
        routes: [
          ...routesOf(all, ['list']),
          // Not the 201 that a create answers elsewhere: so says the reference.
          ...routesOf(all, ['create'], { success: 200 }),
          ...onOne(`${all}/{${idParameter}}`, idParameter),
        ],
      },
    ],
    fields: {
      name: text({ required: true, charsMax: 255 }),
      is_active: boolean({ default: true }),
      ...fields,
    },
    unique: [{ fields: ['name'], within: 'company', refusedAs: 'business-rule' }],
    filters: { is_active: { kind: 'equals', on: '$.is_active', as: 'boolean' }, ...filters },
    hooks: { keeps: keptWhileUsed(name, 'invalid-value') },
  }
}

function onOne(path: string, idParameter: string): RouteRow[] {
  return [
    { method: 'PATCH', path, operation: 'update', idParameter },
    { method: 'DELETE', path, operation: 'delete', idParameter },
  ]
}
