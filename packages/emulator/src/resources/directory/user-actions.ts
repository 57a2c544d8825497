/** What is done with people besides writing them: invited, added to a project, taken off it, brought back. */
import { findRecord } from '../../engine/find-record.ts'
import { showInstant } from '../../engine/instant.ts'
import { jsonReply, textReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import { OPERATIONS } from '../../engine/operations.ts'
import { presented } from '../../engine/present.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Shown } from '../../engine/resource.ts'
import type { Located, Work } from '../../engine/work.ts'
import { fieldRefusal, writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { StoredRecord } from '../../state/record-table.ts'
import { projectTemplate } from './permission-templates.ts'
import { assignTemplates, projectLevelsFor, templateRule } from './user-templates.ts'

export function showMe(work: Work): Result {
  const record = findRecord({ ...work, parameters: { id: String(work.userId) } })
  return 'failure' in record ? record : textReply(work, presented(work, record.data))
}

/** Somebody whom another company knows has an id already: they are added to this company's directory. */
export function createInCompany(work: Work): Result {
  const { directory } = work.platform
  const given = attributesOf(work.body['user'])
  const known = directory.userByEmail(String(given['email_address'] ?? ''))
  const isElsewhere = known && !directory.isMember('company', work.companyId, known.id)
  const { resource } = work.route
  const record = isElsewhere && work.records.of(work.resources.shapeOf(resource)).find(known.id)
  if (!record) return OPERATIONS.create(work)
  const change = { writing: work, input: given, before: null }
  const refusal = templateRule(change)
  if (refusal) return refusal
  assignTemplates(JSON.parse(record.data) as Shown, change)
  return textReply(work, presented(work, record.data))
}

/** The mail itself comes with the outbox. */
export function invite(work: Work): Result {
  const record = findRecord(work)
  if ('failure' in record) return record
  const shown = JSON.parse(record.data) as Shown
  shown['welcome_email_sent_at'] = showInstant(work.nowMs)
  const table = work.records.of(work.resources.shapeOf(work.route.resource))
  table.update({ ...record, data: JSON.stringify(shown) })
  return textReply(work, '{}')
}

export function reactivate(work: Work): Result {
  const before = findRecord(work)
  if ('failure' in before) return before
  const { resource } = work.route
  const written = work.records.transaction(() =>
    writeRecord(work, resource, { is_active: true }, before),
  )
  return 'failure' in written ? written : textReply(work, presented(work, written.stored.data))
}

/** `{"user": {"permission_template_id": 2002}}`; without one, the person's default template. */
export function addToProject(work: Work): Result {
  const record = findInCompany(work)
  if ('failure' in record) return record
  const given = attributesOf(work.body['user'])['permission_template_id'] ?? null
  if (given !== null && projectTemplate(work, given) === null) {
    return fieldRefusal('invalid-value', 'permission_template_id')
  }
  const { directory } = work.platform
  // As documented: who is on the project is removed first, then added with another template.
  if (given !== null || !directory.isMember('project', work.projectId, record.id)) {
    const levels = projectLevelsFor(work, JSON.parse(record.data) as Shown, given)
    directory.putMember('project', work.projectId, record.id, levels)
  }
  return textReply(work, record.data)
}

/** From the project alone: the company's directory keeps them, and nothing is assigned to others. */
export function removeFromProject(work: Work): Result {
  const record = findRecord(work)
  if ('failure' in record) return record
  work.platform.directory.removeMember('project', work.projectId, record.id)
  return textReply(work, '')
}

/** Every project of the company, and whether this person is on it. */
export function listAssignments(work: Work): Result {
  const userId = personOf(work)
  if (typeof userId !== 'number') return userId
  const { directory } = work.platform
  const projects = work.resources.byName('projects')
  const table = projects && work.records.of(work.resources.shapeOf(projects))
  const rows = directory.projectsOf(work.companyId).map(({ id }) => {
    const data = table?.find(id)?.data
    const project = data === undefined ? {} : (JSON.parse(data) as Shown)
    const template = directory.memberships.templateOf('project', id, userId)
    return {
      project_id: id,
      name: project['name'] ?? null,
      project_number: project['project_number'] ?? null,
      address: project['address'] ?? null,
      stage: project['stage'] ?? null,
      is_assigned: directory.isMember('project', id, userId),
      active: project['active'] ?? true,
      roles: [],
      permission_template_name: template?.name ?? null,
      region: null,
      program: null,
      project_type: null,
    }
  })
  return listOf(work, rows)
}

export function listAssignmentTemplates(work: Work): Result {
  const userId = personOf(work)
  if (typeof userId !== 'number') return userId
  const { memberships } = work.platform.directory
  const held = new Map<number, string>()
  for (const { id } of work.platform.directory.projectsOf(work.companyId)) {
    const template = memberships.templateOf('project', id, userId)
    if (template) held.set(template.id, template.name)
  }
  return jsonReply(
    work,
    [...held].map(([filter_value, label]) => ({ filter_value, label })),
  )
}

/** The id of the person whom the path names, who is in the company. */
function personOf(work: Work): number | Refusal {
  const id = parseId(work.parameters['user_id']) ?? 0
  if (work.platform.directory.isMember('company', work.companyId, id)) return id
  return { failure: 'resource-not-found', because: `user ${id} is not in the company's directory` }
}

/** The person is looked for in the company: who is to be added is not on the project yet. */
function findInCompany(work: Work): StoredRecord | Refusal {
  const within = ({ companyId }: Located) => ({
    sql: "id IN (SELECT user_id FROM members WHERE place = 'company' AND place_id = ?)",
    values: [companyId],
  })
  return findRecord({ ...work, route: { ...work.route, group: { ...work.route.group, within } } })
}

function attributesOf(user: unknown): Readonly<Record<string, unknown>> {
  return typeof user === 'object' && user !== null ? (user as Record<string, unknown>) : {}
}
