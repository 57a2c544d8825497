/** Replies to an RFI. One may be the official one, which does not close the RFI. */
import { boolean, integer, json, text } from '../engine/field.ts'
import { showInstant } from '../engine/instant.ts'
import type { Change, Resource, Shown } from '../engine/resource.ts'
import { routesOf } from '../engine/resource.ts'

export const rfiReplies: Resource = {
  name: 'rfi_replies',
  wrapper: 'reply',
  belongsTo: 'project',
  parent: { resource: 'rfis', parameter: 'rfi_id' },
  firstId: 30_001,
  source: '11, RFIs',
  paths: [
    {
      scope: 'project',
      tool: 'rfi',
      routes: routesOf('/rest/v1.0/projects/{project_id}/rfis/{rfi_id}/replies', [
        'list',
        'show',
        'create',
        'update',
        'delete',
      ]),
    },
  ],
  fields: {
    official: boolean({ default: false }),
    answer_date: text({ readonly: true }),
    body: text({ required: true, writeonly: true }),
    plain_text_body: text({ readonly: true }),
    rich_text_body: text({ readonly: true }),
    created_by: text({ readonly: true }),
    created_by_id: integer({ readonly: true }),
    attachments: json({ readonly: true, default: [] }),
  },
  hooks: { derive },
}

function derive(record: Shown, { input, before, writing }: Change): void {
  const { body } = input
  if (typeof body === 'string') {
    record['plain_text_body'] = body.replace(/<[^>]*>/g, '')
    record['rich_text_body'] = body
  }
  if (before) return
  const user = writing.platform.directory.user(writing.userId)
  record['answer_date'] = showInstant(writing.nowMs)
  record['created_by'] = user?.name ?? null
  record['created_by_id'] = user?.id ?? null
}
