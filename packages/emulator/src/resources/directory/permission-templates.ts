/**
 * Permission templates: the levels that their holders have, tool by tool. A template of a company's tools
 * is held in the company's directory, the others on projects. Source: fact sheet sections 7 and 11.
 */
import { boolean, choice, integer, json, text } from '../../engine/field.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Located, Work } from '../../engine/work.ts'
import { fieldRefusal } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { SqlCondition } from '../../state/record-table.ts'
import { type LevelMap, readLevelMap } from '../../world/level-map.ts'
import { isAtLeast } from '../../world/levels.ts'
import {
  type DirectoryTemplate,
  TEMPLATE_TYPES,
  type TemplateType,
} from '../../world/memberships.ts'

const C = '/rest/v1.0/companies/{company_id}/permission_templates'
const P = '/rest/v1.0/projects/{project_id}'

const NAMED = ['id', 'name', 'project_specific', 'type', 'category']

const LISTED: Partial<RouteRow> = {
  present: (record) => Object.fromEntries(NAMED.map((name) => [name, record[name] ?? null])),
}

export const permissionTemplates: Resource = {
  name: 'permission_templates',
  wrapper: 'permission_template',
  belongsTo: 'company',
  firstId: 2001,
  source: '11, Permission templates',
  paths: [
    {
      scope: 'company',
      tool: 'directory',
      levels: { create: 'Admin' },
      routes: [
        ...routesOf(C, ['list'], LISTED),
        ...routesOf(C, ['show']),
        ...routesOf(C, ['create'], { success: 200 }),
      ],
    },
    {
      scope: 'project',
      tool: 'directory',
      levels: { action: 'Admin' },
      within: forProject,
      routes: [
        ...routesOf(`${P}/permission_templates`, ['list'], { ...LISTED, narrow: assignable }),
        {
          method: 'PATCH',
          path: `${P}/permission_template_assignments`,
          operation: 'action',
          run: assign,
          source: '7, Endpoint facts',
        },
        {
          method: 'GET',
          path: `${P}/directory/filter_options/permission_templates`,
          operation: 'action',
          level: 'Read Only',
          run: listInUse,
        },
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    project_specific: boolean({ readonly: true }),
    type: choice(TEMPLATE_TYPES, { default: 'global' }),
    category: choice(['internal', 'external'], { default: 'internal' }),
    company_id: integer({ readonly: true }),
    project_id: integer(),
    provider_type: choice(['Project', 'Company']),
    provider_id: integer(),
    user_access_levels: json(),
    permissions: json({ default: {} }),
  },
  shownAs: { id: 'id', name: 'name', project_specific: 'project_specific', type: 'type' },
  filters: { type: { kind: 'equals', on: '$.type', as: 'text' } },
  sorts: { name: { on: '$.name' } },
  hooks: { derive, rule, stored },
}

/** Those that can be held on a project: the company's, and its own. */
function forProject({ companyId, projectId }: Located): SqlCondition {
  const sql = `company_id = ? AND json_extract(data, '$.type') <> 'company_tools'
    AND coalesce(json_extract(data, '$.project_id'), ?) = ?`
  return { sql, values: [companyId, projectId, projectId] }
}

function derive(record: Shown, { writing }: Change): void {
  const isSpecific = record['type'] === 'project_specific'
  const given = record['provider_type'] === 'Project' ? record['provider_id'] : null
  const projectId = isSpecific ? (record['project_id'] ?? given ?? null) : null
  Object.assign(record, {
    project_specific: isSpecific,
    company_id: writing.companyId,
    project_id: projectId,
    provider_type: isSpecific ? 'Project' : 'Company',
    provider_id: projectId ?? writing.companyId,
  })
}

function rule(record: Shown, { writing, input, before }: Change): Refusal | null {
  const projectId = record['project_id']
  if (record['type'] === 'project_specific') {
    if (projectId === null) return fieldRefusal('missing-field', 'project_id')
    const project = writing.platform.directory.project(Number(projectId))
    if (project?.companyId !== writing.companyId) return fieldRefusal('invalid-value', 'project_id')
  }
  const known = (before?.['user_access_levels'] ?? null) as LevelMap | null
  const given = input['user_access_levels']
  const levels = readLevelMap(record['type'] as TemplateType, given, known)
  if (typeof levels === 'string') return fieldRefusal('invalid-value', levels)
  record['user_access_levels'] = levels
  return null
}

function stored(record: Shown, { writing }: Change): void {
  const { memberships } = writing.platform.directory
  const id = Number(record['id'])
  const projectId = record['project_id'] ?? null
  const known = memberships.template(id)
  memberships.putTemplate({
    id,
    companyId: writing.companyId,
    projectId: projectId === null ? null : Number(projectId),
    name: String(record['name']),
    type: record['type'] as TemplateType,
    levels: { default: 'None', tools: record['user_access_levels'] as LevelMap },
    ofApp: known?.ofApp ?? null,
    isChangedByHand: known?.isChangedByHand ?? false,
  })
}

/** `filters[assignables_only]`: those that hold no more than the caller does on any tool. Assumed. */
function assignable(located: Located): SqlCondition | null {
  if (located.query.get('filters[assignables_only]') !== 'true') return null
  const { platform, companyId, userId, projectId } = located
  const { directory } = platform
  const ids = directory.memberships.templatesOf(companyId).flatMap(({ id, levels }) => {
    const mayGive = Object.entries(levels.tools).every(([tool, level]) =>
      isAtLeast(directory.projectLevel(userId, projectId, tool), level),
    )
    return mayGive ? [id] : []
  })
  return { sql: `id IN (${ids.map(() => '?').join(', ') || 'NULL'})`, values: ids }
}

/** The template of a member of the project; 422 for one who is no member, and for what is no template here. */
function assign(work: Work): Result {
  const given = work.body['permission_template_assignments']
  if (typeof given !== 'object' || given === null) {
    return fieldRefusal('missing-field', 'permission_template_assignments')
  }
  const { user_id: user, permission_template_id: template } = given as Record<string, unknown>
  if (user === undefined) return fieldRefusal('missing-field', 'user_id')
  if (template === undefined) return fieldRefusal('missing-field', 'permission_template_id')
  const { directory } = work.platform
  const userId = parseId(user) ?? 0
  if (!directory.isMember('project', work.projectId, userId)) return broken('user_id')
  const found = projectTemplate(work, template)
  if (found === null) return broken('permission_template_id')
  directory.putMember('project', work.projectId, userId, { template: found.id })
  return jsonReply(work, {
    user_id: userId,
    permission_template_id: found.id,
    project_id: work.projectId,
  })
}

function broken(field: string): Refusal {
  return { failure: 'business-rule', fields: { [field]: [messageOf('invalid-value')] } }
}

/** A template that can be held on this project; null when it cannot, or there is none. */
export function projectTemplate(
  { platform, companyId, projectId }: Pick<Located, 'platform' | 'companyId' | 'projectId'>,
  given: unknown,
): DirectoryTemplate | null {
  const template = platform.directory.memberships.template(parseId(given) ?? 0)
  if (template?.companyId !== companyId || template.type === 'company_tools') return null
  // A default for projects to come is of no project yet.
  const isHere = template.projectId === null || template.projectId === projectId
  return isHere ? template : null
}

/** The templates that members of the project hold. */
function listInUse(work: Work): Result {
  const { memberships } = work.platform.directory
  const inUse = new Map<number, string>()
  for (const userId of memberships.membersOf('project', work.projectId)) {
    const template = memberships.templateOf('project', work.projectId, userId)
    if (template) inUse.set(template.id, template.name)
  }
  const options = [...inUse].map(([filter_value, label]) => ({ filter_value, label }))
  return jsonReply(
    work,
    options.sort((a, b) => a.filter_value - b.filter_value),
  )
}
