/** Who has which role in a project. */
import { boolean, createdBy, integer, text } from '../../engine/field.ts'
import { messageOf } from '../../engine/messages.ts'
import { lookUp } from '../../engine/references.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Refusal } from '../../reply.ts'

const PATH = '/rest/v1.0/project_roles'

export const projectRoles: Resource = {
  name: 'project_roles',
  wrapper: 'project_role',
  belongsTo: 'project',
  firstId: 9_851,
  source: '6.2, 409 for duplicates; the path is in the reference',
  paths: [
    {
      scope: 'project',
      tool: 'directory',
      levels: { delete: 'Standard' },
      routes: [
        ...routesOf(PATH, ['list', 'create']),
        ...routesOf(PATH, ['delete'], { success: 204, answers: 'nothing' }),
      ],
    },
  ],
  fields: {
    role: text({ required: true, charsMax: 255 }),
    user_id: integer({ required: true }),
    name: text({ readonly: true }),
    contact_id: integer({ readonly: true }),
    is_active: boolean({ readonly: true, default: true }),
    created_by: createdBy(),
  },
  unique: [{ fields: ['role', 'user_id'], within: 'project' }],
  hooks: { derive, rule },
}

function personOf(record: Shown, { writing }: Change) {
  return lookUp(writing, 'users', record['user_id'], writing.companyId)
}

function derive(record: Shown, change: Change): void {
  const person = personOf(record, change) as Shown | null | undefined
  record['name'] = person?.['name'] ?? null
}

function rule(record: Shown, change: Change): Refusal | null {
  if (personOf(record, change)) return null
  return { failure: 'invalid-value', fields: { user_id: [messageOf('invalid-value')] } }
}
