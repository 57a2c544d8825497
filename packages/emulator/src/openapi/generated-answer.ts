/**
 * Answers of operations that keep nothing: an example of the document that its schema agrees with, else a
 * value made by the schema. The same request always gets the same answer.
 */
import { BoundedMap } from '../bounded-map.ts'
import type { Result } from '../reply.ts'
import { castValue } from './cast-value.ts'
import { isBodiless, jsonAnswer } from './document-reply.ts'
import { jsonOf } from './media-type.ts'
import { isNode } from './node.ts'
import type { MediaType, Operation } from './operation.ts'
import type { Schemas } from './schema.ts'
import { shapeValue } from './shape-value.ts'
import type { Validators } from './validators.ts'

/** Bodies kept, of the operations that were called last. A guess. */
const KEPT_MAX = 500
/** Characters of an answer. An example may be as large as the document; a larger one is not sent. */
const CHARS_MAX = 5_000_000
/** Branches of `oneOf` and `anyOf` that are tried. A guess. */
const BRANCHES_MAX = 4

export class GeneratedAnswers {
  readonly #schemas: Schemas
  readonly #validators: Validators
  readonly #kept = new BoundedMap<Operation, { readonly value: unknown }>(KEPT_MAX)

  constructor(schemas: Schemas, validators: Validators) {
    this.#schemas = schemas
    this.#validators = validators
  }

  /** @param origin of the emulator, for redirects: they lead nowhere else, whatever an example says. */
  answer(operation: Operation, path: Readonly<Record<string, string>>, origin: string): Result {
    const { status, media } = operation.plan.success
    if (status >= 300 && status !== 304) {
      return { status, headers: { location: `${origin}/` }, text: '' }
    }
    if (isBodiless(operation)) return { status, headers: {}, text: '' }
    const json = jsonOf(media)
    const [first] = media
    if (json === undefined && first !== undefined) return otherAnswer(status, first)
    if (json?.schema === undefined && json?.examples.length === 0)
      return jsonAnswer(operation, '{}')
    const value = json === undefined ? {} : this.value(operation, json)
    return jsonAnswer(operation, JSON.stringify(this.#named(value, operation, path)) ?? 'null')
  }

  /** The body of a success, as every call of the operation gets it. */
  value(operation: Operation, media: MediaType): unknown {
    const known = this.#kept.get(operation)
    if (known) return known.value
    const value = this.#make(media)
    this.#kept.set(operation, { value })
    return value
  }

  #make({ schema, examples }: MediaType): unknown {
    const shape = (given: unknown, branch = 0) =>
      shapeValue(given, schema, this.#schemas, { filling: 'sample', branch })
    const isRight = (value: unknown) =>
      this.#validators.check(schema, 'response', value).kind !== 'invalid'
    const example = examples.find((each) => isSmall(each) && isRight(each))
    if (example !== undefined) return example
    const branches = Array.from({ length: BRANCHES_MAX }, (_, branch) => branch)
    for (const branch of branches) {
      const made = shape(undefined, branch)
      if (isRight(made)) return made
    }
    return shape(undefined)
  }

  /** The item that the path names is the one that is shown. */
  #named(value: unknown, operation: Operation, path: Readonly<Record<string, string>>): unknown {
    const parameter = operation.template.path.endsWith('}') ? operation.template.names.at(-1) : null
    const id = parameter ? path[parameter] : undefined
    const schema = jsonOf(operation.plan.success.media)?.schema
    if (id === undefined || !isNode(value)) return value
    const inData = isNode(value['data']) && !Object.hasOwn(value, 'id')
    const record = inData ? value['data'] : value
    const { properties } = this.#schemas.flat(schema)
    const own = inData ? this.#schemas.flat(properties.get('data')).properties : properties
    if (!isNode(record) || !Object.hasOwn(record, 'id') || !own.has('id')) return value
    const cast = castValue(id, own.get('id'), this.#schemas, () => undefined)
    const verdict = this.#validators.check(own.get('id'), 'response', cast)
    if (verdict.kind !== 'valid') return value
    const named = { ...record, id: cast }
    return inData ? { ...value, data: named } : named
  }
}

/** A body that is no JSON: its example where it is text. */
function otherAnswer(status: number, { type, examples }: MediaType): Result {
  const text = examples.find((each) => typeof each === 'string' && each.length <= CHARS_MAX)
  return { status, headers: { 'content-type': type }, text: typeof text === 'string' ? text : '' }
}

/** Counts as JSON would be long, and ends at the bound: aliases of YAML can make much of little. */
function isSmall(example: unknown): boolean {
  let left = CHARS_MAX
  const walk = (value: unknown, depth: number): void => {
    left -= typeof value === 'string' ? value.length + 2 : 4
    if (depth > 200) left = -1
    if (left < 0 || typeof value !== 'object' || value === null) return
    for (const [key, each] of Object.entries(value)) {
      left -= key.length + 3
      walk(each, depth + 1)
      if (left < 0) return
    }
  }
  walk(example, 0)
  return left >= 0
}
