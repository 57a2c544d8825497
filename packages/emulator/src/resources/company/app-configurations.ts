/**
 * App configurations: what an installed app was set up with, for the company or for some of its
 * projects. One project has one configuration of an installation. Source: fact sheet sections 7 and 11.
 */
import { boolean, integer, integerList, json, text } from '../../engine/field.ts'
import { messageOf } from '../../engine/messages.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import { fieldRefusal } from '../../engine/write-record.ts'
import type { Refusal } from '../../reply.ts'

const C = '/rest/v1.0/companies/{company_id}/app_configurations'

export const appConfigurations: Resource = {
  name: 'app_configurations',
  wrapper: null,
  belongsTo: 'company',
  firstId: 92_001,
  source: '11, App configurations',
  paths: [
    {
      scope: 'company',
      tool: 'admin',
      levels: { create: 'Admin', update: 'Admin' },
      routes: [
        ...routesOf(C, ['list', 'show', 'create', 'update']),
        ...routesOf(C, ['delete'], { success: 204 }),
      ],
    },
  ],
  fields: {
    app_installation_id: integer({ required: true }),
    company_id: integer({ readonly: true }),
    title: text({ required: true, charsMax: 255 }),
    instance_configuration: json({ required: true }),
    applies_to_all_projects: boolean({ default: false }),
    applies_to_company: boolean({ default: false }),
    project_ids: integerList({ default: [] }),
    projects: json({ readonly: true }),
    manifest_url: text({ readonly: true }),
  },
  filters: {
    app_installation_id: { kind: 'equals', on: '$.app_installation_id', as: 'integer' },
    project_id: { kind: 'any-value', on: '$.project_ids' },
  },
  sorts: { title: { on: '$.title' } },
  hooks: { derive, rule },
}

function derive(record: Shown, { writing }: Change): void {
  record['company_id'] = writing.companyId
  record['projects'] = projectsOf(record).map((id) => ({ id }))
}

function rule(record: Shown, { writing }: Change): Refusal | null {
  const { directory } = writing.platform
  const configuration = record['instance_configuration']
  if (typeof configuration !== 'object' || Array.isArray(configuration)) {
    return fieldRefusal('invalid-value', 'instance_configuration')
  }
  const installations = directory.installations.all({ companyId: writing.companyId })
  if (!installations.some(({ id }) => id === record['app_installation_id'])) {
    return broken('app_installation_id')
  }
  const projects = projectsOf(record)
  const isForeign = (id: number) => directory.project(id)?.companyId !== writing.companyId
  // As the reference has it: who names all projects names none of them.
  const isTwofold = record['applies_to_all_projects'] === true && projects.length > 0
  if (isTwofold || projects.some(isForeign)) return broken('project_ids')
  return covers(record, writing) ? fieldRefusal('duplicate-record', 'project_ids') : null
}

/** Another configuration of the installation holds where this one would. */
function covers(record: Shown, { records, resources, companyId }: Writing): boolean {
  const table = records.of(resources.shapeOf(appConfigurations))
  const others = table.each({
    sql: `company_id = ? AND deleted_ms IS NULL AND id <> ?
      AND json_extract(data, '$.app_installation_id') = ?`,
    values: [companyId, Number(record['id']), Number(record['app_installation_id'])],
  })
  for (const { data } of others) {
    const other = JSON.parse(data) as Shown
    if (['applies_to_all_projects', 'applies_to_company'].some((key) => record[key] && other[key]))
      return true
    const taken = new Set(projectsOf(other))
    if (projectsOf(record).some((id) => taken.has(id))) return true
  }
  return false
}

function projectsOf(record: Shown): number[] {
  const ids = record['project_ids']
  return Array.isArray(ids) ? ids.map(Number) : []
}

function broken(field: string): Refusal {
  return { failure: 'business-rule', fields: { [field]: [messageOf('invalid-value')] } }
}
