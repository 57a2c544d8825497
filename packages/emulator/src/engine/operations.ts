/** What each operation does, once every check has passed. */
import type { Refusal, Result } from '../reply.ts'
import type { StoredRecord } from '../state/record-table.ts'
import { findRecord } from './find-record.ts'
import { textReply } from './json-reply.ts'
import { list } from './list.ts'
import { messageOf } from './messages.ts'
import type { Operation } from './resource.ts'
import { syncRecords } from './sync-records.ts'
import { inView, readView } from './view.ts'
import type { Work } from './work.ts'
import { type Input, type Written, writeRecord } from './write-record.ts'

export const OPERATIONS: Readonly<Record<Operation, (work: Work) => Result>> = {
  list,
  show,
  create,
  update,
  delete: remove,
  sync: syncRecords,
  action(work) {
    const { run } = work.route.row
    if (!run) throw new Error(`${work.route.method} ${work.route.path} is an action without a run`)
    return run(work)
  },
}

function show(work: Work): Result {
  const record = findRecord(work)
  return 'failure' in record ? record : shown(work, record)
}

function create(work: Work): Result {
  const input = inputOf(work)
  if ('failure' in input) return input
  const written = write(work, input.input, null)
  return 'failure' in written ? written : shown(work, written.stored)
}

function update(work: Work): Result {
  const before = findRecord(work)
  if ('failure' in before) return before
  const input = inputOf(work)
  if ('failure' in input) return input
  const written = write(work, input.input, before)
  return 'failure' in written ? written : shown(work, written.stored)
}

/** The row stays, for `filters[include_deleted]`. */
function remove(work: Work): Result {
  const record = findRecord(work)
  if ('failure' in record) return record
  const table = work.records.of(work.resources.shapeOf(work.route.resource))
  table.update({ ...record, deletedMs: work.nowMs, updatedMs: work.nowMs }, true)
  return textReply(work, '{}')
}

function write(work: Work, input: Input, before: StoredRecord | null): Written | Refusal {
  return work.records.transaction(() => writeRecord(work, work.route.resource, input, before))
}

/** The attributes, out of their wrapper. */
function inputOf(work: Work): { input: Input } | Refusal {
  const { wrapper } = work.route.resource
  if (wrapper === null || work.route.isV2) return { input: work.body }
  const input = work.body[wrapper]
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) {
    return { input: input as Input }
  }
  const fields = { [wrapper]: [messageOf('missing-field')] }
  return {
    failure: 'missing-field',
    fields,
    because: `the attributes are not wrapped in ${wrapper}`,
  }
}

function shown(work: Work, record: StoredRecord): Result {
  return textReply(work, inView(record.data, readView(work.query, work.route.resource)))
}
