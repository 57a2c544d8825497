/** What is done to a punch item besides changing it: assignees respond, people comment, mails go out. */
import { attach } from '../../engine/attachments.ts'
import { findRecord } from '../../engine/find-record.ts'
import { showInstant } from '../../engine/instant.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { rewriteOther } from '../../engine/other-records.ts'
import { parseId } from '../../engine/record-id.ts'
import { lookUp } from '../../engine/references.ts'
import type { Shown } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { StoredRecord } from '../../state/record-table.ts'
import { isAtLeast } from '../../world/levels.ts'
import { nextEmbeddedId, ownerOf, recordsIn } from '../traits/embedded.ts'
import { ruleBroken, valueRefused } from '../traits/transitions.ts'
import { courtOf, responded, responsesIn, statusAfterResponse } from './punch-workflow.ts'

interface Found {
  readonly stored: StoredRecord
  readonly shown: Shown
}

export function showAssignment(work: Work): Result {
  const found = assignmentIn(work)
  return 'failure' in found ? found : jsonReply(work, found.assignment)
}

/** An assignee says that the work is done, or that it cannot be; an Admin may say it for them. */
export function updateAssignment(work: Work): Result {
  const found = assignmentIn(work)
  if ('failure' in found) return found
  const input = work.body['punch_item_assignment']
  if (typeof input !== 'object' || input === null) return missing('punch_item_assignment')
  const { approved, comment, login_information_id: other } = input as Shown
  const { shown, assignment } = found
  if (['draft', 'closed'].includes(String(shown['workflow_status']))) {
    return ruleBroken('base', `the punch item is ${shown['workflow_status']}`)
  }
  const level = work.platform.directory.projectLevel(work.userId, work.projectId, 'punch_list')
  if (assignment['login_information_id'] !== work.userId && !isAtLeast(level, 'Admin')) {
    return { failure: 'permission-too-low', because: 'the assignment is somebody else’s' }
  }
  let now: Shown = typeof comment === 'string' ? { ...assignment, comment } : assignment
  if (other !== undefined) {
    const person = lookUp(work, 'users', other, work.companyId) as Shown | undefined
    if (!person) return valueRefused('login_information_id', `there is no user ${other}`)
    const { id = null, name = null } = person
    const names = { login_information_name: name, user_name: name }
    now = { ...now, login_information_id: id, login_information: person, ...names }
  }
  const isSaid = approved !== undefined && approved !== null
  if (isSaid) now = responded(now, approved === true || approved === 'true', work.nowMs)
  const item = withAssignment(shown, now)
  if (isSaid) item['workflow_status'] = statusAfterResponse(item)
  item['ball_in_court'] = courtOf(item)
  store(work, found, item)
  return jsonReply(work, now)
}

export function addComment(work: Work): Result {
  const found = itemIn(work, parseId(work.parameters['id']))
  if ('failure' in found) return found
  const input = work.body['comment']
  const body = typeof input === 'object' && input !== null ? (input as Shown)['body'] : input
  if (typeof body !== 'string' || body === '') return missing('body')
  const comments = recordsIn(found.shown['comments'])
  const at = showInstant(work.nowMs)
  const comment: Shown = {
    id: nextEmbeddedId(found.stored.id, comments),
    body,
    creator: lookUp(work, 'users', work.userId, work.companyId) ?? null,
    created_at: at,
    updated_at: at,
  }
  store(work, found, { ...found.shown, comments: [...comments, comment] })
  return jsonReply(work, comment)
}

/** `POST …/add_punch_item_attachments?id=`: the files join those that are there. */
export function addAttachments(work: Work): Result {
  const found = itemIn(work, parseId(work.query.get('id')))
  if ('failure' in found) return found
  const record = { ...found.shown }
  const { resource } = work.route
  const refused = attach(record, work, resource, work.body, found.shown)
  if (refused) return refused
  store(work, found, record)
  const added = recordsIn(record['attachments']).slice(recordsIn(found.shown['attachments']).length)
  return jsonReply(work, added.length === 1 ? (added[0] ?? {}) : added)
}

/** Nobody reads the mails; who was told when is noted in the assignments. */
export function sendUnsent(work: Work): Result {
  const table = work.records.of(work.resources.shapeOf(work.route.resource))
  const sql = 'project_id = ? AND deleted_ms IS NULL'
  const at = showInstant(work.nowMs)
  work.records.transaction(() => {
    for (const stored of [...table.each({ sql, values: [work.projectId] })]) {
      const shown = JSON.parse(stored.data) as Shown
      const assignments = recordsIn(shown['assignments'])
      if (shown['workflow_status'] === 'draft') continue
      if (assignments.every((each) => each['notified_at'] !== null)) continue
      const told = assignments.map((each) => ({ ...each, notified_at: each['notified_at'] ?? at }))
      store(work, { stored, shown }, { ...shown, assignments: told })
    }
  })
  return jsonReply(work, {})
}

export function sendEmail(work: Work): Result {
  const found = findRecord(work)
  return 'failure' in found ? found : jsonReply(work, {})
}

function assignmentIn(work: Work): (Found & { readonly assignment: Shown }) | Refusal {
  const id = parseId(work.parameters['id']) ?? 0
  const found = itemIn(work, ownerOf(id))
  if ('failure' in found) return found
  const assignment = recordsIn(found.shown['assignments']).find((each) => each['id'] === id)
  if (assignment) return { ...found, assignment }
  return { failure: 'resource-not-found', because: `there is no assignment ${id} here` }
}

function itemIn(work: Work, id: number | null): Found | Refusal {
  const stored = findRecord({ ...work, parameters: { id: String(id ?? '') } })
  return 'failure' in stored ? stored : { stored, shown: JSON.parse(stored.data) as Shown }
}

function withAssignment(item: Shown, now: Shown): Shown {
  const assignments = recordsIn(item['assignments']).map((each) =>
    each['id'] === now['id'] ? now : each,
  )
  const assignees = assignments.map((each) => each['login_information'] ?? null)
  return { ...item, assignments, assignees, ...responsesIn(assignments) }
}

function store(work: Work, { stored, shown }: Found, now: Shown): void {
  const { resource } = work.route
  work.records.transaction(() => rewriteOther(work, { resource, stored, shown }, now))
}

function missing(field: string): Refusal {
  return { failure: 'missing-field', fields: { [field]: [messageOf('missing-field')] } }
}
