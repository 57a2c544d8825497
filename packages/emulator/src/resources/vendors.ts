/** Vendors: the companies in a company's directory, and those of them that a project works with. */
import { boolean, integer, integerList, json, reference, text } from '../engine/field.ts'
import { findRecord } from '../engine/find-record.ts'
import { textReply } from '../engine/json-reply.ts'
import type { Change, Resource, Shown } from '../engine/resource.ts'
import { routesOf } from '../engine/resource.ts'
import type { Work } from '../engine/work.ts'

const P = '/rest/v1.0/projects/{project_id}/vendors'

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
      routes: routesOf('/rest/v1.0/vendors', ['list', 'show', 'create', 'update', 'sync']),
    },
    {
      scope: 'project',
      tool: 'directory',
      within: ({ links, projectId }) => links.within('project-vendor', projectId),
      routes: [
        ...routesOf(P, ['list', 'show', 'create', 'update']),
        ...routesOf('/rest/v1.1/projects/{project_id}/vendors', [
          'list',
          'show',
          'create',
          'update',
        ]),
        {
          method: 'POST',
          path: `${P}/{id}/actions/add`,
          operation: 'action',
          success: 201,
          run: addToProject,
        },
        {
          method: 'DELETE',
          path: `${P}/{id}/actions/remove`,
          operation: 'action',
          success: 204,
          run: removeFromProject,
        },
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
    search: { kind: 'search', on: ['$.name', '$.abbreviated_name', '$.trade_name'] },
  },
  sorts: { name: { on: '$.name' } },
  views: { compact: ['id', 'name'] },
  hooks: { stored },
}

/** A vendor that is made in a project is one of the project's. */
function stored(record: Shown, { writing, before }: Change): void {
  if (before || writing.projectId === 0) return
  writing.links.add('project-vendor', writing.projectId, Number(record['id']))
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
