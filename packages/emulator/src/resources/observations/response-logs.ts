/** What was said about an observation, and the step that was taken with it. */
import { createdBy, integer, text } from '../../engine/field.ts'
import { findOther } from '../../engine/other-records.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal } from '../../reply.ts'
import { within } from '../traits/embedded.ts'
import { labelOf } from './observations.ts'

export const responseLogs: Resource = {
  name: 'observation_response_logs',
  wrapper: 'response_log',
  belongsTo: 'project',
  parent: { resource: 'observations', parameter: 'item_id', attribute: 'item_id' },
  firstId: 52_901,
  source: '11, Observations',
  paths: [
    {
      scope: 'project',
      tool: 'observations',
      routes: [
        ...routesOf('/rest/v1.0/observations/items/{item_id}/response_logs', ['list', 'create']),
        ...routesOf('/rest/v1.0/projects/{project_id}/observations/response_logs', ['list']),
      ],
    },
  ],
  fields: {
    item_id: integer(),
    status: text({ readonly: true }),
    comment: text(),
    created_by_name: text({ readonly: true }),
    created_by: createdBy(),
  },
  attachments: { key: 'attachments', uploads: ['upload_ids'] },
  hooks: { derive, rule },
}

function derive(record: Shown, { writing }: Change): void {
  record['item_id'] ??= writing.parentId
  record['created_by_name'] = within(record['created_by'], 'name')
}

/** `status` stands beside the wrapper: a step that is refused takes the comment with it. */
function rule(record: Shown, { writing }: Change): Refusal | null {
  const item = findOther(writing, 'observations', Number(record['item_id']))
  if (!item) return null
  const { status } = writing.body
  const written =
    status === undefined ? null : writeRecord(writing, item.resource, { status }, item.stored)
  if (written && 'failure' in written) return written
  record['status'] = labelOf(String(written?.shown['status'] ?? item.shown['status']))
  return null
}
