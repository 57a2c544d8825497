/**
 * A schema of a document as ajv takes it: one self-contained JSON Schema, without what nobody should be
 * refused for, and bounded, so that no document makes a validator of any size or time.
 */
import type { OpenApiDocument } from './document.ts'
import { at, countAt, isNode, listAt, type Node, numberAt, textAt } from './node.ts'

/** `request`: as tolerant as Rails is. `response`: to the letter. */
export type Direction = 'request' | 'response'

export interface ValidationSchema {
  readonly schema: Record<string, unknown>
  /** Judging by it may take long: it has expressions, or branches. */
  readonly isCostly: boolean
}

/** Schemas in one validator; what lies beyond is not checked. The largest of 2,600 real ones has 259. */
const SCHEMAS_MAX = 5_000
/** Levels within one schema, references not counted. The same. */
const DEPTH_MAX = 60
/** Longer lists of values are not checked. A guess. */
const CHOICES_MAX = 10_000
/** Longer expressions are not checked. A guess. */
const PATTERN_CHARS_MAX = 1_000

const TYPES: ReadonlySet<unknown> = new Set([
  ...['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'],
])

const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties']

/** Malformed dates are no error of a write (fact sheet section 3): the cast makes null of them. */
const UNCHECKED_IN_REQUESTS: ReadonlySet<string> = new Set(['date', 'date-time', 'time'])

export function validationSchema(
  node: unknown,
  document: OpenApiDocument,
  direction: Direction,
): ValidationSchema {
  return new Conversion(document, direction).whole(node)
}

type Converted = Record<string, unknown> | true

class Conversion {
  readonly #document: OpenApiDocument
  readonly #isRequest: boolean
  readonly #names = new Map<object, string>()
  readonly #pending: { readonly name: string; readonly node: Node }[] = []
  #count = 0
  #isCostly = false

  constructor(document: OpenApiDocument, direction: Direction) {
    this.#document = document
    this.#isRequest = direction === 'request'
  }

  whole(node: unknown): ValidationSchema {
    const root = this.#convert(node, 0)
    const $defs: Record<string, unknown> = {}
    // Not by recursion: a document may chain any number of references.
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) {
      $defs[next.name] = this.#convert(next.node, 0)
    }
    const schema = root === true ? {} : root
    return { schema: { allOf: [schema], $defs }, isCostly: this.#isCostly }
  }

  #convert(node: unknown, depth: number): Converted {
    if (!isNode(node) || depth > DEPTH_MAX || ++this.#count > SCHEMAS_MAX) return true
    const own = this.#own(node, depth)
    const ref = textAt(node, '$ref') === null ? null : this.#reference(node)
    if (ref === null) return own
    return Object.keys(own).length === 0 ? ref : { allOf: [ref, own] }
  }

  #reference(node: Node): Record<string, unknown> | null {
    const target = this.#document.deref(node)
    if (!isNode(target)) return null
    let name = this.#names.get(target)
    if (name === undefined) {
      name = `s${this.#names.size}`
      this.#names.set(target, name)
      this.#pending.push({ name, node: target })
    }
    return { $ref: `#/$defs/${name}` }
  }

  #own(node: Node, depth: number): Record<string, unknown> {
    const made: Record<string, unknown> = {}
    this.#types(node, made)
    this.#values(node, made)
    for (const key of COUNTS) {
      const count = countAt(node, key)
      if (count !== null) made[key] = count
    }
    this.#range(node, made)
    this.#texts(node, made)
    this.#members(node, made, depth)
    this.#branches(node, made, depth)
    // With a keyword of its own and not as a branch of `anyOf`, whose errors name no place within.
    return isNullable(node) ? orNull(made) : made
  }

  #types(node: Node, made: Record<string, unknown>): void {
    const given = at(node, 'type')
    const types = (Array.isArray(given) ? given : [given]).filter((each) => TYPES.has(each))
    if (types.length > 0) made['type'] = types
  }

  #values(node: Node, made: Record<string, unknown>): void {
    const choices = at(node, 'enum')
    if (Array.isArray(choices) && choices.length > 0 && choices.length <= CHOICES_MAX) {
      made['enum'] = choices
    }
    if (Object.hasOwn(node, 'const')) made['const'] = at(node, 'const')
    if (!this.#isRequest && at(node, 'uniqueItems') === true) {
      made['uniqueItems'] = true
      this.#isCostly = true
    }
  }

  /** OpenAPI 3.0 says with a boolean whether a bound itself is left out; 3.1 has it as a number. */
  #range(node: Node, made: Record<string, unknown>): void {
    for (const [bound, exclusive] of RANGE) {
      const value = numberAt(node, bound)
      const isLeftOut = at(node, exclusive) === true
      if (value !== null) made[isLeftOut ? exclusive : bound] = value
      const own = numberAt(node, exclusive)
      if (own !== null) made[exclusive] = own
    }
    const step = numberAt(node, 'multipleOf')
    if (step !== null && step > 0) made['multipleOf'] = step
  }

  #texts(node: Node, made: Record<string, unknown>): void {
    const format = textAt(node, 'format')
    const isChecked = !this.#isRequest || !UNCHECKED_IN_REQUESTS.has(format ?? '')
    if (format !== null && isChecked) made['format'] = format
    const pattern = usablePattern(textAt(node, 'pattern'))
    if (pattern === null) return
    made['pattern'] = pattern
    this.#isCostly = true
  }

  #members(node: Node, made: Record<string, unknown>, depth: number): void {
    const items = at(node, 'items')
    if (isNode(items)) made['items'] = this.#convert(items, depth + 1)
    const additional = at(node, 'additionalProperties')
    if (isNode(additional)) made['additionalProperties'] = this.#convert(additional, depth + 1)
    // Rails leaves aside what it does not know.
    else if (additional === false && !this.#isRequest) made['additionalProperties'] = false
    const required = new Set(listAt(node, 'required').filter((each) => typeof each === 'string'))
    const properties = at(node, 'properties')
    if (isNode(properties)) {
      const converted: Record<string, unknown> = Object.create(null)
      for (const [name, schema] of Object.entries(properties)) {
        if (this.#isOneSided(schema)) required.delete(name)
        const one = this.#convert(schema, depth + 1)
        // In a write null means "clear it", whatever the document says of null.
        const mayBeNull = this.#isRequest && !required.has(name) && one !== true
        converted[name] = mayBeNull ? orNull(one) : one
      }
      made['properties'] = converted
    }
    if (required.size > 0) made['required'] = [...required]
  }

  /** What is read only is not asked of a write, and the other way round. */
  #isOneSided(schema: unknown): boolean {
    const target = this.#document.deref(schema)
    const key = this.#isRequest ? 'readOnly' : 'writeOnly'
    return (
      (isNode(schema) && at(schema, key) === true) || (isNode(target) && at(target, key) === true)
    )
  }

  #branches(node: Node, made: Record<string, unknown>, depth: number): void {
    const all = listAt(node, 'allOf').map((each) => this.#convert(each, depth + 1))
    for (const key of ['oneOf', 'anyOf'] as const) {
      const given = listAt(node, key)
      if (given.length === 0) continue
      const branches = given.map((each) => this.#convert(each, depth + 1))
      this.#isCostly = true
      const [only] = branches
      // A single branch keeps the places of its errors. Which of several fits is not a write's concern.
      if (branches.length === 1 && only !== undefined) all.push(only)
      else all.push({ [this.#isRequest ? 'anyOf' : key]: branches })
    }
    if (isNode(at(node, 'not')) && !this.#isRequest) {
      made['not'] = this.#convert(at(node, 'not'), depth + 1)
      this.#isCostly = true
    }
    if (all.length > 0) made['allOf'] = all
  }
}

const RANGE = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
] as const

function isNullable(node: Node): boolean {
  return at(node, 'nullable') === true || at(node, 'x-nullable') === true
}

function orNull(schema: Record<string, unknown>): Record<string, unknown> {
  return { if: { type: 'null' }, else: schema }
}

/** Documents that Ruby wrote have `\A` and `\z`, which here would be plain letters. */
export function usablePattern(pattern: string | null): string | null {
  if (pattern === null || pattern.length > PATTERN_CHARS_MAX) return null
  const translated = pattern.replace(/\\A/g, '^').replace(/\\[zZ]/g, '$')
  for (const flags of ['u', '']) {
    try {
      return new RegExp(translated, flags).source
    } catch {
      // Not with this flag; without any it is no expression that we know, and is not checked.
    }
  }
  return null
}
