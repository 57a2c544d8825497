/** What is done to a submittal besides changing it: responding, closing and distributing, numbering. */
import { castField } from '../../engine/cast-field.ts'
import { date } from '../../engine/field.ts'
import { findRecord } from '../../engine/find-record.ts'
import { givenRecord } from '../../engine/given-records.ts'
import { showDay, showInstant } from '../../engine/instant.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import { messageOf } from '../../engine/messages.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import { lookUp, lookUpAll, shownAs } from '../../engine/references.ts'
import type { Shown } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { StoredRecord } from '../../state/record-table.ts'
import { isAtLeast } from '../../world/levels.ts'
import { recordsIn, within } from '../traits/embedded.ts'
import { ruleBroken, valueRefused } from '../traits/transitions.ts'
import { forwardee, waitingApprovers } from './approvers.ts'
import { followStatus, revisionsOf, statusOf } from './submittal-rules.ts'

/** `PATCH /submittal_approvers/{id}`: an approver responds, when it is their turn. */
export function respond(work: Work): Result {
  const found = submittalIn(work, work.query.get('submittal_id'))
  if ('failure' in found) return found
  const { stored, shown } = found
  const approvers = recordsIn(shown['approvers'])
  const approver = approvers.find(({ id }) => String(id) === work.parameters['id'])
  if (!approver) {
    return { failure: 'resource-not-found', because: 'the submittal has no such approver' }
  }
  const refusal = notTheirs(work, approver) ?? notTheirTurn(shown, approver)
  if (refusal) return refusal
  const input = work.body['submittal_approver']
  if (typeof input !== 'object' || input === null) return missing('submittal_approver')
  const given = input as Shown
  const responseId = Number(given['submittal_response_id'] ?? 0)
  if (responseId === 0) return missing('submittal_response_id')
  const response = lookUp(work, 'submittal_responses', responseId, work.companyId)
  if (!response) return valueRefused('submittal_response_id', `there is no response ${responseId}`)
  const forwarded = forwardeeIn(work, shown, approver, given['forward_to'])
  if (forwarded && 'failure' in forwarded) return forwarded as Refusal
  const answered: Shown = {
    ...approver,
    response,
    comment:
      typeof given['comment'] === 'string' ? given['comment'] : (approver['comment'] ?? null),
    sent_date: dayIn(given['sent_date']) ?? approver['sent_date'] ?? null,
    returned_date: dayIn(given['returned_date']) ?? showDay(work.nowMs),
  }
  const all = approvers.map((each) => (each['id'] === answered['id'] ? answered : each))
  shown['approvers'] = forwarded ? [...all, forwarded as Shown] : all
  followStatus(shown, shown, work)
  work.records.transaction(() =>
    rewriteOther(work, { resource: work.route.resource, stored, shown }, shown),
  )
  const { id, attachments, comment, returned_date, sent_date, days_to_respond } = answered
  const row = { id, attachments, comment, returned_date, sent_date, days_to_respond }
  return jsonReply(work, [{ ...row, submittal_response_id: responseId }])
}

/** `PATCH …/submittal_logs/{id}/close_and_distribute`: the end of a review, told to whom it concerns. */
export function closeAndDistribute(work: Work): Result {
  const found = submittalIn(work, work.parameters['id'] ?? null)
  if ('failure' in found) return found
  const { stored, shown } = found
  const { submittal_log_status_id: statusId, recipient_ids: recipients = [], message } = work.body
  const closed =
    statusId === undefined
      ? givenRecord(work, 'submittal_statuses', work.companyId, 'status', 'Closed')
      : findOther(work, 'submittal_statuses', Number(statusId))
  if (closed?.shown['status'] !== 'Closed') {
    return valueRefused('submittal_log_status_id', `${statusId} is no status of what is closed`)
  }
  const distributedTo = lookUpAll(work, 'users', recipients, work.companyId)
  if (distributedTo === undefined)
    return valueRefused('recipient_ids', 'one of them is nobody here')
  const sentAt = showInstant(work.nowMs)
  const distribution: Shown = {
    id: Number(shown['id']),
    message: typeof message === 'string' ? message : null,
    submittal_description: shown['description'] ?? null,
    sent_at: sentAt,
    distributed_by: lookUp(work, 'users', work.userId, work.companyId) ?? null,
    distributed_to: distributedTo,
    distributed_attachments: [],
    distributed_responses: distributedResponses(shown),
  }
  const before = { ...shown }
  const now: Shown = {
    ...shown,
    status: shownAs(closed.resource, closed.shown),
    distributed_at: sentAt,
    last_distributed_submittal: distribution,
  }
  followStatus(now, before, work)
  work.records.transaction(() =>
    rewriteOther(work, { resource: work.route.resource, stored, shown }, now),
  )
  return jsonReply(work, distribution)
}

export function listRevisions(work: Work): Result {
  const found = submittalIn(work, work.parameters['id'] ?? null)
  if ('failure' in found) return found
  return listOf(
    work,
    revisionsOf(found.shown, work).map(({ shown }) => shown),
  )
}

export function showWorkflow(work: Work): Result {
  const found = submittalIn(work, work.parameters['id'] ?? null)
  if ('failure' in found) return found
  const approvers = recordsIn(found.shown['approvers'])
  const numbers = [...new Set(approvers.map((each) => Number(each['workflow_group_number'])))]
  const idsOf = (step: number) =>
    approvers.filter((each) => each['workflow_group_number'] === step).map(({ id }) => id ?? null)
  const steps = numbers.map((number) => ({ id: number, approver_ids: idsOf(number), number }))
  const people = approvers.map(({ id, user, days_to_respond, response_required }) => {
    const name = within(user, 'name')
    return { id, attachment_ids: [], company_name: null, name, days_to_respond, response_required }
  })
  return jsonReply(work, { steps, approvers: people, attachments: [] })
}

/** One more than the highest number of the project, or of the specification section. */
export function nextNumber(work: Work): Result {
  const section = work.parameters['spec_section_id']
  return jsonReply(work, {
    next_number: nextOf(work, section === undefined ? null : Number(section)),
  })
}

/** Whether `number`, with `revision` where it is given, is free. */
export function checkNumber(work: Work): Result {
  const number = work.query.get('number') ?? ''
  const revision = work.query.get('revision')
  const isTaken = allIn(work).some(
    ({ shown }) =>
      shown['number'] === number && (revision === null || shown['revision'] === revision),
  )
  const next = nextOf(work, null)
  return jsonReply(work, { next_number: next, number_available: !isTaken, current_number: number })
}

function nextOf(work: Work, sectionId: number | null): string {
  const numbers = allIn(work)
    .filter(
      ({ shown }) =>
        sectionId === null || within(shown['specification_section'], 'id') === sectionId,
    )
    .map(({ shown }) => Number(shown['number']))
    .filter((number) => Number.isSafeInteger(number))
  return String(numbers.reduce((highest, number) => Math.max(highest, number), 0) + 1)
}

function allIn(work: Work) {
  return othersWhere(work, 'submittals', { sql: 'project_id = ?', values: [work.projectId] })
}

function submittalIn(
  work: Work,
  id: string | null,
): { stored: StoredRecord; shown: Shown } | Refusal {
  const stored = findRecord({ ...work, parameters: { ...work.parameters, id: id ?? '' } })
  return 'failure' in stored ? stored : { stored, shown: JSON.parse(stored.data) as Shown }
}

/** Everybody responds for themselves; an Admin of the tool for anybody. */
function notTheirs({ userId, projectId, platform }: Work, approver: Shown): Refusal | null {
  const level = platform.directory.projectLevel(userId, projectId, 'submittals')
  if (within(approver['user'], 'id') === userId || isAtLeast(level, 'Admin')) return null
  return { failure: 'permission-too-low', because: 'the response is asked of somebody else' }
}

function notTheirTurn(submittal: Shown, approver: Shown): Refusal | null {
  const status = statusOf(submittal)
  if (status !== 'Open') return ruleBroken('base', `the submittal is ${status}`)
  if (waitingApprovers(submittal).some(({ id }) => id === approver['id'])) return null
  return ruleBroken('base', 'it is not the turn of this approver')
}

function forwardeeIn(
  work: Work,
  submittal: Shown,
  from: Shown,
  given: Shown[string] | undefined,
): Shown | Refusal | null {
  const userId = within(given, 'user_id')
  if (userId === null) return null
  const user = lookUp(work, 'users', userId, work.companyId)
  if (!user) return ruleBroken('forward_to', `there is no user ${userId}`)
  return forwardee(submittal, from, user, dayIn(within(given, 'due_date')))
}

function distributedResponses(submittal: Shown): Shown[] {
  return recordsIn(submittal['approvers'])
    .filter(({ response }) => response !== null)
    .map(({ id, comment = null, response = null, user = null }) => ({
      id: id ?? null,
      comment,
      response_name: within(response, 'name'),
      submittal_response: response,
      submittal_response_id: within(response, 'id'),
      submittal_approver_id: id ?? null,
      user_id: within(user, 'id'),
      user,
      distributed_attachments: [],
    }))
}

function dayIn(given: unknown): string | null {
  const cast = castField(date(), given)
  return cast.kind === 'value' && typeof cast.value === 'string' ? cast.value : null
}

function missing(field: string): Refusal {
  return { failure: 'missing-field', fields: { [field]: [messageOf('missing-field')] } }
}
