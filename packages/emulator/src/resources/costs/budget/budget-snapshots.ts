/** Snapshots of a budget view: listed, and taken, though not too often. */
import { failureMode } from '@underpin/failures'
import { choice, createdBy, integer, text } from '../../../engine/field.ts'
import { textReply } from '../../../engine/json-reply.ts'
import { messageOf } from '../../../engine/messages.ts'
import { othersWhere } from '../../../engine/other-records.ts'
import type { Resource } from '../../../engine/resource.ts'
import { routesOf } from '../../../engine/resource.ts'
import type { Work } from '../../../engine/work.ts'
import { type Input, writeRecord } from '../../../engine/write-record.ts'
import type { Result } from '../../../reply.ts'

const PATH = '/rest/v1.0/budget_view_snapshots'
/** How long one has to wait after a snapshot of the same project. A guess. */
export const SNAPSHOT_EVERY_MS = 60_000

export const budgetViewSnapshots: Resource = {
  name: 'budget_view_snapshots',
  wrapper: null,
  belongsTo: 'project',
  firstId: 2_900_001,
  source: '5, A special 429',
  paths: [
    {
      scope: 'project',
      tool: 'budget',
      routes: [
        ...routesOf(PATH, ['list']),
        {
          method: 'POST',
          path: PATH,
          operation: 'action',
          success: 201,
          requires: ['budget_template_id', 'name'],
          run: take,
        },
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    description: text(),
    budget_template_id: integer({ required: true }),
    budget_view_id: integer(),
    snapshot_type: choice(['ad_hoc', 'project_status_snapshot'], { default: 'ad_hoc' }),
    approval_status: choice(['approved', 'under_review']),
    status_id: integer(),
    created_by: createdBy(),
  },
  filters: {
    budget_template_id: { kind: 'equals', on: '$.budget_template_id', as: 'integer' },
    budget_view_id: { kind: 'equals', on: '$.budget_view_id', as: 'integer' },
    snapshot_type: { kind: 'equals', on: '$.snapshot_type', as: 'text' },
    approval_status: { kind: 'equals', on: '$.approval_status', as: 'text' },
  },
  sorts: {
    snapshot_type: { on: '$.snapshot_type' },
    approval_status: { on: '$.approval_status' },
  },
}

/** Answers in an envelope, though it is v1: so says the reference. */
function take(work: Work): Result {
  const since = work.nowMs - SNAPSHOT_EVERY_MS
  const values = [work.projectId, since]
  const recent = { sql: 'project_id = ? AND created_ms > ?', values }
  if (othersWhere(work, budgetViewSnapshots.name, recent).length > 0) return tooOften(work)
  const { project_id: _project, ...input } = work.body as Input
  const written = work.records.transaction(() =>
    writeRecord(work, budgetViewSnapshots, input, null),
  )
  if ('failure' in written) return written
  return textReply(work, JSON.stringify({ data: written.shown }))
}

/** Its own 429, `{"error": {"error": …}}`, in the words and with the status of the catalogue. */
function tooOften(work: Work): Result {
  const failure = 'rate-limit-spike'
  work.call.failure = failure
  work.call.because = `a snapshot was taken less than ${SNAPSHOT_EVERY_MS} ms ago`
  const body = JSON.stringify({ error: { error: messageOf(failure) } })
  return textReply(work, body, failureMode(failure).wire?.status)
}
