/** Submittals in the older shape of `/submittal_logs`. */
import type { Json } from '../../engine/field.ts'
import type { Shown } from '../../engine/resource.ts'
import { recordsIn, within } from '../traits/embedded.ts'
import { statusOf } from './submittal-rules.ts'

export function asLogRow(submittal: Shown): Shown {
  const { id, title, number, revision, due_date, location, specification_section } = submittal
  return {
    ...({ id, title, number, revision, due_date } as Shown),
    attachment_count: recordsIn(submittal['attachments']).length,
    status: statusOf(submittal),
    closed: statusOf(submittal) === 'Closed',
    specification_section: specification_section ?? null,
    package: packageOf(submittal),
    ball_in_court: submittal['ball_in_court'] ?? [],
    responses: responsesOf(submittal),
    location: location ?? null,
  }
}

export function asLog(submittal: Shown): Shown {
  const names = [
    ...['id', 'title', 'number', 'formatted_number', 'revision', 'private', 'received_date'],
    ...['issue_date', 'submit_by', 'due_date', 'description', 'distribution_members'],
    ...['ball_in_court', 'specification_section', 'attachments'],
  ]
  return {
    ...Object.fromEntries(names.map((name) => [name, submittal[name] ?? null])),
    type: within(submittal['type'], 'name'),
    status: statusOf(submittal),
    closed: statusOf(submittal) === 'Closed',
    created_by: asLogin(submittal['created_by']),
    received_from: asLogin(submittal['received_from']),
    approvers: recordsIn(submittal['approvers']).map(asLogApprover),
    distribution_info: submittal['last_distributed_submittal'] ?? null,
    submittal_package: packageOf(submittal),
  }
}

function packageOf(submittal: Shown): Json {
  return submittal['submittal_package'] ?? null
}

function responsesOf(submittal: Shown): Shown[] {
  return recordsIn(submittal['approvers']).map(({ response }) => {
    return { response: within(response, 'name') }
  })
}

function asLogin(person: Json | undefined): Json {
  if (within(person, 'id') === null) return null
  return {
    name: within(person, 'name'),
    login: within(person, 'login'),
    login_id: within(person, 'id'),
  }
}

function asLogApprover(approver: Shown): Shown {
  const { id, sent_date, returned_date, due_date, days_to_respond, comment } = approver
  return {
    ...({ id, sent_date, returned_date, due_date, days_to_respond, comment } as Shown),
    login_information: approver['user'] ?? null,
    response: within(approver['response'], 'name'),
    distributed: [],
    attachments: approver['attachments'] ?? [],
  }
}
