/**
 * A schema of a document as one flat view: references followed, `allOf` merged, and the first branch of
 * `oneOf` and `anyOf` taken. Values are cast, completed and made up by it; ajv judges by the whole schema.
 */
import type { OpenApiDocument } from './document.ts'
import { at, isNode, listAt, type Node, textAt } from './node.ts'

export type TypeName = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null'

export interface FlatSchema {
  /** Empty when any type will do; `null` is told by `isNullable` alone. */
  readonly types: readonly TypeName[]
  readonly isNullable: boolean
  readonly properties: ReadonlyMap<string, unknown>
  readonly required: ReadonlySet<string>
  /** Of an array; undefined for any. */
  readonly items: unknown
  /** Of an object with free keys; undefined when it is not said. */
  readonly additional: unknown
  /** `enum`, or the one value of `const`; null when any value will do. */
  readonly choices: readonly unknown[] | null
  /** The branches of `oneOf` and `anyOf`, the first of which is merged in here. */
  readonly branches: readonly unknown[]
  /** Every other keyword: `format`, `minLength` and the like. */
  readonly rules: Node
}

/** Schemas within `allOf`, `oneOf` and references that make one flat view. A guess. */
const PARTS_MAX = 200

const TYPES: ReadonlySet<unknown> = new Set([
  ...['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'],
])

export class Schemas {
  readonly document: OpenApiDocument
  readonly #flat = new WeakMap<object, FlatSchema>()

  constructor(document: OpenApiDocument) {
    this.document = document
  }

  /** @param branch which branch of `oneOf` and `anyOf` is taken, from 0; only 0 is remembered. */
  flat(node: unknown, branch = 0): FlatSchema {
    const known = branch === 0 && isNode(node) ? this.#flat.get(node) : undefined
    if (known) return known
    const merging = new Merging(this.document, branch)
    merging.take(node)
    const flat = merging.result()
    if (branch === 0 && isNode(node)) this.#flat.set(node, flat)
    return flat
  }
}

const SHARED_KEYS: ReadonlySet<string> = new Set([
  ...['$ref', 'allOf', 'oneOf', 'anyOf', 'type', 'nullable', 'x-nullable', 'properties'],
  ...['required', 'items', 'additionalProperties', 'enum', 'const'],
])

class Merging {
  readonly #document: OpenApiDocument
  readonly #branch: number
  readonly #seen = new Set<unknown>()
  readonly #properties = new Map<string, unknown>()
  readonly #required = new Set<string>()
  readonly #rules: Record<string, unknown> = {}
  readonly #branches: unknown[] = []
  #types: readonly TypeName[] = []
  #isNullable = false
  #items: unknown
  #additional: unknown
  #choices: readonly unknown[] | null = null

  constructor(document: OpenApiDocument, branch: number) {
    this.#document = document
    this.#branch = branch
  }

  take(given: unknown): void {
    if (!isNode(given) || this.#seen.has(given) || this.#seen.size >= PARTS_MAX) return
    this.#seen.add(given)
    // OpenAPI 3.1 lets keywords stand beside a reference, and many documents of 3.0 have them too.
    if (textAt(given, '$ref') !== null) this.take(this.#document.deref(given))
    for (const part of listAt(given, 'allOf')) this.take(part)
    this.#takeTypes(given)
    this.#takeMembers(given)
    this.#takeValues(given)
    for (const key of Object.keys(given)) {
      if (!SHARED_KEYS.has(key) && key !== '__proto__') this.#rules[key] = given[key]
    }
    this.#takeBranch(listAt(given, 'oneOf'))
    this.#takeBranch(listAt(given, 'anyOf'))
  }

  result(): FlatSchema {
    // A list of values with null in it says nothing beside a type that has no null.
    const mayChooseNull = this.#types.length === 0 && this.#choices?.includes(null) === true
    return {
      types: this.#types.length > 0 ? this.#types : this.#impliedTypes(),
      isNullable: this.#isNullable || mayChooseNull,
      properties: this.#properties,
      required: this.#required,
      items: this.#items,
      additional: this.#additional,
      choices: this.#choices,
      branches: this.#branches,
      rules: this.#rules,
    }
  }

  #takeTypes(node: Node): void {
    const given = at(node, 'type')
    const all = (Array.isArray(given) ? given : [given]).filter((each) => TYPES.has(each))
    const types = all.filter((each) => each !== 'null') as TypeName[]
    if (types.length > 0) this.#types = types
    const saysNull = at(node, 'nullable') === true || at(node, 'x-nullable') === true
    if (saysNull || types.length < all.length) this.#isNullable = true
  }

  #takeMembers(node: Node): void {
    const properties = at(node, 'properties')
    if (isNode(properties)) {
      for (const [name, schema] of Object.entries(properties)) {
        // A record is shown as a plain object, where this name would be no property.
        if (name !== '__proto__') this.#properties.set(name, schema)
      }
    }
    for (const name of listAt(node, 'required')) {
      if (typeof name === 'string' && name !== '__proto__') this.#required.add(name)
    }
    if (at(node, 'items') !== undefined) this.#items = at(node, 'items')
    const additional = at(node, 'additionalProperties')
    if (additional !== undefined) this.#additional = additional
  }

  #takeValues(node: Node): void {
    const choices = at(node, 'enum')
    if (Array.isArray(choices) && choices.length > 0) this.#choices = choices
    if (Object.hasOwn(node, 'const')) this.#choices = [at(node, 'const')]
  }

  #takeBranch(branches: readonly unknown[]): void {
    const isNull = (each: unknown) => {
      const target = this.#document.deref(each)
      return isNode(target) && at(target, 'type') === 'null'
    }
    const usable = branches.filter((each) => !isNull(each))
    if (usable.length < branches.length) this.#isNullable = true
    for (const each of usable.slice(0, PARTS_MAX)) this.#branches.push(each)
    this.take(this.#document.deref(usable[Math.min(this.#branch, usable.length - 1)]))
  }

  /** Many documents leave `type` out where the other keywords tell it. */
  #impliedTypes(): readonly TypeName[] {
    if (this.#properties.size > 0 || this.#additional !== undefined) return ['object']
    if (this.#items !== undefined) return ['array']
    const { format, minLength, maxLength, pattern } = this.#rules
    if ([format, minLength, maxLength, pattern].some((each) => each !== undefined))
      return ['string']
    return []
  }
}
