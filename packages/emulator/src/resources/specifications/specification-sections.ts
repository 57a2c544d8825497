/** Sections of the specifications, and the divisions that they are in. */
import { integer, text } from '../../engine/field.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { findOther } from '../../engine/other-records.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'

export const TOOL = 'specifications'

/** The number is there once in its project: 422 is documented, and 409 is not. */
const UNIQUE = [{ fields: ['number'], within: 'project', refusedAs: 'business-rule' }] as const

export const specificationDivisions: Resource = {
  name: 'specification_section_divisions',
  wrapper: 'specification_section_division',
  belongsTo: 'project',
  firstId: 79_001,
  source: '7, Tools by category',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      levels: { create: 'Admin' },
      routes: routesOf('/rest/v1.0/specification_section_divisions', ['list', 'create']),
    },
  ],
  fields: {
    number: text({ required: true, charsMax: 255 }),
    description: text({ required: true }),
    url: text({ readonly: true }),
  },
  shownAs: { id: 'id', number: 'number', description: 'description' },
  unique: UNIQUE,
  event: 'Specification Section Divisions',
}

export const specificationSections: Resource = {
  name: 'specification_sections',
  wrapper: 'specification_section',
  belongsTo: 'project',
  firstId: 80_001,
  source: '7, Tools by category',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      levels: { create: 'Admin' },
      routes: [
        ...routesOf('/rest/v1.0/specification_sections', ['list', 'create']),
        ...['v1.0', 'v1.1'].map((version) => ({
          method: 'GET' as const,
          path: `/rest/${version}/projects/{project_id}/specification_section_terms`,
          operation: 'action' as const,
          level: 'Read Only' as const,
          // Sheets are not read here, and those without terms are left out.
          run: (work: Work) => jsonReply(work, []),
        })),
      ],
    },
  ],
  fields: {
    number: text({ required: true, charsMax: 255 }),
    description: text(),
    label: text({ readonly: true }),
    current_revision_id: integer({ readonly: true }),
    specification_section_division_id: integer({ required: true }),
  },
  shownAs: {
    id: 'id',
    number: 'number',
    description: 'description',
    label: 'label',
    current_revision_id: 'current_revision_id',
  },
  unique: UNIQUE,
  sorts: { number: { on: '$.number' } },
  event: 'Specification Sections',
  hooks: { derive, rule },
}

function derive(section: Shown): void {
  const { number, description } = section
  section['label'] = description === null ? String(number) : `${number} - ${description}`
}

function rule(section: Shown, { writing }: Change): Refusal | null {
  const id = Number(section['specification_section_division_id'])
  const division = findOther(writing, specificationDivisions.name, id)
  if (division?.stored.projectId === writing.projectId) return null
  const fields = { specification_section_division_id: ['is no division of this project'] }
  return { failure: 'business-rule', fields }
}

export const specificationAreas: Resource = {
  name: 'specification_areas',
  wrapper: 'specification_area',
  belongsTo: 'project',
  firstId: 81_001,
  source: '7, Tools by category',
  paths: [
    {
      scope: 'project',
      tool: TOOL,
      levels: { create: 'Admin', update: 'Admin' },
      routes: areaRoutes(
        '/rest/v2.1/companies/{company_id}/projects/{project_id}/specification_areas',
      ),
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    description: text(),
    divisions_count: integer({ readonly: true, default: 0 }),
    sections_count: integer({ readonly: true, default: 0 }),
  },
  unique: [{ fields: ['name'], within: 'project', refusedAs: 'business-rule' }],
  event: 'Specification Areas',
}

/** Wrapped at v2.1, unlike most of v2. */
function areaRoutes(path: string): Resource['paths'][number]['routes'] {
  const one = { path: `${path}/{specification_area_id}`, idParameter: 'specification_area_id' }
  const wrapper = 'specification_area'
  return [
    ...routesOf(path, ['list', 'create'], { wrapper }),
    { ...one, method: 'PUT', operation: 'update', wrapper },
    { ...one, method: 'DELETE', operation: 'delete' },
  ]
}
