/** Replies to an RFI. One may be the official one, which does not close the RFI. */
import { boolean, integer, text } from '../../engine/field.ts'
import { showInstant } from '../../engine/instant.ts'
import { findOther, rewriteOther } from '../../engine/other-records.ts'
import type { Change, Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Refusal } from '../../reply.ts'
import { valueRefused } from '../traits/transitions.ts'
import { courtAfterReply, putInCourt } from './ball-in-court.ts'

export const rfiReplies: Resource = {
  name: 'rfi_replies',
  wrapper: 'reply',
  belongsTo: 'project',
  parent: { resource: 'rfis', parameter: 'rfi_id' },
  firstId: 30_001,
  source: '11, RFIs',
  event: 'RFI Replies',
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
  },
  attachments: { key: 'attachments', uploads: ['upload_ids'] },
  hooks: { derive, rule, stored },
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

/** A draft has been asked of nobody; whether a closed one is answered is assumed. */
function rule(_reply: Shown, { before, writing }: Change): Refusal | null {
  if (before) return null
  const status = findOther(writing, 'rfis', writing.parentId)?.shown['status']
  const isClosed = status === 'closed'
  const isTaken = writing.platform.assumptions.get('reply-to-closed-rfi') === 'taken'
  if (status !== 'draft' && !(isClosed && !isTaken)) return null
  return valueRefused('base', `the RFI is ${status}`)
}

/** Who has answered is no longer waited for. */
function stored(_reply: Shown, { before, writing }: Change): void {
  const rfi = before ? null : findOther(writing, 'rfis', writing.parentId)
  if (rfi?.shown['status'] !== 'open') return
  putInCourt(rfi.shown, courtAfterReply(rfi.shown, writing.userId))
  rewriteOther(writing, rfi, rfi.shown)
}
