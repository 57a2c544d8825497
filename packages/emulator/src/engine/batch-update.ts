/** Many updates in one call, all or none: the first that is refused refuses the whole call. */
import type { Refusal, Result } from '../reply.ts'
import type { StoredRecord } from '../state/record-table.ts'
import { findRecord } from './find-record.ts'
import { textReply } from './json-reply.ts'
import { messageOf } from './messages.ts'
import { presented } from './present.ts'
import { SYNC_ITEMS_MAX } from './sync-records.ts'
import type { Work } from './work.ts'
import { type Input, writeRecord } from './write-record.ts'

export function batchUpdate(work: Work): Result {
  const key = work.route.row.itemsKey ?? 'data'
  const items = work.body[key]
  if (!Array.isArray(items)) {
    return { failure: 'missing-field', fields: { [key]: [messageOf('missing-field')] } }
  }
  if (items.length > SYNC_ITEMS_MAX) {
    return { failure: 'batch-too-large', because: `${items.length} items` }
  }
  // Each is found before any is written, so that what is refused has changed nothing.
  const pairs: [StoredRecord, Input][] = []
  for (const item of items) {
    const isObject = typeof item === 'object' && item !== null && !Array.isArray(item)
    const record = findRecord({ ...work, parameters: { id: isObject ? String(item.id) : '' } })
    if ('failure' in record) return record
    pairs.push([record, item as Input])
  }
  const outcome = writeAll(work, pairs)
  if ('failure' in outcome) return outcome
  return textReply(work, `[${outcome.map((each) => presented(work, each.data)).join(',')}]`)
}

function writeAll(work: Work, pairs: readonly [StoredRecord, Input][]): StoredRecord[] | Refusal {
  return work.records.attempt(() => {
    const written: StoredRecord[] = []
    for (const [record, input] of pairs) {
      const one = writeRecord(work, work.route.resource, input, record)
      if ('failure' in one) return one
      written.push(one.stored)
    }
    return written
  })
}
