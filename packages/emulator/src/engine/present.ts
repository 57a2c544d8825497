/** How records are shown: whole, in a view, or in the shape that a route has for itself. */
import type { Result } from '../reply.ts'
import type { StoredRecord } from '../state/record-table.ts'
import type { Json } from './field.ts'
import { textReply } from './json-reply.ts'
import type { Shown } from './resource.ts'
import { inView, readView } from './view.ts'
import type { Work } from './work.ts'

/** One record as this route shows it: JSON text. */
export function presented(work: Work, data: string): string {
  const { present } = work.route.row
  if (present) return JSON.stringify(present(JSON.parse(data) as Shown, work))
  return inView(data, readView(work.query, work.route.resource))
}

/** A page of records as this route shows it. @param rows what stands between the brackets. */
export function presentedPage(work: Work, rows: string): string {
  const { present, enclose } = work.route.row
  const text = `[${rows}]`
  if (!present && !enclose) return text
  const page = JSON.parse(text) as Shown[]
  const shown = present ? page.map((record) => present(record, work)) : page
  return JSON.stringify(enclose ? enclose(shown as Shown[], work) : shown)
}

/** What a write or a delete answers. */
export function answered(work: Work, record: StoredRecord): Result {
  const { row, operation } = work.route
  switch (row.answers ?? (operation === 'delete' ? 'empty' : 'record')) {
    case 'record':
      return textReply(work, presented(work, record.data))
    case 'id':
      return say(work, { id: record.id })
    case 'id-and-success':
      return say(work, { id: record.id, success: true })
    case 'nothing':
      return textReply(work, '')
    default:
      return textReply(work, '{}')
  }
}

function say(work: Work, body: Json): Result {
  return textReply(work, JSON.stringify(body))
}
