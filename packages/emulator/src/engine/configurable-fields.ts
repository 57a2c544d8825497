/**
 * What a company requires beyond what Procore requires: its configurable field sets. Enforced only when
 * the caller asks by `run_configurable_validations`. Source: fact sheet section 3.
 */
import type { Refusal } from '../reply.ts'
import { messageOf } from './messages.ts'
import type { FieldErrors, Resource, Shown } from './resource.ts'
import type { Writing } from './work.ts'

/** The record as it would be stored is judged: a required field may stay out while it has a value. */
export function lackingByFieldSet(
  writing: Writing,
  resource: Resource,
  record: Shown,
): Refusal | null {
  if (!writing.runsValidations || resource.configurable === undefined) return null
  const set = fieldSetOf(writing, resource.configurable)
  if (!set) return null
  const fields: FieldErrors = {}
  for (const [key, rule] of Object.entries((set['fields'] ?? {}) as Shown)) {
    const isRequired = typeof rule === 'object' && rule !== null && 'required' in rule
    if (!isRequired || rule['required'] !== true) continue
    if (isBlank(valueIn(writing, resource, record, key))) fields[key] = [messageOf('missing-field')]
  }
  return Object.keys(fields).length > 0 ? { failure: 'missing-field', fields } : null
}

/** The set of the project, else the one that the company has as its default; null without either. */
function fieldSetOf(writing: Writing, className: string): Shown | null {
  const sets = writing.resources.byName('configurable_field_sets')
  if (!sets) return null
  const table = writing.records.of(writing.resources.shapeOf(sets))
  let byDefault: Shown | null = null
  const where = { sql: 'company_id = ? AND deleted_ms IS NULL', values: [writing.companyId] }
  for (const row of table.each(where)) {
    const set = JSON.parse(row.data) as Shown
    if (set['class_name'] !== className) continue
    const projects = Array.isArray(set['projects']) ? (set['projects'] as Shown[]) : []
    if (projects.some(({ id }) => id === writing.projectId)) return set
    if (set['company_default'] === true) byDefault ??= set
  }
  return byDefault
}

/** A field set names attributes as they are written, or a custom field. */
function valueIn(writing: Writing, resource: Resource, record: Shown, key: string): unknown {
  if (key.startsWith('custom_field_')) {
    const held = (record['custom_fields'] as Record<string, Shown> | undefined)?.[key]
    return held?.['value']
  }
  const field = writing.resources.fieldsOf(resource).find((each) => each.key === key)
  return record[field?.name ?? key]
}

function isBlank(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
}
