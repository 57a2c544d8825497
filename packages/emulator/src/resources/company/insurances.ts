/**
 * Insurance of vendors: what the company holds of them, and what a project does. Both are listed and
 * written for a single vendor too.
 */
import { boolean, choice, date, type Field, integer, text } from '../../engine/field.ts'
import type { PathGroup, Resource } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'

const STATUSES = [
  'compliant',
  'compliant_in_progress',
  'expired',
  'non_compliant',
  'non_compliant_in_progress',
  'undecided',
  'unregistered',
]

const ALL = ['list', 'show', 'create', 'update', 'delete', 'sync'] as const
const OF_VENDOR = { resource: 'vendors', parameter: 'vendor_id', attribute: 'vendor_id' } as const
const C = '/rest/v1.0/companies/{company_id}'
const P = '/rest/v1.0/projects/{project_id}'

const FIELDS: Readonly<Record<string, Field>> = {
  vendor_id: integer({ readonly: true }),
  insurance_provider: text({ input: 'name' }),
  insurance_type: text(),
  policy_number: text(),
  limit: text(),
  status: choice(STATUSES, { default: 'undecided' }),
  effective_date: date(),
  expiration_date: date(),
  exempt: boolean({ default: false }),
  info_received: boolean({ default: false }),
  enable_expired_insurance_notifications: boolean({ default: false }),
  additional_insured: text(),
  division_template: text(),
  insurance_sets: text(),
  notes: text(),
  origin_id: text(),
  origin_data: text(),
}

export const insurances: readonly Resource[] = [
  ofOwner('company', 8_201, [
    paths('company', [`${C}/insurances`, `${C}/vendors/{vendor_id}/insurances`]),
    {
      // The oldest of the five: each item names its company, which has to be the header's anyway.
      scope: 'company',
      mayUseHeader: true,
      tool: 'directory',
      routes: routesOf('/rest/v1.0/insurances', ['sync'], { source: '8' }),
    },
  ]),
  ofOwner('project', 8_401, [
    paths('project', [`${P}/insurances`, `${P}/vendors/{vendor_id}/insurances`]),
  ]),
]

function ofOwner(
  belongsTo: 'company' | 'project',
  firstId: number,
  groups: readonly PathGroup[],
): Resource {
  return {
    name: `${belongsTo}_insurances`,
    wrapper: 'insurance',
    belongsTo,
    parent: OF_VENDOR,
    firstId,
    source: '8',
    paths: groups,
    fields: FIELDS,
    filters: { status: { kind: 'equals', on: '$.status', as: 'text' } },
  }
}

function paths(scope: 'company' | 'project', of: readonly string[]): PathGroup {
  return {
    scope,
    tool: 'directory',
    levels: { delete: 'Standard' },
    routes: of.flatMap((path) => routesOf(path, ALL)),
  }
}
