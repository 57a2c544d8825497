/**
 * Paths that look like a collection and its items, `/x` and `/x/{id}`, with a `POST` that makes items:
 * these keep what is written. Without the `POST` nothing could ever be in them.
 */
import type { Operation } from './operation.ts'
import { recordSchemaOf } from './record-place.ts'
import type { Schemas } from './schema.ts'

export type CollectionAction = 'create' | 'list' | 'show' | 'update' | 'replace' | 'delete'

export interface Collection {
  /** Its path: what its records are stored under. */
  readonly path: string
  readonly create: Operation
  readonly items: readonly Operation[]
  /** The place of the item's path that names the record. */
  readonly idParameter: string
}

export interface CollectionRole {
  readonly collection: Collection
  readonly action: CollectionAction
}

const ITEM_ACTIONS: Readonly<Record<string, CollectionAction>> = {
  ...{ GET: 'show', PATCH: 'update', PUT: 'replace', DELETE: 'delete' },
}

/** @param operations those that the document serves: a collection whose `POST` is built in is not ours. */
export function findCollections(
  operations: readonly Operation[],
): ReadonlyMap<Operation, CollectionRole> {
  const byShape = new Map<string, Operation[]>()
  for (const operation of operations) {
    const { shape } = operation.template
    byShape.set(shape, [...(byShape.get(shape) ?? []), operation])
  }
  const roles = new Map<Operation, CollectionRole>()
  for (const create of operations) {
    const { path, shape } = create.template
    const items = byShape.get(`${shape}/{}`) ?? []
    const idParameter = items[0]?.template.names.at(-1)
    // `POST /x/{id}` is an action on an item, and `/x/{id}/{other}` no item of it.
    const isCollection = create.method === 'POST' && !shape.endsWith('}')
    if (!isCollection || idParameter === undefined) continue
    const collection: Collection = { path, create, items, idParameter }
    roles.set(create, { collection, action: 'create' })
    const list = byShape.get(shape)?.find(({ method }) => method === 'GET')
    if (list) roles.set(list, { collection, action: 'list' })
    for (const item of items) {
      const action = ITEM_ACTIONS[item.method]
      if (action !== undefined) roles.set(item, { collection, action })
    }
  }
  return roles
}

/** How the ids of a collection are shown. */
export type IdKind = 'integer' | 'text' | 'uuid'

export interface IdOfRecords {
  /** The record's own key: `id`, or `uuid` where there is no `id`. */
  readonly key: string
  readonly kind: IdKind
}

export function idOf({ create, items, idParameter }: Collection, schemas: Schemas): IdOfRecords {
  const shown = [...items.filter(({ method }) => method === 'GET'), create, ...items]
  for (const operation of shown) {
    const schema = recordSchemaOf(operation, schemas)
    if (schema === null) continue
    const { properties } = schemas.flat(schema)
    const names = ['id', idParameter, idParameter.split('_').at(-1) ?? 'id']
    const key = names.find((name) => properties.has(name))
    if (key !== undefined) return { key, kind: kindOf(properties.get(key), schemas) }
  }
  const parameter = items[0]?.plan.parameters.find(({ name }) => name === idParameter)
  const kind = parameter ? kindOf(parameter.schema, schemas) : 'integer'
  return { key: 'id', kind: create.isV2 && kind === 'integer' ? 'text' : kind }
}

function kindOf(schema: unknown, schemas: Schemas): IdKind {
  const { types, rules } = schemas.flat(schema)
  if (types[0] !== 'string') return 'integer'
  return rules['format'] === 'uuid' ? 'uuid' : 'text'
}

const UUID_START = '00000000-0000-4000-8000-'

export function showId(number: number, kind: IdKind): number | string {
  if (kind === 'integer') return number
  return kind === 'text' ? String(number) : UUID_START + number.toString(16).padStart(12, '0')
}

/** The number of the record that a path names; null for what can be no id. */
export function readId(given: string, kind: IdKind): number | null {
  if (kind !== 'uuid') return /^[1-9]\d{0,14}$/.test(given) ? Number(given) : null
  const isOurs = given.toLowerCase().startsWith(UUID_START) && /^[\da-f-]{36}$/i.test(given)
  const number = isOurs ? Number.parseInt(given.slice(UUID_START.length), 16) : 0
  return number > 0 ? number : null
}
