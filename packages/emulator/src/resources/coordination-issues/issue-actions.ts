/** What is done with coordination issues besides changing them: counting, assigning, linking, many at once. */
import { findRecord } from '../../engine/find-record.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import { messageOf } from '../../engine/messages.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import { removeRecord } from '../../engine/remove-record.ts'
import type { Shown } from '../../engine/resource.ts'
import { SYNC_ITEMS_MAX, UNKNOWN_ID } from '../../engine/sync-records.ts'
import type { Work } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'
import { recordsIn, within } from '../traits/embedded.ts'
import { ISSUE_STATUSES } from './issue-workflow.ts'

/** `{deletes: [{id}]}`: each for itself, as the sync action does it. */
export function bulkDelete(work: Work): Result {
  const deletes = work.body['deletes']
  if (!Array.isArray(deletes)) return missing('deletes')
  if (deletes.length > SYNC_ITEMS_MAX) {
    return { failure: 'batch-too-large', because: `${deletes.length} items` }
  }
  const entities: Shown[] = []
  const errors: unknown[] = []
  work.records.transaction(() => {
    for (const item of deletes) {
      const id = String(typeof item === 'object' && item !== null ? item.id : '')
      const record = findRecord({ ...work, parameters: { id } })
      const refusal = 'failure' in record ? record : removeRecord(work, work.route.resource, record)
      if (!refusal) entities.push({ id: Number(id) })
      else errors.push({ ...item, errors: errorsOf(refusal) })
    }
  })
  if (errors.length > 0) work.call.failure = 'sync-items-rejected'
  return jsonReply(work, { entities, errors })
}

function errorsOf({ failure, fields }: Refusal) {
  if (failure === 'resource-not-found') return UNKNOWN_ID
  return fields ?? { base: [messageOf(failure)] }
}

export function countByStatus(work: Work): Result {
  return jsonReply(work, counts(allIn(work)))
}

/** `filters[group_by]`: by the place, or by the company of the assignee, which nobody has here. */
export function countByGroup(work: Work): Result {
  const by = work.query.get('filters[group_by]') ?? 'location'
  const groups = new Map<number | null, Shown[]>()
  for (const issue of allIn(work)) {
    const id = by === 'location' ? (within(issue['location'], 'id') as number | null) : null
    const group = groups.get(id) ?? []
    group.push(issue)
    groups.set(id, group)
  }
  const rows = [...groups].map(([id, issues]) => {
    const label = id === null ? null : within(issues[0]?.['location'], 'name')
    return { group_by: by, group_id: id, group_label: label, ...counts(issues) }
  })
  return listOf(work, rows)
}

export function assign(work: Work): Result {
  const stored = findRecord(work)
  if ('failure' in stored) return stored
  const input = work.body['coordination_issue_assignment']
  const given = typeof input === 'object' && input !== null ? (input as Shown)['assignee_id'] : null
  if (given === null || given === undefined) return missing('assignee_id')
  const before = JSON.parse(stored.data) as Shown
  const written = work.records.transaction(() => {
    return writeRecord(work, work.route.resource, { assignee_id: given }, stored)
  })
  if ('failure' in written) return written
  const changes = othersWhere(work, 'coordination_issue_changes', {
    sql: 'parent_id = ?',
    values: [stored.id],
  })
  return jsonReply(work, {
    id: changes.at(-1)?.stored.id ?? null,
    coordination_issue_id: stored.id,
    old_assignee_id: within(before['assignee'], 'id'),
    new_assignee_id: within(written.shown['assignee'], 'id'),
    created_by_id: work.userId,
    created_at: written.shown['updated_at'],
  })
}

/** Ties an RFI of the project to the issue; the only kind of item that the reference names. */
export function link(work: Work): Result {
  const stored = findRecord(work)
  if ('failure' in stored) return stored
  const input = work.body['procore_item']
  const { item_id: id = null, item_type: type = null } = (
    typeof input === 'object' && input !== null ? input : {}
  ) as Shown
  if (type !== 'rfi') {
    return { failure: 'invalid-value', fields: { item_type: [messageOf('invalid-value')] } }
  }
  const rfi = findOther(work, 'rfis', Number(id))
  if (rfi?.stored.projectId !== work.projectId) {
    return { failure: 'resource-not-found', because: `there is no RFI ${id} here` }
  }
  const shown = JSON.parse(stored.data) as Shown
  const item: Shown = { id: rfi.stored.id, item_id: rfi.stored.id, item_type: 'rfi' }
  item['title'] = rfi.shown['subject'] ?? null
  const others = recordsIn(shown['linked_procore_items']).filter(
    (each) => each['id'] !== item['id'],
  )
  return relinked(work, { ...shown, linked_procore_items: [...others, item] })
}

export function unlink(work: Work): Result {
  const stored = findRecord(work)
  if ('failure' in stored) return stored
  const shown = JSON.parse(stored.data) as Shown
  const held = recordsIn(shown['linked_procore_items'])
  const left = held.filter(({ id }) => String(id) !== work.parameters['id'])
  if (left.length === held.length) {
    return { failure: 'resource-not-found', because: 'the issue has no such item' }
  }
  return relinked(work, { ...shown, linked_procore_items: left })
}

function relinked(work: Work, now: Shown): Result {
  const before = findOther(work, 'coordination_issues', Number(now['id']))
  if (before) work.records.transaction(() => rewriteOther(work, before, now))
  return jsonReply(work, now)
}

function allIn(work: Work): Shown[] {
  const where = { sql: 'project_id = ?', values: [work.projectId] }
  return othersWhere(work, 'coordination_issues', where).map(({ shown }) => shown)
}

function counts(issues: readonly Shown[]): Shown {
  const row: Shown = {}
  for (const status of ISSUE_STATUSES) {
    row[`${status}_count`] = issues.filter((issue) => issue['status'] === status).length
  }
  return row
}

function missing(field: string): Refusal {
  return { failure: 'missing-field', fields: { [field]: [messageOf('missing-field')] } }
}
