/** What the operations of a collection do: make, show, list, change and delete its records. */

import { showInstant } from '../engine/instant.ts'
import { pagingHeaders, readPaging } from '../engine/paging.ts'
import { Query } from '../engine/query.ts'
import type { Work } from '../engine/work.ts'
import type { Refusal, Result } from '../reply.ts'
import {
  type Collection,
  type CollectionRole,
  type IdOfRecords,
  idOf,
  readId,
  showId,
} from './collection.ts'
import { isBodiless, jsonAnswer } from './document-reply.ts'
import { jsonOf } from './media-type.ts'
import { isNode, numberAt } from './node.ts'
import type { Operation } from './operation.ts'
import { answerSchema, listPlace, placed, recordPlace } from './record-place.ts'
import type { Schemas } from './schema.ts'
import { shapeValue } from './shape-value.ts'
import {
  RECORDS_MAX,
  type RecordScope,
  type StoredItem,
  type StoredRecords,
} from './stored-records.ts'
import { wrapperOf } from './wrapper.ts'

export interface AskedOfCollection {
  readonly operation: Operation
  readonly role: CollectionRole
  readonly work: Work
  /** The body, checked and cast. */
  readonly body: unknown
  /** The values at the places of the path. */
  readonly path: Readonly<Record<string, string>>
}

export class StoredAnswers {
  readonly #schemas: Schemas
  readonly #records: StoredRecords
  readonly #ids = new WeakMap<Collection, IdOfRecords>()

  constructor(schemas: Schemas, records: StoredRecords) {
    this.#schemas = schemas
    this.#records = records
  }

  answer(asked: AskedOfCollection): Result {
    const { action } = asked.role
    if (action === 'create') return this.#create(asked)
    if (action === 'list') return this.#list(asked)
    const item = this.#find(asked)
    if ('failure' in item) return item
    switch (action) {
      case 'show':
        return this.#shown(asked, item)
      case 'delete':
        return this.#delete(asked, item)
      case 'update':
        return this.#update(asked, item, merged(item.data, this.#input(asked), asked))
      case 'replace':
        return this.#update(asked, item, this.#input(asked))
    }
  }

  #create(asked: AskedOfCollection): Result {
    const { role, work } = asked
    const scope = scopeOf(asked)
    const item = this.#records.create(role.collection.path, scope, this.#input(asked), work.nowMs)
    if (item !== null) return this.#shown(asked, item)
    const because = `${role.collection.path} holds ${RECORDS_MAX} records, and no more are kept`
    return { failure: 'batch-too-large', because }
  }

  #update(asked: AskedOfCollection, item: StoredItem, data: StoredItem['data']): Result {
    const { role, work } = asked
    const changed = this.#records.update(role.collection.path, item, data, work.nowMs)
    return this.#shown(asked, changed)
  }

  #delete(asked: AskedOfCollection, item: StoredItem): Result {
    const { operation, role } = asked
    this.#records.delete(role.collection.path, item)
    return answerSchema(operation) === undefined
      ? jsonAnswer(operation, '{}')
      : this.#shown(asked, item)
  }

  #list(asked: AskedOfCollection): Result {
    const { operation, role, work } = asked
    const query = withDocumentedPage(operation, work.query, this.#schemas)
    const paging = readPaging(query, operation.isV2, work.platform.assumptions)
    if ('failure' in paging) return paging
    const { page, perPage } = paging
    const scope = scopeOf(asked)
    const { path } = role.collection
    const items = this.#records.page(path, scope, perPage, (page - 1) * perPage)
    const total = this.#records.count(path, scope)
    const records = items.map((item) => this.#given(role.collection, item))
    const place = listPlace(operation, this.#schemas)
    const text = this.#completed(operation, placed(records, place))
    return jsonAnswer(
      operation,
      text,
      pagingHeaders(paging, total, work.call.request.url, work.query),
    )
  }

  #shown(asked: AskedOfCollection, item: StoredItem): Result {
    const { operation, role } = asked
    if (isBodiless(operation)) return jsonAnswer(operation, '')
    const one = this.#given(role.collection, item)
    // Some documents answer a write with a list of the one record.
    const isList = this.#schemas.flat(answerSchema(operation)).types[0] === 'array'
    const record = isList ? [one] : one
    const place = recordPlace(operation, this.#schemas)
    return jsonAnswer(operation, this.#completed(operation, placed(record, place)))
  }

  /** By the schema of this operation's own answer: another one may show less of the record. */
  #completed(operation: Operation, given: unknown): string {
    const schema = jsonOf(operation.plan.success.media)?.schema
    if (!isNode(schema)) return JSON.stringify(given)
    return JSON.stringify(shapeValue(given, schema, this.#schemas, { filling: 'record' }))
  }

  #given(collection: Collection, { number, createdMs, updatedMs, data }: StoredItem) {
    const { key, kind } = this.#idOf(collection)
    const times = { created_at: showInstant(createdMs), updated_at: showInstant(updatedMs) }
    const { [key]: _, ...rest } = data
    return { [key]: showId(number, kind), ...times, ...rest, ...times }
  }

  #find(asked: AskedOfCollection): StoredItem | Refusal {
    const { operation, role, path } = asked
    const given = path[operation.template.names.at(-1) ?? ''] ?? ''
    const number = readId(given, this.#idOf(role.collection).kind)
    const item = number && this.#records.find(role.collection.path, scopeOf(asked), number)
    if (item) return item
    return {
      failure: 'resource-not-found',
      because: `${role.collection.path} has no ${given.slice(0, 80)} here`,
    }
  }

  /** The attributes, out of their wrapper. */
  #input({ operation, body }: AskedOfCollection): StoredItem['data'] {
    const wrapper = wrapperOf(operation, this.#schemas)
    const whole = isNode(body) ? body : {}
    const wrapped = wrapper === null ? undefined : whole[wrapper]
    return isNode(wrapped) ? wrapped : whole
  }

  #idOf(collection: Collection): IdOfRecords {
    const known = this.#ids.get(collection)
    if (known) return known
    const made = idOf(collection, this.#schemas)
    this.#ids.set(collection, made)
    return made
  }
}

/** The values above the collection are of its own path: an item's path has one more, its id. */
function scopeOf({ role, operation, path, work }: AskedOfCollection): RecordScope {
  const { collection } = role
  const count = collection.create.template.names.length
  const parents = operation.template.names.slice(0, count).map((name) => path[name] ?? '')
  const { companyId, projectId } = work
  return { companyId, projectId, parents: JSON.stringify(parents) }
}

/** Attribute by attribute; a merge patch goes into objects, and takes away what is null. */
function merged(
  before: StoredItem['data'],
  change: StoredItem['data'],
  { work }: AskedOfCollection,
): StoredItem['data'] {
  const type = work.call.request.headers.get('content-type') ?? ''
  const isMergePatch = type.toLowerCase().startsWith('application/merge-patch+json')
  return isMergePatch ? mergePatch(before, change) : { ...before, ...change }
}

function mergePatch(before: unknown, patch: StoredItem['data']): StoredItem['data'] {
  const result: Record<string, unknown> = isNode(before) ? { ...before } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (isNode(value)) result[key] = mergePatch(result[key], value)
    else result[key] = value
  }
  return result
}

/** The document's own default of `per_page`, when the call names none. */
function withDocumentedPage(operation: Operation, query: Query, schemas: Schemas): Query {
  if (query.get('per_page') !== null) return query
  const parameter = operation.plan.parameters.find(({ name }) => name === 'per_page')
  const usual = parameter && numberAt(schemas.flat(parameter.schema).rules, 'default')
  return usual ? new Query(query.with('per_page', String(usual))) : query
}
