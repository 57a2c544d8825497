/** Where the record, or the list of records, stands in an answer: alone, in `data`, or under a key. */
import { isOf } from './cast-value.ts'
import { jsonOf } from './media-type.ts'
import { isNode } from './node.ts'
import type { Operation } from './operation.ts'
import type { FlatSchema, Schemas, TypeName } from './schema.ts'

/** Null for the answer itself; a key for an envelope. */
export type Place = string | null

/** Of an answer with one record. */
export function recordPlace(operation: Operation, schemas: Schemas): Place {
  const schema = answerSchema(operation)
  if (schema === undefined) return operation.isV2 ? 'data' : null
  const { properties } = schemas.flat(schema)
  const type = typeAt('data', properties, schemas)
  return type === 'object' || isBare(properties, type) ? 'data' : null
}

/** Of an answer with a list: `data`, else the one property that is a list of objects. */
export function listPlace(operation: Operation, schemas: Schemas): Place {
  const schema = answerSchema(operation)
  if (schema === undefined) return operation.isV2 ? 'data' : null
  const { types, properties } = schemas.flat(schema)
  if (types[0] !== 'object') return null
  const lists = [...properties.keys()].filter((key) => typeAt(key, properties, schemas) === 'array')
  if (lists.includes('data') || isBare(properties, typeAt('data', properties, schemas)))
    return 'data'
  const ofObjects = lists.filter((key) => {
    const { items } = schemas.flat(properties.get(key))
    return schemas.flat(items).types[0] === 'object'
  })
  return ofObjects[0] ?? lists[0] ?? null
}

/** The schema of one record in the answers of an operation; null when there is none. */
export function recordSchemaOf(operation: Operation, schemas: Schemas): unknown {
  const schema = answerSchema(operation)
  if (schema === undefined) return null
  const isList = schemas.flat(schema).types[0] === 'array'
  const place = recordPlace(operation, schemas)
  if (place !== null) return schemas.flat(schema).properties.get(place)
  return isList ? schemas.flat(schema).items : schema
}

/** Of the JSON that a success answers; undefined when the document says nothing of it. */
export function answerSchema(operation: Operation): unknown {
  const media = jsonOf(operation.plan.success.media)
  return isNode(media?.schema) ? media.schema : undefined
}

/** `data` alone, of which nothing more is said. */
function isBare(properties: FlatSchema['properties'], type: TypeName | undefined): boolean {
  return type === undefined && properties.size === 1 && properties.has('data')
}

function typeAt(key: string, properties: FlatSchema['properties'], schemas: Schemas) {
  return properties.has(key) ? schemas.flat(properties.get(key)).types[0] : undefined
}

/** Puts the records in their place of an answer. */
export function placed(value: unknown, place: Place): unknown {
  return place === null || isOf(value, 'null') ? value : { [place]: value }
}
