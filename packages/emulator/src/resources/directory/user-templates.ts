/** The permission templates that people hold: given when they are made, changed or added, and shown. */
import type { Json } from '../../engine/field.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Change, Shown } from '../../engine/resource.ts'
import { inView, readView } from '../../engine/view.ts'
import type { Located, Work } from '../../engine/work.ts'
import { fieldRefusal } from '../../engine/write-record.ts'
import type { Refusal } from '../../reply.ts'
import type { LevelTable } from '../../world/levels.ts'
import type { Assigned, DirectoryTemplate, Place } from '../../world/memberships.ts'
import { projectTemplate } from './permission-templates.ts'

/** What somebody may do who is added by a call that names no permission template. Assumed. */
export const ADDED_LEVELS: LevelTable = { default: 'Read Only', tools: {} }

/** Ids of templates that are none, or are for another place. */
export function templateRule({ writing, input }: Change): Refusal | null {
  const { platform, companyId } = writing
  const checks: [string, (id: unknown) => boolean][] = [
    [
      'default_permission_template_id',
      (id) => projectTemplate({ platform, companyId, projectId: 0 }, id) !== null,
    ],
    ['company_permission_template_id', (id) => companyTemplate(writing, id) !== null],
    [
      'permission_template_id',
      (id) => writing.projectId === 0 || projectTemplate(writing, id) !== null,
    ],
  ]
  for (const [key, isKnown] of checks) {
    const given = input[key] ?? null
    if (given !== null && given !== '' && !isKnown(given)) return fieldRefusal('invalid-value', key)
  }
  return null
}

/** After a person was written: what they hold in the company, and on the project of the call. */
export function assignTemplates(record: Shown, { writing, input }: Change): void {
  const { platform, companyId, projectId } = writing
  const { directory } = platform
  const id = Number(record['id'])
  const ofCompany = companyTemplate(writing, input['company_permission_template_id'])
  if (ofCompany) directory.putMember('company', companyId, id, { template: ofCompany.id })
  else if (!directory.isMember('company', companyId, id)) {
    directory.putMember('company', companyId, id, ADDED_LEVELS)
  }
  if (projectId === 0) return
  const given = input['permission_template_id']
  const isMember = directory.isMember('project', projectId, id)
  if (!isMember || projectTemplate(writing, given)) {
    directory.putMember('project', projectId, id, projectLevelsFor(writing, record, given))
  }
}

/** The template that was named, else the person's default one, else Read Only. */
export function projectLevelsFor(
  scope: Pick<Located, 'platform' | 'companyId' | 'projectId'>,
  record: Shown,
  given: unknown,
): Assigned {
  const template =
    projectTemplate(scope, given) ??
    projectTemplate(scope, record['default_permission_template_id'])
  return template ? { template: template.id } : ADDED_LEVELS
}

/** How a person is shown in a company, and on a project: with the templates that they hold there. */
export function withTemplates(place: Place): (record: Shown, work: Work) => Json {
  return (record, work) => {
    const view = readView(work.query, work.route.resource)
    if (view) return JSON.parse(inView(JSON.stringify(record), view)) as Json
    const { memberships } = work.platform.directory
    const id = Number(record['id'])
    const ofCompany = memberships.templateOf('company', work.companyId, id)
    const onProjects = memberships.template(Number(record['default_permission_template_id'] ?? 0))
    const held =
      place === 'company' ? onProjects : memberships.templateOf('project', work.projectId, id)
    return {
      ...record,
      permission_template: named(held),
      company_permission_template: named(ofCompany),
      company_permission_template_id: ofCompany?.id ?? null,
    }
  }
}

function named(template: DirectoryTemplate | null): Json {
  if (template === null) return null
  const { id, name, type } = template
  return { id, name, project_specific: type === 'project_specific', type }
}

function companyTemplate(
  { platform, companyId }: Pick<Located, 'platform' | 'companyId'>,
  given: unknown,
): DirectoryTemplate | null {
  const template = platform.directory.memberships.template(parseId(given) ?? 0)
  return template?.companyId === companyId && template.type === 'company_tools' ? template : null
}
