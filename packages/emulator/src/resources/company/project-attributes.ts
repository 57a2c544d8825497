/**
 * What projects are sorted by: their stages, types, regions, owner types, bid types, programs and
 * offices. Small tables of a company, alike but for a few attributes.
 */
import { boolean, choice, type Field, integer, text } from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { keptWhileUsed } from '../traits/kept-while-used.ts'
import { settingsPaths } from './settings-paths.ts'

const STAGE_CATEGORIES = [
  'pre_construction',
  'course_of_construction',
  'post_construction',
  'completed',
  'not_awarded',
  'canceled',
]

interface Kind {
  readonly name: string
  readonly wrapper: string
  readonly firstId: number
  /** Default: below the company. */
  readonly path?: string
  readonly fields?: Readonly<Record<string, Field>>
  /** These document 422 for a name that is taken and for what is in use; the others only 400. */
  readonly says422?: boolean
  readonly event?: string
}

const KINDS: readonly Kind[] = [
  {
    name: 'project_stages',
    wrapper: 'project_stage',
    firstId: 9_001,
    fields: {
      is_bidding_stage: boolean({ default: false }),
      is_concept_stage: boolean({ readonly: true, default: false }),
      category: choice(STAGE_CATEGORIES, { default: 'course_of_construction' }),
      readonly: boolean({ readonly: true, default: false }),
      default_stage: boolean({ readonly: true, default: false }),
      hideable: boolean({ readonly: true, default: true }),
      has_rfi_prefixes: boolean({ readonly: true, default: false }),
    },
  },
  { name: 'project_types', wrapper: 'project_type', firstId: 9_101 },
  { name: 'project_regions', wrapper: 'project_region', firstId: 9_201, says422: true },
  { name: 'project_owner_types', wrapper: 'project_owner_type', firstId: 9_301, says422: true },
  { name: 'project_bid_types', wrapper: 'project_bid_type', firstId: 9_401, says422: true },
  {
    name: 'programs',
    wrapper: 'program',
    firstId: 9_501,
    fields: {
      address_freeform: text(),
      website: text(),
      zip: text(),
      project_count: integer({ readonly: true, default: 0 }),
    },
  },
  {
    name: 'offices',
    wrapper: 'office',
    firstId: 9_601,
    path: '/rest/v1.0/offices',
    event: 'Offices',
    fields: {
      address: text(),
      city: text(),
      state_code: text({ charsMax: 2 }),
      country_code: text({ charsMax: 2 }),
      zip: text(),
      phone: text(),
      fax: text(),
      division: text(),
    },
  },
]

export const projectAttributes: readonly Resource[] = KINDS.map(toResource)

function toResource({ name, path, fields, says422, ...kind }: Kind): Resource {
  const failure = says422 ? 'business-rule' : 'invalid-value'
  return {
    ...kind,
    name,
    belongsTo: 'company',
    source: '11, Projects, for what refers to them',
    paths: settingsPaths(path ?? `/rest/v1.0/companies/{company_id}/${name}`, [
      'list',
      'show',
      'create',
      'update',
      'delete',
    ]),
    fields: { name: text({ required: true, charsMax: 255 }), ...fields },
    unique: [{ fields: ['name'], within: 'company', refusedAs: failure }],
    sorts: { name: { on: '$.name' } },
    hooks: { keeps: keptWhileUsed(name, failure) },
  }
}
