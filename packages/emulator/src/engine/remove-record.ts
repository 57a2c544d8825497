/** Deleting, the recycle bin, and bringing back. A deleted row stays, for `filters[include_deleted]`. */
import type { Refusal, Result } from '../reply.ts'
import type { StoredRecord } from '../state/record-table.ts'
import { announce } from './changes.ts'
import { findRecord } from './find-record.ts'
import { showInstant } from './instant.ts'
import { textReply } from './json-reply.ts'
import { answered, presented } from './present.ts'
import type { Resource, Shown } from './resource.ts'
import { findTwin } from './unique.ts'
import type { Work, Writing } from './work.ts'

export function remove(work: Work): Result {
  const record = findRecord(work)
  if ('failure' in record) return record
  const refusal = work.records.transaction(() => removeRecord(work, work.route.resource, record))
  return refusal ?? answered(work, record)
}

/** Marks the record as deleted. Runs in the caller's transaction; a refusal has changed nothing. */
export function removeRecord(
  writing: Writing,
  resource: Resource,
  record: StoredRecord,
): Refusal | null {
  const shown = JSON.parse(record.data) as Shown
  const refusal = resource.hooks?.keeps?.(shown, writing)
  if (refusal) return refusal
  const deletedAt = showInstant(writing.nowMs)
  const marked = 'deleted_at' in resource.fields ? { ...shown, deleted_at: deletedAt } : shown
  const table = writing.records.of(writing.resources.shapeOf(resource))
  const times = { deletedMs: writing.nowMs, updatedMs: writing.nowMs }
  table.update({ ...record, ...times, data: JSON.stringify(marked) }, true)
  resource.hooks?.removed?.(shown, writing)
  announce(writing, resource, record, 'delete', shown)
  return null
}

/** One record out of the recycle bin. */
export function binShow(work: Work): Result {
  const record = findRecord(work, 'deleted')
  return 'failure' in record ? record : textReply(work, presented(work, record.data))
}

/** Refused when another record has taken its place meanwhile. */
export function restore(work: Work): Result {
  const record = findRecord(work, 'deleted')
  if ('failure' in record) return record
  const { resource } = work.route
  const table = work.records.of(work.resources.shapeOf(resource))
  const shown = JSON.parse(record.data) as Shown
  const refusal = resource.hooks?.staysDeleted?.(shown, work)
  if (refusal) return refusal
  const twin = findTwin(work, resource, table, shown, record.originId)
  if (twin) return twin
  const live = 'deleted_at' in resource.fields ? { ...shown, deleted_at: null } : shown
  const restored = {
    ...record,
    deletedMs: null,
    updatedMs: work.nowMs,
    data: JSON.stringify({ ...live, updated_at: showInstant(work.nowMs) }),
  }
  work.records.transaction(() => {
    table.update(restored, true)
    resource.hooks?.restored?.(live, work)
    announce(work, resource, restored, 'update', live)
  })
  return answered(work, restored)
}
