/** Projects: the ones that the caller is in, or that are permitted to the app. */
import { boolean, choice, date, decimal, integer, json, references, text } from '../engine/field.ts'
import type { Change, Resource, Shown } from '../engine/resource.ts'
import { routesOf } from '../engine/resource.ts'
import type { Located } from '../engine/work.ts'

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
        ...routesOf('/rest/v1.0/companies/{company_id}/projects', ['list']),
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
    stage: text({ readonly: true }),
    project_stage: json({ readonly: true }),
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
    public_notes: text(),
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
  views: { compact: ['id', 'name', 'display_name'], minimal: ['id', 'name', 'display_name'] },
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
}

/** A time zone has to match an allowed identifier exactly, else 422 (fact sheet section 3). */
function rule(record: Shown) {
  const zone = record['time_zone']
  if (zone === null || (typeof zone === 'string' && isTimeZone(zone))) return null
  return {
    failure: 'business-rule',
    fields: { time_zone: ['is not included in the list'] },
  } as const
}

/** The IANA names, of which the documents' identifiers are some. Assumed: no list is published here. */
function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false // The platform throws a RangeError for a name that it does not know.
  }
}

function stored(record: Shown, { writing, before }: Change): void {
  const { directory } = writing.platform
  const id = Number(record['id'])
  if (before) return
  directory.putProject({ id, companyId: writing.companyId })
  if (writing.userId !== 0) directory.putMember('project', id, writing.userId, MAKER_LEVELS)
}
