/** Direct costs of v1.1: written together with their lines, and shown with them. */
import { findRecord } from '../../../engine/find-record.ts'
import { textReply } from '../../../engine/json-reply.ts'
import { messageOf } from '../../../engine/messages.ts'
import { othersWhere } from '../../../engine/other-records.ts'
import { lookAbove } from '../../../engine/parent.ts'
import { parseId } from '../../../engine/record-id.ts'
import type { Shown } from '../../../engine/resource.ts'
import type { Work } from '../../../engine/work.ts'
import { type Input, writeRecord } from '../../../engine/write-record.ts'
import type { Refusal, Result } from '../../../reply.ts'
import type { StoredRecord } from '../../../state/record-table.ts'

const WRAPPER = 'direct_cost'
const LINES = 'direct_cost_line_items'
/** Lines in one call. A guess. */
const LINES_MAX = 1_000

export function create(work: Work): Result {
  return write(work, null)
}

export function change(work: Work): Result {
  const before = findRecord(work)
  return 'failure' in before ? before : write(work, before)
}

export function withLines(record: Shown, work: Work): Shown {
  const values = [Number(record['id'])]
  const lines = othersWhere(work, LINES, { sql: 'parent_id = ?', values })
  return { ...record, line_items: lines.map(({ shown }) => shown) }
}

/** All of it or nothing: a line that is refused refuses the cost. */
function write(work: Work, before: StoredRecord | null): Result {
  const given = work.body[WRAPPER]
  if (!isInput(given)) return refused('missing-field', WRAPPER)
  const lines = given['line_items'] ?? []
  if (!Array.isArray(lines) || lines.length > LINES_MAX || !lines.every(isInput)) {
    return refused('invalid-value', 'line_items')
  }
  const written = work.records.attempt(() => {
    const cost = writeRecord(work, work.route.resource, given, before)
    if ('failure' in cost) return cost
    for (const line of lines) {
      const refusal = writeLine({ ...work, parentId: cost.stored.id }, line)
      if (refusal) return refusal
    }
    return cost.stored
  })
  if ('failure' in written) return written
  const table = work.records.of(work.resources.shapeOf(work.route.resource))
  const now = table.find(written.id) ?? written
  return textReply(work, JSON.stringify(withLines(JSON.parse(now.data) as Shown, work)))
}

function writeLine(work: Work, line: Input): Refusal | null {
  const resource = work.resources.byName(LINES)
  if (!resource) return refused('invalid-value', 'line_items')
  const id = parseId(line['id'])
  const parent = { resource: LINES, parameter: 'id' }
  const before = id === null ? null : lookAbove(work, parent, id)
  if (id !== null && before?.parentId !== work.parentId)
    return refused('invalid-value', 'line_items')
  // The amount has another name here than in the lines' own operations.
  const { manual_amount: amount, direct_cost_id: _cost, ...input } = line
  const isGiven = amount === undefined ? {} : { amount }
  const written = writeRecord(work, resource, { ...input, ...isGiven }, before)
  return 'failure' in written ? written : null
}

function refused(failure: 'missing-field' | 'invalid-value', field: string): Refusal {
  return { failure, fields: { [field]: [messageOf(failure)] } }
}

function isInput(given: unknown): given is Input {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}
