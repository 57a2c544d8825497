/**
 * A value in the shape of a schema: what is given of it, completed by what the schema names. With nothing
 * given it is a sample. The same input makes the same value, and a bound ends every schema.
 */
import { isOf } from './cast-value.ts'
import { inFormat } from './in-format.ts'
import { at, countAt, isNode, type Node } from './node.ts'
import { sampleNumber, suitsNumber } from './sample-number.ts'
import { hasSampleFormat, sampleText } from './sample-text.ts'
import type { FlatSchema, Schemas, TypeName } from './schema.ts'

/** `sample`: what is not given is made up. `record`: it is empty, as in a record that nobody filled. */
export type Filling = 'sample' | 'record'

/** Values of one shaped value: the largest known schema makes 300. A guess. */
const VALUES_MAX = 20_000
/** Levels that are made up; circles end at their second turn, unless they are required. */
const DEPTH_MAX = 24
/** Elements of a made-up list, whatever `minItems` asks for. A guess. */
const ELEMENTS_MAX = 50

/** For a property that is better left out than made up. */
const LEFT_OUT = Symbol('left out')

export interface ShapeOptions {
  readonly filling: Filling
  /** Which branch of `oneOf` and `anyOf` is made; the last when there are fewer. Default 0. */
  readonly branch?: number
}

/** @param given undefined for nothing. */
export function shapeValue(
  given: unknown,
  schema: unknown,
  schemas: Schemas,
  options: ShapeOptions,
): unknown {
  const shaped = new Shaping(schemas, options).shape(given, schema, 'text', true)
  return shaped === LEFT_OUT ? null : shaped
}

class Shaping {
  readonly #schemas: Schemas
  readonly #isSample: boolean
  readonly #branch: number
  /** The schemas that this value stands within. */
  readonly #within: unknown[] = []
  #left = VALUES_MAX

  constructor(schemas: Schemas, { filling, branch = 0 }: ShapeOptions) {
    this.#schemas = schemas
    this.#isSample = filling === 'sample'
    this.#branch = branch
  }

  /** @param isNeeded false for a property that may be left out. */
  shape(given: unknown, schema: unknown, name: string, isNeeded: boolean): unknown {
    this.#left -= 1
    const node = this.#schemas.document.deref(schema)
    const flat = this.#schemas.flat(schema, this.#branch)
    // What a caller cleared is shown as nothing, as the platform does whatever its document says.
    if (given === null && (flat.isNullable || !this.#isSample)) return null
    const from = given ?? (this.#isSample ? flat.rules['example'] : undefined)
    if (from === undefined || from === null) {
      const isOver = this.#left < 0 || this.#within.length >= DEPTH_MAX
      const isCircle = isNode(node) && this.#within.includes(node)
      if (isOver || isCircle) {
        if (flat.isNullable) return null
        if (!isNeeded) return LEFT_OUT
        if (isOver) return emptyOf(flat)
      }
      if (!this.#isSample && flat.isNullable)
        return 'default' in flat.rules ? flat.rules['default'] : null
    }
    this.#within.push(node)
    const shaped = this.#byType(from ?? undefined, flat, name, isNeeded)
    this.#within.pop()
    return shaped
  }

  #byType(given: unknown, flat: FlatSchema, name: string, isNeeded: boolean): unknown {
    if (flat.choices !== null) return chosen(given, flat)
    const type = typeFor(given, flat)
    switch (type) {
      case 'object':
        return this.#object(isNode(given) ? given : undefined, flat)
      case 'array':
        return this.#array(Array.isArray(given) ? given : undefined, flat, name)
      case 'string':
        return this.#text(given, flat, name, isNeeded)
      case 'integer':
      case 'number':
        return this.#number(given, flat, type)
      case 'boolean':
        return [given, flat.rules['default']].find((each) => typeof each === 'boolean') ?? false
      default:
        return this.#anything(given ?? flat.rules['default'] ?? flat.rules['example'])
    }
  }

  #object(given: Node | undefined, flat: FlatSchema): Record<string, unknown> {
    const made: Record<string, unknown> = {}
    for (const [name, schema] of flat.properties) {
      const isRequired = flat.required.has(name)
      if (!isRequired && this.#isWriteOnly(schema)) continue
      const value = this.shape(given && at(given, name), schema, name, isRequired)
      if (value !== LEFT_OUT) made[name] = value
    }
    this.#freeKeys(made, given, flat)
    return made
  }

  /** What the schema does not name is kept where it names nothing, or says that there may be more. */
  #freeKeys(made: Record<string, unknown>, given: Node | undefined, flat: FlatSchema): void {
    const { additional, properties, required, rules } = flat
    const isOpen = properties.size === 0 ? additional !== false : isNode(additional)
    const schema = isNode(additional) ? additional : {}
    if (given && isOpen) {
      for (const [name, value] of Object.entries(given)) {
        if (Object.hasOwn(made, name) || name === '__proto__' || this.#left < 0) continue
        made[name] = this.shape(value, schema, name, true)
      }
    }
    for (const name of required) {
      if (!Object.hasOwn(made, name)) made[name] = this.shape(undefined, schema, name, true)
    }
    const least = Math.min(countAt(rules, 'minProperties') ?? 0, ELEMENTS_MAX)
    for (let n = 1; Object.keys(made).length < least && n <= 2 * ELEMENTS_MAX; n++) {
      made[`key_${n}`] ??= this.shape(undefined, schema, 'text', true)
    }
  }

  #array(given: readonly unknown[] | undefined, flat: FlatSchema, name: string): unknown[] {
    const { items, rules } = flat
    if (given) return given.map((each) => this.shape(each, items, name, true))
    const least = Math.min(countAt(rules, 'minItems') ?? 0, ELEMENTS_MAX)
    const most = countAt(rules, 'maxItems') ?? ELEMENTS_MAX
    const fallback = rules['default']
    if (!this.#isSample && Array.isArray(fallback)) return this.#array(fallback, flat, name)
    const count = Math.min(this.#isSample && items !== undefined ? Math.max(least, 1) : least, most)
    const made: unknown[] = []
    for (let n = 0; n < count; n++) {
      const element = this.shape(undefined, items, name, n < least)
      if (element === LEFT_OUT) break
      made.push(rules['uniqueItems'] === true ? this.#different(element, n, items) : element)
    }
    return made
  }

  #different(element: unknown, n: number, items: unknown): unknown {
    const { choices } = this.#schemas.flat(items)
    if (choices !== null) return choices[n] ?? element
    if (typeof element === 'number') return element + n
    return typeof element === 'string' && n > 0 ? `${element}${n}` : element
  }

  #text(given: unknown, flat: FlatSchema, name: string, isNeeded: boolean): unknown {
    const { rules } = flat
    for (const each of [given, rules['default']]) {
      const isScalar = typeof each === 'number' || typeof each === 'boolean'
      const text = isScalar ? String(each) : each
      const fitting = typeof text === 'string' ? inFormat(text, rules['format']) : null
      if (fitting !== null && suitsLength(fitting, rules)) return fitting
    }
    if (this.#isSample) return sampleText(name, rules)
    // An address or a date that nobody wrote would be taken for one that somebody did.
    return hasSampleFormat(rules) && !isNeeded ? LEFT_OUT : sampleText('', rules)
  }

  #number(given: unknown, flat: FlatSchema, type: 'integer' | 'number'): number {
    const { rules } = flat
    for (const each of [given, rules['default']]) {
      const isText = typeof each === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(each)
      const number = isText ? Number(each) : each
      if (typeof number === 'number' && suitsNumber(number, rules, type)) return number
    }
    return sampleNumber(this.#isSample ? 1 : 0, rules, type)
  }

  /** Of no type: as it is, bounded. */
  #anything(value: unknown): unknown {
    if (value === undefined) return null
    if (typeof value !== 'object' || value === null) return value
    if (this.#within.length > 4 * DEPTH_MAX) return null
    this.#within.push(value)
    const copy = Array.isArray(value) ? this.#elements(value) : this.#entries(value as Node)
    this.#within.pop()
    return copy
  }

  #elements(list: readonly unknown[]): unknown[] {
    const kept = list.slice(0, Math.max(this.#left, 0))
    this.#left -= kept.length
    return kept.map((each) => this.#anything(each))
  }

  #entries(node: Node): unknown {
    const kept = Object.entries(node).slice(0, Math.max(this.#left, 0))
    this.#left -= kept.length
    const named = kept.filter(([name]) => name !== '__proto__')
    return Object.fromEntries(named.map(([name, each]) => [name, this.#anything(each)]))
  }

  #isWriteOnly(schema: unknown): boolean {
    return this.#schemas.flat(schema).rules['writeOnly'] === true
  }
}

function chosen(given: unknown, { choices, rules, isNullable }: FlatSchema): unknown {
  const all = choices ?? []
  for (const each of [given, rules['default']]) {
    if (each !== undefined && each !== null && all.includes(each)) return each
  }
  return all.find((each) => each !== null) ?? (isNullable ? null : (all[0] ?? null))
}

/** The type that what is given has already, else the first. */
function typeFor(given: unknown, { types }: FlatSchema): TypeName | undefined {
  return types.find((type) => given !== undefined && isOf(given, type)) ?? types[0]
}

function suitsLength(text: string, rules: Node): boolean {
  const least = countAt(rules, 'minLength') ?? 0
  const most = countAt(rules, 'maxLength') ?? Number.POSITIVE_INFINITY
  return text.length >= least && text.length <= most
}

/** For a schema that requires itself for ever. */
function emptyOf({ types }: FlatSchema): unknown {
  const [type] = types
  if (type === 'object') return {}
  if (type === 'array') return []
  if (type === 'string') return ''
  return type === 'boolean' ? false : type === undefined ? null : 0
}
