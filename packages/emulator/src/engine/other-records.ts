/** Records of other resources, for hooks and actions: found by name, and stored again as they shall be. */
import type { SqlCondition, StoredRecord } from '../state/record-table.ts'
import { announce } from './changes.ts'
import { showInstant } from './instant.ts'
import { rewriteDependants } from './references.ts'
import type { Resource, Shown } from './resource.ts'
import type { EngineParts, Writing } from './work.ts'

export interface OtherRecord {
  readonly resource: Resource
  readonly stored: StoredRecord
  /** A copy: changing it changes nothing. */
  readonly shown: Shown
}

/** A record that is not deleted; null when there is none. */
export function findOther(parts: EngineParts, name: string, id: number): OtherRecord | null {
  const resource = resourceNamed(parts, name)
  const stored = parts.records.of(parts.resources.shapeOf(resource)).find(id)
  if (!stored || stored.deletedMs !== null) return null
  return { resource, stored, shown: JSON.parse(stored.data) as Shown }
}

/** All that are not deleted, by id. For what belongs to one record, not for whole tables. */
export function othersWhere(parts: EngineParts, name: string, where: SqlCondition): OtherRecord[] {
  const resource = resourceNamed(parts, name)
  const table = parts.records.of(parts.resources.shapeOf(resource))
  const sql = `${where.sql} AND deleted_ms IS NULL`
  return [...table.each({ sql, values: where.values })].map((stored) => {
    return { resource, stored, shown: JSON.parse(stored.data) as Shown }
  })
}

/**
 * Stores a record again as `shown`, past its own hooks: for what follows from another record, such as the
 * ball in court of an RFI that was answered. Runs in the caller's transaction.
 */
export function rewriteOther(writing: Writing, before: OtherRecord, shown: Shown): StoredRecord {
  const { resource, stored } = before
  const record = { ...shown, updated_at: showInstant(writing.nowMs) }
  const now = { ...stored, updatedMs: writing.nowMs, data: JSON.stringify(record) }
  writing.records.of(writing.resources.shapeOf(resource)).update(now)
  rewriteDependants(writing, resource, JSON.parse(stored.data) as Shown, record, stored.companyId)
  announce(writing, resource, now, 'update', record)
  return now
}

function resourceNamed(parts: EngineParts, name: string): Resource {
  const resource = parts.resources.byName(name)
  if (!resource) throw new Error(`there is no resource ${name}`)
  return resource
}
