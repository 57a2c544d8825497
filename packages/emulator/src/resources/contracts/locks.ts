/**
 * What may no longer be changed: contracts and change orders that are approved, and what the ERP holds.
 * The fact sheet (section 6.2) says that ERP records are locked; which attributes is assumed.
 */
import type { Json } from '../../engine/field.ts'
import { messageOf } from '../../engine/messages.ts'
import type { FieldErrors, Shown } from '../../engine/resource.ts'
import type { Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'

/** Written by the emulator and not by callers, or free for whoever keeps both sides together. */
const NEVER_LOCKED: ReadonlySet<string> = new Set([
  'updated_at',
  'deleted_at',
  'origin_id',
  'origin_data',
  'origin_code',
])

/** The attributes that a write changes. */
export function changedKeys(before: Shown, record: Shown): string[] {
  const text = (value: Json | undefined) => JSON.stringify(value ?? null)
  return Object.keys(record).filter((key) => text(before[key]) !== text(record[key]))
}

/** Refuses a write that changes any of these attributes. */
export function lockedKeys(keys: readonly string[], because: string): Refusal | null {
  if (keys.length === 0) return null
  const fields: FieldErrors = {}
  for (const key of keys) fields[key] = [messageOf('record-locked')]
  return { failure: 'record-locked', fields, because }
}

/** Refuses every change of what the ERP of the project holds: what has an origin there. */
export function lockedByErp(writing: Writing, before: Shown, record: Shown): Refusal | null {
  if (!isInErp(writing, before)) return null
  const keys = changedKeys(before, record).filter((key) => !NEVER_LOCKED.has(key))
  return lockedKeys(keys, 'the project is ERP-integrated, and the record has an origin_id')
}

export function isInErp(writing: Writing, record: Shown): boolean {
  if (writing.platform.assumptions.get('erp-record') !== 'locked') return false
  if ((record['origin_id'] ?? null) === null) return false
  const projects = writing.resources.byName('projects')
  const table = projects && writing.records.of(writing.resources.shapeOf(projects))
  const project = table?.find(writing.projectId)
  return project !== undefined && project !== null && erpOf(project.data)
}

function erpOf(data: string): boolean {
  return (JSON.parse(data) as Shown)['is_erp_integrated'] === true
}
