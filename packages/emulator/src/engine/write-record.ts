/** Making and changing one record: what the caller wrote becomes what is shown, or messages by field. */
import type { Refusal } from '../reply.ts'
import type { RecordTable, StoredRecord } from '../state/record-table.ts'
import { attach, attachmentKeys, keepTaken } from './attachments.ts'
import { castField } from './cast-field.ts'
import { announce } from './changes.ts'
import { lackingByFieldSet } from './configurable-fields.ts'
import { fillCustomFields } from './custom-fields.ts'
import type { Field, Json } from './field.ts'
import { showInstant } from './instant.ts'
import { messageOf } from './messages.ts'
import { parentOfWrite } from './parent.ts'
import { lookUp, lookUpAll, rewriteDependants } from './references.ts'
import type { FieldErrors, Resource, Shown } from './resource.ts'
import { findTwin } from './unique.ts'
import type { Writing } from './work.ts'

export type Input = Readonly<Record<string, unknown>>

export interface Written {
  readonly stored: StoredRecord
  readonly shown: Shown
}

/** The longest origin_id. A guess. */
const ORIGIN_CHARS_MAX = 255

/**
 * Stores the record. Runs in the caller's transaction.
 *
 * @param before null to make a new record
 * @returns a refusal with messages by field when the write is not allowed; nothing is stored then.
 */
export function writeRecord(
  call: Writing,
  resource: Resource,
  input: Input,
  before: StoredRecord | null,
  id?: number,
): Written | Refusal {
  const parentId = parentOfWrite(call, resource, input, before)
  if (typeof parentId !== 'number') return parentId
  const writing = { ...call, parentId }
  const table = writing.records.of(writing.resources.shapeOf(resource))
  const shownBefore = before === null ? null : (JSON.parse(before.data) as Shown)
  const record: Shown = { id: before?.id ?? id ?? table.nextId() }
  const refusal = fill(record, writing, resource, input, shownBefore)
  if (refusal) return refusal
  const unattached = attach(record, writing, resource, input, shownBefore)
  if (unattached) return unattached
  if (resource.parent?.attribute) record[resource.parent.attribute] = parentId || null
  const originId = originOf(input, before)
  if (originId === undefined) return fieldRefusal('invalid-value', 'origin_id')
  const now = showInstant(writing.nowMs)
  record['created_at'] = shownBefore?.['created_at'] ?? now
  record['updated_at'] = now
  if ('origin_id' in resource.fields) record['origin_id'] = originId
  if (resource.customFields) {
    const bad = fillCustomFields(record, writing, input, shownBefore)
    if (bad) return bad
  }
  const change = { writing, input, before: shownBefore }
  resource.hooks?.derive?.(record, change)
  const broken = resource.hooks?.rule?.(record, change)
  if (broken) return broken
  const lacking = lackingByFieldSet(writing, resource, record)
  if (lacking) return lacking
  const twin = findTwin(writing, resource, table, record, originId)
  if (twin) return twin
  const stored: StoredRecord = {
    id: Number(record['id']),
    companyId: before?.companyId ?? writing.companyId,
    projectId: before ? before.projectId : projectOf(writing, resource),
    parentId: before ? before.parentId : writing.parentId || null,
    originId,
    createdMs: before?.createdMs ?? writing.nowMs,
    updatedMs: writing.nowMs,
    deletedMs: before?.deletedMs ?? null,
    data: JSON.stringify(record),
  }
  store(writing, resource, table, stored, record, shownBefore)
  keepTaken(record, writing)
  resource.hooks?.stored?.(record, change)
  announce(writing, resource, stored, before === null ? 'create' : 'update', record)
  return { stored, shown: record }
}

/** The refusal of one attribute, in the catalogue's words. */
export function fieldRefusal(failure: Refusal['failure'], field: string): Refusal {
  return { failure, fields: { [field]: [messageOf(failure)] } }
}

function fill(
  record: Shown,
  writing: Writing,
  resource: Resource,
  input: Input,
  before: Shown | null,
): Refusal | null {
  const missing: FieldErrors = {}
  const bad: FieldErrors = {}
  let failure: 'invalid-value' | 'business-rule' = 'business-rule'
  for (const { name, key, field } of writing.resources.fieldsOf(resource)) {
    const isGiven = !field.readonly && Object.hasOwn(input, key)
    const given = isGiven ? castOrLookUp(writing, field, input[key], key) : undefined
    if (isGiven && given === undefined) {
      bad[field.errorName ?? key] = [messageOf('invalid-value')]
      if (field.unknownIs === undefined) failure = 'invalid-value'
    }
    const value = given ?? (isGiven ? null : unwritten(writing, field, before, name))
    const isBlank = value === null || value === '' || (Array.isArray(value) && value.length === 0)
    if (field.required && isBlank && !(isGiven && given === undefined)) {
      if (!before || isGiven) missing[field.errorName ?? key] = [messageOf('missing-field')]
    }
    if (!field.writeonly) record[name] = value
    if (field.type === 'sequence' && value === null)
      record[name] = nextNumber(writing, resource, name)
  }
  if (Object.keys(missing).length > 0)
    return { failure: 'missing-field', fields: { ...missing, ...bad } }
  if (Object.keys(bad).length > 0) return { failure, fields: bad }
  return unknownAttributes(writing, resource, input)
}

/** What an attribute is when the caller does not write it. */
function unwritten(writing: Writing, field: Field, before: Shown | null, name: string): Json {
  if (before) return before[name] ?? null
  if (!field.actor) return field.default ?? null
  return lookUp(writing, 'users', writing.userId, writing.companyId) ?? null
}

/** Undefined when the value cannot be what the attribute is. */
function castOrLookUp(
  writing: Writing,
  field: Field,
  given: unknown,
  key: string,
): Json | undefined {
  const { companyId, projectId } = writing
  if (field.type === 'reference') {
    const isNothing = given === null || given === ''
    return isNothing ? null : lookUp(writing, field.to, given, companyId, projectId)
  }
  if (field.type === 'references') {
    return given === null ? [] : lookUpAll(writing, field.to, given, companyId, projectId)
  }
  const cast = castField(field, given)
  if (cast.kind === 'dropped') {
    writing.dateDropped(key)
    return null
  }
  return cast.kind === 'value' ? cast.value : undefined
}

function unknownAttributes(writing: Writing, resource: Resource, input: Input): Refusal | null {
  if (writing.platform.assumptions.get('unknown-attribute') === 'ignored') return null
  const known = new Set(['id', 'origin_id', 'origin_data'])
  for (const { key } of writing.resources.fieldsOf(resource)) known.add(key)
  for (const key of attachmentKeys(resource)) known.add(key)
  const unknown = Object.keys(input).find(
    (key) => !known.has(key) && !key.startsWith('custom_field_'),
  )
  return unknown === undefined ? null : fieldRefusal('unknown-field', unknown)
}

/** Undefined for something that can be no origin id. */
function originOf(input: Input, before: StoredRecord | null): string | null | undefined {
  if (!Object.hasOwn(input, 'origin_id')) return before?.originId ?? null
  const given = input['origin_id']
  if (given === null || given === '') return null
  const text = typeof given === 'number' ? String(given) : given
  return typeof text === 'string' && text.length <= ORIGIN_CHARS_MAX ? text : undefined
}

/** One more than the newest record of the scope has: numbers go up as records are made. */
function nextNumber(writing: Writing, resource: Resource, name: string): string {
  const table = writing.records.of(writing.resources.shapeOf(resource))
  const newest = table.newest(resource.belongsTo, scopeId(writing, resource))
  const number = newest === null ? 0 : Number((JSON.parse(newest) as Shown)[name])
  return String((Number.isSafeInteger(number) ? number : 0) + 1)
}

function scopeId(writing: Writing, resource: Resource): number {
  return resource.belongsTo === 'project' ? writing.projectId : writing.companyId
}

function projectOf(writing: Writing, resource: Resource): number | null {
  return resource.belongsTo === 'project' ? writing.projectId : null
}

function store(
  writing: Writing,
  resource: Resource,
  table: RecordTable,
  stored: StoredRecord,
  shown: Shown,
  before: Shown | null,
): void {
  if (before === null) {
    table.insert(stored)
  } else {
    table.update(stored)
    rewriteDependants(writing, resource, before, shown, stored.companyId)
  }
}
