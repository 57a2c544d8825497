/** What each operation does, once every check has passed. */
import type { Refusal, Result } from '../reply.ts'
import type { StoredRecord } from '../state/record-table.ts'
import { batchUpdate } from './batch-update.ts'
import { filterOptions } from './filter-options.ts'
import { findRecord } from './find-record.ts'
import { textReply } from './json-reply.ts'
import { list } from './list.ts'
import { messageOf } from './messages.ts'
import { answered, presented } from './present.ts'
import { binShow, remove, restore } from './remove-record.ts'
import type { FieldErrors, Operation } from './resource.ts'
import { syncRecords } from './sync-records.ts'
import type { Work } from './work.ts'
import { type Input, type Written, writeRecord } from './write-record.ts'

export const OPERATIONS: Readonly<Record<Operation, (work: Work) => Result>> = {
  list,
  show,
  create,
  update,
  delete: remove,
  sync: syncRecords,
  batch: batchUpdate,
  bin: list,
  'bin-show': binShow,
  restore,
  'filter-options': filterOptions,
  action(work) {
    const { run } = work.route.row
    if (!run) throw new Error(`${work.route.method} ${work.route.path} is an action without a run`)
    return run(work)
  },
}

function show(work: Work): Result {
  const record = findRecord(work)
  return 'failure' in record ? record : textReply(work, presented(work, record.data))
}

function create(work: Work): Result {
  const input = inputOf(work)
  if ('failure' in input) return input
  const lacking = lackingOn(work, input.input)
  if (lacking) return lacking
  const written = write(work, input.input, null)
  return 'failure' in written ? written : answered(work, written.stored)
}

function update(work: Work): Result {
  const before = findRecord(work)
  if ('failure' in before) return before
  const input = inputOf(work)
  if ('failure' in input) return input
  const written = write(work, input.input, before)
  return 'failure' in written ? written : answered(work, written.stored)
}

function write(work: Work, input: Input, before: StoredRecord | null): Written | Refusal {
  return work.records.transaction(() => writeRecord(work, work.route.resource, input, before))
}

/** What this route needs besides what the resource requires. */
function lackingOn({ route }: Work, input: Input): Refusal | null {
  const fields: FieldErrors = {}
  for (const name of route.row.requiresFields ?? []) {
    const given = input[name] ?? ''
    if (given === '') fields[name] = [messageOf('missing-field')]
  }
  return Object.keys(fields).length > 0 ? { failure: 'missing-field', fields } : null
}

/** The attributes, out of their wrapper. */
function inputOf(work: Work): { input: Input } | Refusal {
  const { row, resource, isV2 } = work.route
  const wrapper = row.wrapper === undefined ? resource.wrapper : row.wrapper
  // v2 writes are not wrapped (fact sheet section 3).
  if (wrapper === null || (isV2 && row.wrapper === undefined)) return { input: work.body }
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
