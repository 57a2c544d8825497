/** How a project begins its incidents: whether they are private, and who is told of them. */
import { boolean, integer, type Json, references } from '../../engine/field.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { othersWhere } from '../../engine/other-records.ts'
import type { Resource, Shown } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Result } from '../../reply.ts'

const PATH = '/rest/v1.0/projects/{project_id}/incidents/configuration'

export const incidentConfigurations: Resource = {
  name: 'incident_configurations',
  wrapper: 'configuration',
  belongsTo: 'project',
  source: '11, Incidents',
  paths: [
    {
      scope: 'project',
      tool: 'incidents',
      routes: [
        { method: 'GET', path: PATH, operation: 'action', level: 'Read Only', run: show },
        { method: 'PATCH', path: PATH, operation: 'action', level: 'Admin', run: update },
      ],
    },
  ],
  fields: {
    project_id: integer({ readonly: true }),
    private_by_default: boolean({ default: false }),
    default_distribution: references('users', { input: 'default_distribution_ids', default: [] }),
  },
}

/** What is in force in the project of this write. */
export function configurationOf(writing: Writing): Readonly<Record<string, Json>> {
  return kept(writing)?.shown ?? { private_by_default: false, default_distribution: [] }
}

function show(work: Work): Result {
  return jsonReply(work, shown(work, configurationOf(work)))
}

function update(work: Work): Result {
  const input = work.body['configuration']
  if (typeof input !== 'object' || input === null) {
    return { failure: 'missing-field', fields: { configuration: [messageOf('missing-field')] } }
  }
  const written = work.records.transaction(() => {
    return writeRecord(work, work.route.resource, input as Shown, kept(work)?.stored ?? null)
  })
  return 'failure' in written ? written : jsonReply(work, shown(work, written.shown))
}

function kept(writing: Writing) {
  const where = { sql: 'project_id = ?', values: [writing.projectId] }
  return othersWhere(writing, 'incident_configurations', where)[0]
}

function shown({ projectId }: Work, configuration: Readonly<Record<string, Json>>): Shown {
  const { private_by_default = false, default_distribution = [] } = configuration
  return { project_id: projectId, private_by_default, default_distribution }
}
