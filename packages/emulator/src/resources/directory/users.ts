/** People: the directory of a company, and that of a project. Ids are the same in both. */
import { boolean, integer, reference, text } from '../../engine/field.ts'
import type { Change, PathGroup, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Located } from '../../engine/work.ts'
import { fieldRefusal } from '../../engine/write-record.ts'
import type { Refusal } from '../../reply.ts'
import type { SqlCondition } from '../../state/record-table.ts'
import type { Place } from '../../world/directory.ts'
import { bulkAdd, bulkRemove } from './bulk-users.ts'
import {
  addToProject,
  createInCompany,
  invite,
  listAssignments,
  listAssignmentTemplates,
  reactivate,
  removeFromProject,
  showMe,
} from './user-actions.ts'
import { assignTemplates, templateRule, withTemplates } from './user-templates.ts'

const VERSIONS = ['v1.0', 'v1.1', 'v1.2', 'v1.3'] as const
/** From the second version on, people are added to projects and taken off them in bulk. */
const BULK_VERSIONS = VERSIONS.slice(1)

const P = '/rest/v1.0/projects/{project_id}/users'

const IS_ACTIVE = "json_extract(data, '$.is_active')"

const company: PathGroup = {
  scope: 'company',
  tool: 'directory',
  levels: { create: 'Admin', update: 'Admin', sync: 'Admin', action: 'Admin' },
  within: ({ companyId }) => membersOf('company', companyId),
  routes: [
    ...VERSIONS.flatMap((version) => companyRoutes(ofCompany(version))),
    ...routesOf(`${ofCompany('v1.0')}/inactive`, ['list'], inactive('company')),
    reactivation(`${ofCompany('v1.0')}/inactive/{id}`),
    ...BULK_VERSIONS.flatMap((version): RouteRow[] => [
      post(`${ofCompany(version)}/bulk_add`, bulkAdd),
      post(`${ofCompany(version)}/bulk_remove`, bulkRemove),
    ]),
    readAction(`${ofCompany('v1.0')}/{user_id}/project_assignments`, listAssignments),
    readAction(
      `${ofCompany('v1.0')}/{user_id}/project_assignments/filter_options/permission_templates`,
      listAssignmentTemplates,
    ),
  ],
}

const project: PathGroup = {
  scope: 'project',
  tool: 'directory',
  levels: { create: 'Admin', update: 'Admin', action: 'Admin' },
  within: peopleOfProject,
  routes: [
    ...routesOf(P, ['list'], { narrow: active, present: withTemplates('project') }),
    ...routesOf(P, ['show', 'create', 'update'], { present: withTemplates('project') }),
    ...routesOf(`${P}/inactive`, ['list'], inactive('project')),
    reactivation(`${P}/inactive/{id}`),
    {
      ...post(`${P}/{id}/actions/add`, addToProject),
      success: 201,
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
}

export const users: Resource = {
  name: 'users',
  wrapper: 'user',
  belongsTo: 'company',
  firstId: 7201,
  source: '11, Company users; Project users',
  event: 'Company Users',
  paths: [
    company,
    {
      scope: 'company',
      tool: null,
      within: ({ companyId }) => membersOf('company', companyId),
      routes: VERSIONS.map((version) => ({
        ...readAction(`/rest/${version}/companies/{company_id}/me`, showMe),
        present: withTemplates('company'),
        source: '11, Me',
      })),
    },
    project,
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
    business_phone_extension: integer(),
    mobile_phone: text(),
    fax_number: text(),
    address: text(),
    city: text(),
    zip: text(),
    state_code: text(),
    country_code: text(),
    notes: text(),
    email_signature: text(),
    last_login_at: text({ readonly: true }),
    welcome_email_sent_at: text({ readonly: true }),
    vendor: reference('vendors', { input: 'vendor_id' }),
    default_permission_template_id: integer(),
    company_permission_template_id: integer({ writeonly: true }),
    permission_template_id: integer({ writeonly: true }),
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
  hooks: { derive, rule, stored },
}

function ofCompany(version: string): string {
  return `/rest/${version}/companies/{company_id}/users`
}

function companyRoutes(path: string): RouteRow[] {
  const present = withTemplates('company')
  return [
    ...routesOf(path, ['list'], { narrow: active, present }),
    ...routesOf(path, ['show', 'update'], { present }),
    { ...post(path, createInCompany), success: 201, present },
    ...routesOf(path, ['sync']),
    {
      method: 'PATCH',
      path: `${path}/{id}/invite`,
      operation: 'action',
      success: 202,
      run: invite,
    },
  ]
}

function post(path: string, run: NonNullable<RouteRow['run']>): RouteRow {
  return { method: 'POST', path, operation: 'action', run }
}

function readAction(path: string, run: NonNullable<RouteRow['run']>): RouteRow {
  return { method: 'GET', path, operation: 'action', level: 'Read Only', run }
}

function reactivation(path: string): RouteRow {
  return { method: 'PATCH', path, operation: 'action', run: reactivate }
}

function inactive(place: Place): Partial<RouteRow> {
  const narrow = () => ({ sql: `${IS_ACTIVE} = 0`, values: [] })
  return { narrow, present: withTemplates(place) }
}

/** Lists hold the active ones, unless a filter says which. */
function active({ query }: Located): SqlCondition | null {
  return query.get('filters[active]') === null ? { sql: `${IS_ACTIVE} = 1`, values: [] } : null
}

function membersOf(place: Place, placeId: number): SqlCondition {
  const sql = 'id IN (SELECT user_id FROM members WHERE place = ? AND place_id = ?)'
  return { sql, values: [place, placeId] }
}

/** `filters[permission_template]` asks for what the directory knows, and no record. */
function peopleOfProject({ projectId, query }: Located): SqlCondition {
  const members = membersOf('project', projectId)
  const template = query.get('filters[permission_template]')
  if (template === null) return members
  const sql = `${members.sql.slice(0, -1)} AND json_extract(levels, '$.template') = ?)`
  return { sql, values: [...members.values, Number(template)] }
}

function derive(record: Shown): void {
  record['name'] = [record['first_name'], record['last_name']].filter(Boolean).join(' ')
}

function rule(record: Shown, change: Change): Refusal | null {
  // Nobody is two people: who signs in with this address has an id already, in whichever company.
  const { directory } = change.writing.platform
  const known = directory.userByEmail(String(record['email_address']))
  if (known && known.id !== record['id']) return fieldRefusal('duplicate-record', 'email_address')
  return templateRule(change)
}

function stored(record: Shown, change: Change): void {
  const { directory } = change.writing.platform
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
  assignTemplates(record, change)
}
