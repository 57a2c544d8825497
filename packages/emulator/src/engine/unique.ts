/** Values that no two records share: `origin_id` in a company, and what a resource declares. */
import type { Refusal } from '../reply.ts'
import type { RecordTable } from '../state/record-table.ts'
import { extract } from './filter.ts'
import { messageOf } from './messages.ts'
import type { Resource, Shown, UniqueKey } from './resource.ts'
import type { Writing } from './work.ts'

/** The refusal when another record has the same values; null when none has. */
export function findTwin(
  writing: Writing,
  resource: Resource,
  table: RecordTable,
  record: Shown,
  originId: string | null,
): Refusal | null {
  const id = Number(record['id'])
  if (originId !== null) {
    const other = table.findByOrigin(writing.companyId, originId)
    if (other && other.id !== id) {
      return { failure: 'origin-id-taken', fields: { origin_id: [messageOf('origin-id-taken')] } }
    }
  }
  for (const key of resource.unique ?? []) {
    if (isTaken(writing, table, record, key, id)) {
      const [field] = key.fields
      const fields = { [field]: [messageOf('duplicate-record')] }
      return { failure: key.refusedAs ?? 'duplicate-record', fields }
    }
  }
  return null
}

const SCOPES = { company: 'company_id', project: 'project_id', parent: 'parent_id' } as const

function isTaken(
  writing: Writing,
  table: RecordTable,
  record: Shown,
  key: UniqueKey,
  id: number,
): boolean {
  const scopeIds = {
    company: writing.companyId,
    project: writing.projectId,
    parent: writing.parentId,
  }
  const values: (string | number)[] = [scopeIds[key.within], id]
  const parts = [`${SCOPES[key.within]} = ?`, 'id <> ?', 'deleted_ms IS NULL']
  for (const field of key.fields) {
    const value = record[field]
    if (typeof value !== 'string' && typeof value !== 'number') return false
    const expression = `lower(${extract(`$.${field}`)})`
    table.index(expression)
    parts.push(`${expression} = lower(?)`)
    // As text: SQLite would show a bound number with its decimals.
    values.push(String(value))
  }
  return table.findFirst({ sql: parts.join(' AND '), values }) !== null
}
