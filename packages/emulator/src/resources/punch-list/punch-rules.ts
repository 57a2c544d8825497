/** What follows for a punch item from what is written, and what may not be written. */
import { showInstant } from '../../engine/instant.ts'
import { lookUp } from '../../engine/references.ts'
import type { Change, Shown } from '../../engine/resource.ts'
import type { Refusal } from '../../reply.ts'
import { idsIn } from '../traits/embedded.ts'
import { refusedStep } from '../traits/transitions.ts'
import {
  assignmentsOf,
  courtOf,
  plainStatus,
  reopened,
  responsesIn,
  WORKFLOW_STEPS,
} from './punch-workflow.ts'

/** As they are shown, and as v1.1 writes them. */
export const STATUSES = ['Open', 'Closed', 'Overdue', 'Pending', 'open', 'closed']

const NOT_ACCEPTED = new Set(['work_not_accepted', 'not_accepted_by_creator'])

export function derive(record: Shown, change: Change): void {
  const { before, writing, input } = change
  record['rich_text_description'] = record['description'] ?? null
  const isAssigned =
    before === null || String(idsIn(before['assignees'])) !== String(idsIn(record['assignees']))
  if (isAssigned) record['assignments'] = assignmentsOf(record, before)
  record['workflow_status'] = workflowStatus(record, change)
  const isStep = before !== null && before['workflow_status'] !== record['workflow_status']
  if (isStep && NOT_ACCEPTED.has(String(record['workflow_status']))) {
    record['assignments'] = reopened(record['assignments'] as Shown[])
  }
  Object.assign(record, responsesIn(record['assignments'] as Shown[]))
  record['status'] = plainStatus(record['workflow_status'])
  const isClosed = record['workflow_status'] === 'closed'
  if (!isClosed) Object.assign(record, { closed_at: null, closed_by: null })
  else if (before?.['workflow_status'] !== 'closed') {
    record['closed_at'] = showInstant(writing.nowMs)
    record['closed_by'] = lookUp(writing, 'users', writing.userId, writing.companyId) ?? null
  }
  record['ball_in_court'] = courtOf(record)
  if (record['date_initiated'] === null && input['workflow_status'] === 'initiated') {
    record['date_initiated'] = showInstant(writing.nowMs).slice(0, 10)
  }
}

export function rule(record: Shown, { input, before }: Change): Refusal | null {
  if (!before) return null
  const isPlain = input['workflow_status'] === undefined
  const field = isPlain ? 'status' : 'workflow_status'
  const [from, to] = [before['workflow_status'], record['workflow_status']]
  return refusedStep(WORKFLOW_STEPS, field, from, to)
}

/** Said outright; else it follows from `Open` and `Closed`; else from who is to do the work. */
function workflowStatus(record: Shown, { input, before }: Change): string {
  const held = before?.['workflow_status']
  if (typeof input['workflow_status'] === 'string') return input['workflow_status']
  const plain = typeof input['status'] === 'string' ? input['status'].toLowerCase() : null
  const atFirst = idsIn(record['assignees']).length > 0 ? 'work_required' : 'initiated'
  if (plain === 'closed') return 'closed'
  if (plain === 'pending' && !before) return 'draft'
  if (plain === 'open' && held === 'closed') return atFirst
  if (typeof held !== 'string') return atFirst
  const isFirstAsked = held === 'initiated' && idsIn(before?.['assignees']).length === 0
  return isFirstAsked && idsIn(record['assignees']).length > 0 ? 'work_required' : held
}
