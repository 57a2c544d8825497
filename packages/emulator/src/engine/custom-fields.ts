/**
 * Custom fields: written as `custom_field_49417` inside the wrapper, shown as
 * `custom_fields: { custom_field_49417: { data_type, value } }`. Source: fact sheet section 3.
 */
import type { Refusal } from '../reply.ts'
import { castField } from './cast-field.ts'
import type { Field, Json } from './field.ts'
import { messageOf } from './messages.ts'
import type { FieldErrors, Shown } from './resource.ts'
import type { Writing } from './work.ts'

export const CUSTOM_FIELD_TYPES = [
  'string',
  'decimal',
  'boolean',
  'datetime',
  'lov_entry',
  'lov_entries',
] as const

type CustomFieldType = (typeof CUSTOM_FIELD_TYPES)[number]

const KEY = /^custom_field_(\d{1,15})$/

/** What a value has to be; entries of a list of values are looked up. */
const PLAIN: Readonly<Record<Exclude<CustomFieldType, 'lov_entry' | 'lov_entries'>, Field>> = {
  string: { type: 'text' },
  decimal: { type: 'decimal' },
  boolean: { type: 'boolean' },
  datetime: { type: 'date-time' },
}

/** Sets `custom_fields` of the record. A key that names no field of the company is left out. */
export function fillCustomFields(
  record: Shown,
  writing: Writing,
  input: Readonly<Record<string, unknown>>,
  before: Shown | null,
): Refusal | null {
  const fields = { ...(before?.['custom_fields'] as Shown | undefined) }
  const errors: FieldErrors = {}
  for (const key of Object.keys(input)) {
    const id = KEY.exec(key)?.[1]
    if (id === undefined) continue
    const type = typeOf(writing, Number(id))
    if (type === null) continue
    const value = cast(writing, Number(id), type, input[key], key)
    if (value === undefined) errors[key] = [messageOf('invalid-value')]
    else fields[key] = { data_type: type, value }
  }
  record['custom_fields'] = fields
  return Object.keys(errors).length > 0 ? { failure: 'invalid-value', fields: errors } : null
}

/** Undefined when the value cannot be what the field is. */
function cast(
  writing: Writing,
  definitionId: number,
  type: CustomFieldType,
  given: unknown,
  key: string,
): Json | undefined {
  if (given === null || given === '') return null
  if (type === 'lov_entry') return entry(writing, definitionId, given)
  if (type === 'lov_entries') return entries(writing, definitionId, given)
  const outcome = castField(PLAIN[type], given)
  if (outcome.kind === 'dropped') writing.dateDropped(key)
  return outcome.kind === 'value' ? outcome.value : outcome.kind === 'dropped' ? null : undefined
}

/** Several choices have to be an array (fact sheet section 3). */
function entries(writing: Writing, definitionId: number, given: unknown): Json | undefined {
  if (!Array.isArray(given)) return undefined
  const found: Json[] = []
  for (const each of given) {
    const one = entry(writing, definitionId, each)
    if (one === undefined) return undefined
    found.push(one)
  }
  return found
}

function entry(writing: Writing, definitionId: number, given: unknown): Json | undefined {
  const record = find(writing, 'custom_field_lov_entries', Number(given))
  if (record?.parentId !== definitionId) return undefined
  const { id = null, label = null } = JSON.parse(record.data) as Shown
  return { id, label }
}

/** Null when the company has no such field, or it is out of use. */
function typeOf(writing: Writing, definitionId: number): CustomFieldType | null {
  const record = find(writing, 'custom_field_definitions', definitionId)
  if (!record) return null
  const { data_type: type, active } = JSON.parse(record.data) as Shown
  const known = CUSTOM_FIELD_TYPES.find((each) => each === type)
  return active === false ? null : (known ?? null)
}

function find(writing: Writing, name: string, id: number) {
  const resource = writing.resources.byName(name)
  if (!resource || !Number.isSafeInteger(id)) return null
  const record = writing.records.of(writing.resources.shapeOf(resource)).find(id)
  return record?.companyId === writing.companyId && record.deletedMs === null ? record : null
}
