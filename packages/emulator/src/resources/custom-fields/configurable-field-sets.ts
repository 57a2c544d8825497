/** Field sets: which attributes of a tool a company shows and requires, and on which projects. */
import { boolean, choice, integerList, json, text } from '../../engine/field.ts'
import { messageOf } from '../../engine/messages.ts'
import { lookUp, lookUpAll } from '../../engine/references.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Located } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'

const C = '/rest/v1.0/companies/{company_id}/configurable_field_sets'

/** What the reference lists, and the class names of the other tools that obey field sets [assumed]. */
const CLASS_NAMES = [
  'Rfi::Header',
  'PunchItem',
  'Observations::Item',
  'SubmittalLog',
  'Incident',
  'Task',
  'Project',
  'DailyLog',
]

const CATEGORIES = ['quality', 'safety', 'commissioning', 'warranty', 'work_to_complete']

export const configurableFieldSets: Resource = {
  name: 'configurable_field_sets',
  wrapper: 'configurable_field_set',
  belongsTo: 'company',
  firstId: 61_001,
  source: '3, run_configurable_validations',
  paths: [
    {
      scope: 'company',
      tool: 'admin',
      levels: { create: 'Admin', update: 'Admin' },
      routes: routesOf(C, ['list', 'show', 'create', 'update', 'delete']),
    },
    {
      scope: 'project',
      tool: null,
      within: ofProject,
      routes: routesOf('/rest/v1.0/projects/{project_id}/configurable_field_sets', ['list']),
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    class_name: choice(CLASS_NAMES, { required: true }),
    type: text({ readonly: true }),
    category: choice(CATEGORIES),
    fields: json({ default: {} }),
    sections: json({ readonly: true, default: [] }),
    company_default: boolean({ default: false }),
    project_ids: integerList({ writeonly: true }),
    projects: json({ readonly: true, default: [] }),
    deletable: boolean({ readonly: true, default: true }),
    updated_by: json({ readonly: true }),
  },
  unique: [{ fields: ['name'], within: 'company' }],
  filters: { type: { kind: 'equals', on: '$.type', as: 'text' } },
  hooks: { derive, rule },
}

/** Those of the project, and the defaults of its company. */
function ofProject({ companyId, projectId }: Located) {
  const sql = `company_id = ? AND (json_extract(data, '$.company_default') = 1 OR EXISTS
    (SELECT 1 FROM json_each(data, '$.projects') WHERE json_extract(value, '$.id') = ?))`
  return { sql, values: [companyId, projectId] }
}

function derive(record: Shown, { input, writing }: Change): void {
  record['type'] = record['class_name'] ?? null
  record['updated_by'] = lookUp(writing, 'users', writing.userId, writing.companyId) ?? null
  const { project_ids: ids } = input
  if (Array.isArray(ids)) {
    record['projects'] = lookUpAll(writing, 'projects', ids, writing.companyId) ?? []
  }
}

function rule(record: Shown, { input, writing }: Change): Refusal | null {
  const { project_ids: ids } = input
  const isProjects =
    !Array.isArray(ids) || lookUpAll(writing, 'projects', ids, writing.companyId) !== undefined
  if (!isProjects) return refused('project_ids')
  const { fields = null } = record
  const isTable = typeof fields === 'object' && fields !== null && !Array.isArray(fields)
  return isTable ? null : refused('fields')
}

function refused(field: string): Refusal {
  return { failure: 'invalid-value', fields: { [field]: [messageOf('invalid-value')] } }
}
