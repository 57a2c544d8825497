/** How bad an incident is, and as what an injury is filed. */
import { boolean, choice, integer, reference, text } from '../../engine/field.ts'
import type { Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'

const C = '/rest/v1.0/companies/{company_id}'
const SOURCE = '11, Incidents'

/** From the least to the worst. Source: the enumeration of `procore_default_name`. */
const SEVERITIES = ['insignificant', 'minor', 'moderate', 'major', 'critical']
const titleOf = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

export const severityLevels: Resource = {
  name: 'severity_levels',
  wrapper: 'severity_level',
  belongsTo: 'company',
  firstId: 57_001,
  source: SOURCE,
  paths: [
    {
      scope: 'company',
      tool: null,
      routes: routesOf(`${C}/incidents/severity_levels`, ['list', 'show']),
    },
    {
      scope: 'company',
      tool: 'admin',
      levels: { update: 'Admin' },
      routes: routesOf(`${C}/incidents/severity_levels`, ['update']),
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    procore_default_name: choice(SEVERITIES),
    active: boolean({ default: true }),
    email_trigger: boolean({ default: false }),
    push_notification_trigger: boolean({ default: false }),
    order: integer(),
  },
  unique: [{ fields: ['name'], within: 'company', refusedAs: 'business-rule' }],
  filters: {
    email_trigger: { kind: 'equals', on: '$.email_trigger', as: 'boolean' },
    push_notification_trigger: {
      kind: 'equals',
      on: '$.push_notification_trigger',
      as: 'boolean',
    },
  },
  sorts: { name: { on: '$.name' } },
  shownAs: { id: 'id', name: 'name', procore_default_name: 'procore_default_name', order: 'order' },
  given: SEVERITIES.map((name, order) => ({
    name: titleOf(name),
    procore_default_name: name,
    order,
  })),
}

/** Source: the enumeration of an injury's `filing_type`. */
export const FILING_TYPES = [
  'fatality',
  'first_aid',
  'lost_time',
  'medically_treated',
  'refused_care',
  'report_only',
  'restricted_work',
]

export const filingTypes: Resource = {
  name: 'injury_filing_types',
  wrapper: 'filing_type',
  belongsTo: 'company',
  firstId: 57_101,
  source: SOURCE,
  paths: [
    {
      scope: 'company',
      tool: null,
      routes: routesOf(`${C}/incidents/injury_filing_types`, ['list', 'show']),
    },
    {
      scope: 'company',
      tool: 'admin',
      levels: { update: 'Admin' },
      routes: routesOf(`${C}/incidents/injury_filing_types`, ['update']),
    },
  ],
  fields: {
    name: text({ required: true }),
    severity_level: reference('severity_levels', { input: 'severity_level_id' }),
  },
  sorts: { name: { on: '$.name' }, severity_level: { on: '$.severity_level.order' } },
  given: FILING_TYPES.map((name) => ({ name })),
}
