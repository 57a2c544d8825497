/** Vendors: the companies in a company's directory, and those of them that a project works with. */
import { boolean, integer, integerList, json, reference, text } from '../../engine/field.ts'
import { findRecord } from '../../engine/find-record.ts'
import { textReply } from '../../engine/json-reply.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import { businessRegisterRows } from './business-register.ts'

const COMPANY = '/rest/v1.0/vendors'
const INACTIVE = '/rest/v1.0/companies/{company_id}/vendors/inactive'
const P = '/rest/v1.0/projects/{project_id}/vendors'
const P_1_1 = '/rest/v1.1/projects/{project_id}/vendors'

const INACTIVE_ONLY = { sql: "json_extract(data, '$.is_active') = 0", values: [] }

export const vendors: Resource = {
  name: 'vendors',
  wrapper: 'vendor',
  belongsTo: 'company',
  firstId: 10_001,
  source: '11, Vendors; 8',
  paths: [
    {
      scope: 'company',
      tool: 'directory',
      routes: [
        ...routesOf(COMPANY, ['list', 'show', 'create', 'update', 'sync']),
        ...inactiveRows(INACTIVE),
        ...businessRegisterRows(`${COMPANY}/{id}/business_register`),
      ],
    },
    {
      scope: 'project',
      tool: 'directory',
      within: ({ links, projectId }) => links.within('project-vendor', projectId),
      routes: [
        ...[P, P_1_1].flatMap((path) => [
          ...routesOf(path, ['list', 'show', 'create', 'update']),
          ...membershipRows(path),
        ]),
        ...inactiveRows(`${P}/inactive`),
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    abbreviated_name: text(),
    trade_name: text(),
    address: text(),
    city: text(),
    state_code: text(),
    country_code: text(),
    zip: text(),
    business_phone: text(),
    mobile_phone: text(),
    fax_number: text(),
    email_address: text(),
    website: text(),
    is_active: boolean({ default: true }),
    authorized_bidder: boolean({ default: false }),
    prequalified: boolean({ default: false }),
    union_member: boolean({ default: false }),
    non_union_prevailing_wage: boolean({ default: false }),
    labor_union: text(),
    license_number: text(),
    notes: text(),
    vendor_group_id: integer(),
    primary_contact: reference('users', { input: 'primary_contact_id' }),
    parent: reference('vendors', { input: 'parent_id' }),
    trade_ids: integerList({ default: [] }),
    standard_cost_code_ids: integerList({ default: [] }),
    bidding: json(),
    business_register: json({ readonly: true }),
    origin_id: text(),
    origin_data: text(),
    origin_code: text(),
  },
  shownAs: { id: 'id', name: 'name' },
  filters: {
    active: { kind: 'equals', on: '$.is_active', as: 'boolean' },
    parent_id: { kind: 'equals', on: '$.parent.id', as: 'integer' },
    trade_id: { kind: 'any-value', on: '$.trade_ids' },
    standard_cost_code_id: { kind: 'any-value', on: '$.standard_cost_code_ids' },
    abbreviated_name: { kind: 'equals', on: '$.abbreviated_name', as: 'text' },
    search: { kind: 'search', on: ['$.name', '$.abbreviated_name', '$.trade_name'] },
  },
  sorts: { name: { on: '$.name' } },
  views: {
    compact: ['id', 'name'],
    name: ['id', 'name'],
    minimal: ['id', 'name'],
    list: ['id', 'name', 'abbreviated_name'],
    ids_only: ['id'],
    erp: ['id', 'name', 'abbreviated_name', 'origin_id', 'origin_data', 'origin_code'],
  },
  customFields: true,
  event: 'Company Vendors',
  hooks: { stored },
}

/** A vendor that is made in a project is one of the project's. */
function stored(record: Shown, { writing, before }: Change): void {
  if (before || writing.projectId === 0) return
  writing.links.add('project-vendor', writing.projectId, Number(record['id']))
}

/** The inactive ones, and making one active again. */
function inactiveRows(path: string): RouteRow[] {
  return [
    { method: 'GET', path, operation: 'list', narrow: () => INACTIVE_ONLY },
    { method: 'PATCH', path: `${path}/{id}`, operation: 'action', run: activate },
  ]
}

function activate(work: Work) {
  const record = findRecord(work)
  if ('failure' in record) return record
  const written = work.records.transaction(() =>
    writeRecord(work, vendors, { is_active: true }, record),
  )
  return 'failure' in written ? written : textReply(work, written.stored.data)
}

function membershipRows(path: string): RouteRow[] {
  return [
    {
      method: 'POST',
      path: `${path}/{id}/actions/add`,
      operation: 'action',
      success: 201,
      run: addToProject,
    },
    {
      method: 'DELETE',
      path: `${path}/{id}/actions/remove`,
      operation: 'action',
      success: 204,
      run: removeFromProject,
    },
  ]
}

function addToProject(work: Work) {
  const { within: _within, ...group } = work.route.group
  const record = findRecord({ ...work, projectId: 0, route: { ...work.route, group } })
  if ('failure' in record) return record
  work.links.add('project-vendor', work.projectId, record.id)
  return textReply(work, record.data)
}

function removeFromProject(work: Work) {
  const record = findRecord(work)
  if ('failure' in record) return record
  work.links.remove('project-vendor', work.projectId, record.id)
  return textReply(work, '')
}
