/**
 * A value that a caller sent, as its schema has it: Rails takes `"5"` for 5 and `"true"` for true, from
 * JSON as well as from forms. What cannot be cast is left as it is, for the validator to refuse.
 */
import { castField } from '../engine/cast-field.ts'
import type { Field } from '../engine/field.ts'
import { ReceivedFile } from '../engine/received-file.ts'
import { isNode, type Node } from './node.ts'
import type { FlatSchema, Schemas, TypeName } from './schema.ts'

/** Told of each malformed date that becomes null, by its key (fact sheet section 3). */
export type DateDropped = (key: string) => void

const FIELDS: Partial<Readonly<Record<TypeName, Field>>> = {
  integer: { type: 'integer' },
  number: { type: 'decimal' },
  boolean: { type: 'boolean' },
}

/** Values nest no deeper than `BODY_DEPTH_MAX`, and the walk goes no deeper than they do. */
export function castValue(
  given: unknown,
  schema: unknown,
  schemas: Schemas,
  dateDropped: DateDropped,
  key = '',
): unknown {
  const value = given instanceof ReceivedFile ? given.fileName : given
  if (value === null || value === undefined) return value
  const flat = fitting(value, schema, schemas)
  if (Array.isArray(value)) {
    if (flat.items === undefined) return value.map(plain)
    return value.map((each) => castValue(each, flat.items, schemas, dateDropped, key))
  }
  if (isNode(value)) return castObject(value, flat, schemas, dateDropped)
  return castScalar(value, flat, dateDropped, key)
}

function castObject(
  value: Node,
  flat: FlatSchema,
  schemas: Schemas,
  dateDropped: DateDropped,
): unknown {
  // A form numbers the elements of a list of records: `items[0][name]=…`.
  const isList = flat.types.length === 1 && flat.types[0] === 'array'
  const entries = Object.entries(value)
  if (isList && entries.length > 0 && entries.every(([key]) => /^\d{1,6}$/.test(key))) {
    return entries.map(([key, each]) => castValue(each, flat.items, schemas, dateDropped, key))
  }
  const cast: Record<string, unknown> = {}
  for (const [name, each] of entries) {
    if (name === '__proto__') continue
    const schema = memberSchema(name, flat, schemas)
    cast[name] =
      schema === undefined ? plain(each) : castValue(each, schema, schemas, dateDropped, name)
  }
  return cast
}

function memberSchema(name: string, flat: FlatSchema, schemas: Schemas): unknown {
  const own = flat.properties.get(name)
  if (own !== undefined) return own
  for (const branch of flat.branches) {
    const inBranch = schemas.flat(branch).properties.get(name)
    if (inBranch !== undefined) return inBranch
  }
  return isNode(flat.additional) ? flat.additional : undefined
}

function castScalar(value: unknown, flat: FlatSchema, dateDropped: DateDropped, key: string) {
  if (flat.types.length === 0 || flat.types.some((type) => isOf(value, type))) {
    return isDate(flat) && typeof value === 'string'
      ? castDate(value, flat, dateDropped, key)
      : value
  }
  if (flat.choices?.includes(value)) return value
  for (const type of flat.types) {
    if (type === 'string' && typeof value !== 'object') return String(value)
    const field = FIELDS[type]
    const cast = field && castField(field, value)
    if (cast?.kind === 'value') return cast.value
  }
  // An empty field of a form clears what is no text.
  return value === '' ? null : value
}

function isDate({ types, rules }: FlatSchema): boolean {
  return types[0] === 'string' && (rules['format'] === 'date-time' || rules['format'] === 'date')
}

function castDate(value: string, { rules }: FlatSchema, dateDropped: DateDropped, key: string) {
  const type = rules['format'] === 'date' ? 'date' : 'date-time'
  const cast = castField({ type }, value)
  if (cast.kind === 'value') return cast.value
  dateDropped(key)
  return null
}

/** The schema itself, or the first of its branches that takes a value of this type. */
function fitting(value: unknown, schema: unknown, schemas: Schemas): FlatSchema {
  const flat = schemas.flat(schema)
  if (flat.branches.length < 2 || flat.types.some((type) => isOf(value, type))) return flat
  const branches = flat.branches.map((branch) => schemas.flat(branch))
  return branches.find(({ types }) => types.some((type) => isOf(value, type))) ?? flat
}

export function isOf(value: unknown, type: TypeName): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isNode(value)
    case 'null':
      return value === null
    default:
      return typeof value === type
  }
}

/** Files within what no schema speaks of. */
function plain(value: unknown): unknown {
  if (value instanceof ReceivedFile) return value.fileName
  if (Array.isArray(value)) return value.map(plain)
  if (!isNode(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      key === '__proto__' ? [] : [[key, plain(each)]],
    ),
  )
}
