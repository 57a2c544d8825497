/** Deleting a document moves it into the recycle bin: it is not there any more, but for the bin. */
import { announce } from '../../engine/changes.ts'
import { textReply } from '../../engine/json-reply.ts'
import type { Work } from '../../engine/work.ts'
import type { Result } from '../../reply.ts'
import type { StoredRecord } from '../../state/record-table.ts'
import { binDocument } from './document-rules.ts'
import { shownOf } from './document-tree.ts'

export function removeDocument(work: Work, record: StoredRecord): Result {
  work.records.transaction(() => {
    const document = shownOf(record)
    binDocument({ ...work, parentId: 0 }, document)
    announce(work, work.route.resource, record, 'delete', document)
  })
  return textReply(work, '{}')
}
