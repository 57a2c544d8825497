/** Projects: the ones that the caller is in, or that are permitted to the app. */
import {
  boolean,
  choice,
  createdBy,
  date,
  decimal,
  integer,
  type Json,
  json,
  reference,
  references,
  text,
} from '../../engine/field.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Located } from '../../engine/work.ts'
import { isTimeZone } from './time-zones.ts'

const WORK_SCOPES = ['new_construction', 'renovation_alteration', 'maintenance_service']

/** What the maker of a project holds on its tools. Assumed. */
const MAKER_LEVELS = { default: 'Admin', tools: {} } as const

export const projects: Resource = {
  name: 'projects',
  wrapper: 'project',
  belongsTo: 'company',
  firstId: 5101,
  source: '11, Projects',
  paths: [
    {
      scope: 'company',
      tool: null,
      within: ofCaller,
      routes: [
        ...routesOf('/rest/v1.0/projects', ['list']),
        ...routesOf('/rest/v1.1/projects', ['list']),
        ...routesOf('/rest/v1.0/companies/{company_id}/projects', ['list'], {
          present: inPortfolio,
        }),
        ...routesOf('/rest/v1.0/projects', ['show'], { projectParameter: 'id' }),
      ],
    },
    {
      scope: 'company',
      tool: 'portfolio',
      routes: [
        ...routesOf('/rest/v1.0/projects', ['create', 'sync']),
        ...routesOf('/rest/v1.0/projects', ['update'], { projectParameter: 'id' }),
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    display_name: text({ readonly: true }),
    project_number: text({ charsMax: 255 }),
    address: text(),
    city: text(),
    state_code: text({ charsMax: 2 }),
    country_code: text({ charsMax: 2 }),
    zip: text(),
    time_zone: text(),
    latitude: decimal(),
    longitude: decimal(),
    county: text(),
    code: text(),
    stage: text({ readonly: true }),
    project_stage: reference('project_stages', { input: 'project_stage_id' }),
    project_type: reference('project_types', { input: 'project_type_id' }),
    program: reference('programs', { input: 'program_id' }),
    office: reference('offices', { input: 'office_id' }),
    project_region: reference('project_regions', { input: 'project_region_id' }),
    project_bid_type: reference('project_bid_types', { input: 'project_bid_type_id' }),
    project_owner_type: reference('project_owner_types', { input: 'project_owner_type_id' }),
    active: boolean({ default: true }),
    is_demo: boolean({ readonly: true, default: false }),
    template: boolean({ readonly: true, default: false }),
    description: text(),
    start_date: date(),
    completion_date: date(),
    total_value: decimal(),
    square_feet: integer({ min: 0 }),
    flag: choice(['Red', 'Yellow', 'Green']),
    phone: text(),
    fax: text(),
    public_notes: text(),
    warranty_start_date: date(),
    warranty_end_date: date(),
    estimated_value: decimal(),
    estimated_start_date: date(),
    estimated_completion_date: date(),
    store_number: text(),
    accounting_project_number: text(),
    designated_market_area: text(),
    sector: text(),
    work_scope: choice(WORK_SCOPES),
    standard_cost_code_list_id: integer(),
    is_erp_integrated: boolean({ input: 'erp_integrated', default: false }),
    created_by: createdBy(),
    departments: references('departments', { input: 'department_ids', default: [] }),
    company: json({ readonly: true }),
    origin_id: text(),
    origin_data: text(),
    origin_code: text(),
  },
  shownAs: { id: 'id', name: 'name', display_name: 'display_name' },
  filters: {
    name: { kind: 'equals', on: '$.name', as: 'text' },
    project_number: { kind: 'equals', on: '$.project_number', as: 'text' },
    is_demo: { kind: 'equals', on: '$.is_demo', as: 'boolean' },
    template: { kind: 'equals', on: '$.template', as: 'boolean' },
    by_stage: { kind: 'equals', on: '$.project_stage.id', as: 'integer' },
    by_type: { kind: 'equals', on: '$.project_type.id', as: 'integer' },
    by_region: { kind: 'equals', on: '$.project_region.id', as: 'integer' },
    by_bid_type: { kind: 'equals', on: '$.project_bid_type.id', as: 'integer' },
    by_owner_type: { kind: 'equals', on: '$.project_owner_type.id', as: 'integer' },
    by_office: { kind: 'equals', on: '$.office.id', as: 'integer' },
    by_program: { kind: 'equals', on: '$.program.id', as: 'integer' },
    by_department: { kind: 'any-id', on: '$.departments' },
    synced: {
      kind: 'word',
      words: {
        true: { sql: 'origin_id IS NOT NULL', values: [] },
        false: { sql: 'origin_id IS NULL', values: [] },
      },
    },
    by_status: {
      kind: 'word',
      words: {
        All: null,
        Active: { sql: "json_extract(data, '$.active') = 1", values: [] },
        Inactive: { sql: "json_extract(data, '$.active') = 0", values: [] },
      },
    },
  },
  sorts: { name: { on: '$.name' }, display_name: { on: '$.display_name' } },
  views: {
    ids: ['id'],
    compact: ['id', 'name', 'display_name'],
    minimal: ['id', 'name', 'display_name'],
  },
  customFields: true,
  configurable: 'Project',
  event: 'Projects',
  hooks: { derive, rule, stored },
}

function ofCaller({ companyId, userId }: Located) {
  const sql = `company_id = ? AND id IN
    (SELECT place_id FROM members WHERE place = 'project' AND user_id = ?)`
  return { sql, values: [companyId, userId] }
}

function derive(record: Shown, { writing }: Change): void {
  const { project_number: number, name } = record
  record['display_name'] = number === null ? String(name) : `${number} - ${name}`
  const company = writing.platform.directory.company(writing.companyId)
  record['company'] = company ? { id: company.id, name: company.name } : null
  record['stage'] = nameOf(record['project_stage'])
}

/** The odd shape of the portfolio: the address in a part of its own, names instead of records. */
function inPortfolio(record: Shown): Json {
  const { id = null, name = null, address = null, city = null, zip = null } = record
  const { state_code = null, country_code = null } = record
  return {
    id,
    name,
    address: { street: address, city, state_code, zip, country_code },
    stage_name: record['stage'] ?? null,
    status_name: record['active'] === true ? 'Active' : 'Inactive',
    type_name: nameOf(record['project_type']),
    open_items: [],
    created_by: record['created_by'] ?? null,
  }
}

function nameOf(shown: Json | undefined): Json {
  const isRecord = typeof shown === 'object' && shown !== null && !Array.isArray(shown)
  return isRecord ? ((shown as Shown)['name'] ?? null) : null
}

/** A time zone has to match an allowed identifier exactly, else 422 (fact sheet section 3). */
function rule(record: Shown) {
  const zone = record['time_zone']
  if (zone === null || isTimeZone(zone)) return null
  return {
    failure: 'business-rule',
    fields: { time_zone: ['is not included in the list'] },
  } as const
}

function stored(record: Shown, { writing, before }: Change): void {
  const { directory } = writing.platform
  const id = Number(record['id'])
  if (before) return
  directory.putProject({ id, companyId: writing.companyId })
  if (writing.userId !== 0) directory.putMember('project', id, writing.userId, MAKER_LEVELS)
}
