/** People: the directory of a company, and that of a project. Ids are the same in both. */
import { boolean, json, reference, text } from '../engine/field.ts'
import { findRecord } from '../engine/find-record.ts'
import { textReply } from '../engine/json-reply.ts'
import type { Change, Resource, Shown } from '../engine/resource.ts'
import { routesOf } from '../engine/resource.ts'
import type { Located, Work } from '../engine/work.ts'
import type { Place } from '../world/directory.ts'
import type { LevelTable } from '../world/levels.ts'

/** What somebody may do who is added by a call that names no permission template. Assumed. */
const ADDED_LEVELS: LevelTable = { default: 'Read Only', tools: {} }

const C = '/rest/v1.0/companies/{company_id}/users'
const P = '/rest/v1.0/projects/{project_id}/users'

export const users: Resource = {
  name: 'users',
  wrapper: 'user',
  belongsTo: 'company',
  firstId: 7201,
  source: '11, Company users; Project users',
  paths: [
    {
      scope: 'company',
      tool: 'directory',
      levels: { create: 'Admin', update: 'Admin', sync: 'Admin' },
      within: ({ companyId }) => membersOf('company', companyId),
      routes: [
        ...routesOf(C, ['list', 'show', 'create', 'update', 'sync']),
        ...routesOf('/rest/v1.1/companies/{company_id}/users', ['list', 'show']),
        ...routesOf('/rest/v1.3/companies/{company_id}/users', ['list', 'show']),
      ],
    },
    {
      scope: 'company',
      tool: null,
      within: ({ companyId }) => membersOf('company', companyId),
      routes: [
        {
          method: 'GET',
          path: '/rest/v1.0/companies/{company_id}/me',
          operation: 'action',
          run: showMe,
          source: '11, Me',
        },
      ],
    },
    {
      scope: 'project',
      tool: 'directory',
      levels: { create: 'Admin', update: 'Admin', action: 'Admin' },
      within: ({ projectId }) => membersOf('project', projectId),
      routes: [
        ...routesOf(P, ['list', 'show', 'create', 'update']),
        {
          method: 'POST',
          path: `${P}/{id}/actions/add`,
          operation: 'action',
          success: 201,
          run: addToProject,
          source: '7; 11, Project users',
        },
        {
          method: 'DELETE',
          path: `${P}/{id}/actions/remove`,
          operation: 'action',
          success: 204,
          run: removeFromProject,
          source: '7; 11, Project users',
        },
      ],
    },
  ],
  fields: {
    first_name: text(),
    last_name: text({ required: true }),
    name: text({ readonly: true }),
    email_address: text({ required: true, charsMax: 255 }),
    job_title: text(),
    is_active: boolean({ default: true }),
    is_employee: boolean({ default: false }),
    employee_id: text(),
    initials: text(),
    business_phone: text(),
    mobile_phone: text(),
    address: text(),
    city: text(),
    zip: text(),
    state_code: text(),
    country_code: text(),
    notes: text(),
    last_login_at: text({ readonly: true }),
    vendor: reference('vendors', { input: 'vendor_id' }),
    permission_template: json({ readonly: true }),
    company_permission_template: json({ readonly: true }),
    origin_id: text(),
    origin_data: text(),
  },
  unique: [{ fields: ['email_address'], within: 'company' }],
  shownAs: { id: 'id', login: 'email_address', name: 'name' },
  filters: {
    vendor_id: { kind: 'equals', on: '$.vendor.id', as: 'integer' },
    employee: { kind: 'equals', on: '$.is_employee', as: 'boolean' },
    active: { kind: 'equals', on: '$.is_active', as: 'boolean' },
    search: { kind: 'search', on: ['$.name', '$.email_address'] },
  },
  sorts: { name: { on: '$.name' }, last_name: { on: '$.last_name' } },
  views: { compact: ['id', 'name'] },
  hooks: { derive, stored },
}

function membersOf(place: Place, placeId: number) {
  const sql = 'id IN (SELECT user_id FROM members WHERE place = ? AND place_id = ?)'
  return { sql, values: [place, placeId] }
}

function derive(record: Shown): void {
  record['name'] = [record['first_name'], record['last_name']].filter(Boolean).join(' ')
}

function stored(record: Shown, { writing }: Change): void {
  const { directory } = writing.platform
  const id = Number(record['id'])
  const known = directory.user(id)
  directory.putUser({
    id,
    email: String(record['email_address']),
    firstName: String(record['first_name'] ?? ''),
    lastName: String(record['last_name'] ?? ''),
    isActive: record['is_active'] === true,
    serviceOf: known?.serviceOf ?? null,
    passwordHash: known?.passwordHash ?? null,
  })
  for (const [place, placeId] of [
    ['company', writing.companyId],
    ['project', writing.projectId],
  ] as const) {
    if (placeId === 0 || directory.isMember(place, placeId, id)) continue
    directory.putMember(place, placeId, id, ADDED_LEVELS)
  }
}

function showMe(work: Work) {
  const record = findRecord({ ...work, parameters: { id: String(work.userId) } })
  return 'failure' in record ? record : textReply(work, record.data)
}

function addToProject(work: Work) {
  const inCompany = { ...work.route, group: { ...work.route.group, within: companyOf } }
  const record = findRecord({ ...work, route: inCompany })
  if ('failure' in record) return record
  work.platform.directory.putMember('project', work.projectId, record.id, ADDED_LEVELS)
  return textReply(work, record.data)
}

function companyOf({ companyId }: Located) {
  return membersOf('company', companyId)
}

function removeFromProject(work: Work) {
  const record = findRecord(work)
  if ('failure' in record) return record
  work.platform.directory.removeMember('project', work.projectId, record.id)
  return textReply(work, '')
}
