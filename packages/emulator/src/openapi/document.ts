/** An OpenAPI document at hand: its version, its references, and what of it cannot be followed. */
import { at, isNode, type Node, textAt } from './node.ts'
import { OpenApiFileError } from './openapi-file-error.ts'
import { DOCUMENT_DEPTH_MAX } from './parse-text.ts'

/** Values in a document: a dense one of 40 MB has 3 million. Aliases of YAML can make more of little. */
const VALUES_MAX = 20_000_000

/** Warnings kept word by word; the others are counted. */
const WARNINGS_MAX = 100

/** References that lead to references. A guess; a circle of them is longer than any bound. */
const HOPS_MAX = 32

/** Under these keys stands data, and no part of the document: a `$ref` there refers to nothing. */
const DATA_KEYS: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const'])

/** Below these the keys are names that the author chose: a property may be called `$ref` or `example`. */
const NAMING_KEYS: ReadonlySet<string | number> = new Set([
  ...['properties', 'patternProperties', 'definitions', '$defs', 'schemas', 'responses', 'headers'],
])

/** Prose that nobody reads here, and that is most of many documents. */
const PROSE_KEYS: ReadonlySet<string> = new Set(['description', 'summary'])

export interface DocumentWarning {
  /** Where in the document: `paths./pets.get.responses.200.$ref`. */
  readonly place: string
  readonly says: string
}

export class OpenApiDocument {
  readonly root: Node
  /** What messages call it. */
  readonly file: string
  readonly isSwagger2: boolean
  readonly warnings: readonly DocumentWarning[]
  /** All of them, those that are not kept included. */
  readonly warningCount: number
  readonly #targets = new Map<string, unknown>()

  /**
   * @param isOurs the tree is nobody else's, and its prose may be dropped
   * @throws {OpenApiFileError} when it is no OpenAPI 3.x or Swagger 2.0 document.
   */
  constructor(root: unknown, file: string, isOurs: boolean) {
    this.file = file
    this.root = assertOpenApi(root, file)
    this.isSwagger2 = at(this.root, 'swagger') !== undefined
    const survey = new Survey(this, isOurs)
    survey.walk(this.root, 0)
    this.warnings = survey.warnings
    this.warningCount = survey.count
  }

  /** What a node stands for: itself, or what its `$ref` leads to. Null when that cannot be followed. */
  deref(node: unknown): unknown {
    let target = node
    for (let hops = 0; isNode(target); hops++) {
      const ref = textAt(target, '$ref')
      if (ref === null) return target
      if (hops >= HOPS_MAX) return null
      target = this.find(ref)
    }
    return target ?? null
  }

  /** What a pointer within this document leads to; undefined for nothing, and for other documents. */
  find(ref: string): unknown {
    if (this.#targets.has(ref)) return this.#targets.get(ref)
    const target = ref === '#' ? this.root : ref.startsWith('#/') ? this.#walkTo(ref) : undefined
    this.#targets.set(ref, target)
    return target
  }

  #walkTo(ref: string): unknown {
    let target: unknown = this.root
    for (const part of ref.slice(2).split('/')) {
      const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~')
      if (Array.isArray(target)) target = /^\d{1,7}$/.test(key) ? target[Number(key)] : undefined
      else target = isNode(target) ? at(target, key) : undefined
    }
    return target
  }
}

function assertOpenApi(root: unknown, file: string): Node {
  const advice = 'Give an OpenAPI 3.0, 3.1 or Swagger 2.0 document.'
  if (!isNode(root)) {
    const what = Array.isArray(root) ? 'a list' : 'a single value'
    throw new OpenApiFileError({ file, reason: `is ${what}, and no OpenAPI document`, advice })
  }
  const version = at(root, 'openapi') ?? at(root, 'swagger')
  if (version === undefined) {
    const reason = 'is no OpenAPI document: it has neither "openapi" nor "swagger"'
    throw new OpenApiFileError({ file, reason, advice })
  }
  // YAML reads an unquoted 2.0 as the number 2.
  const isKnown = /^(?:3\.[012](?:\.|$)|2(?:\.0)?$|3\.[01]$)/.test(String(version))
  if (!isKnown) {
    const reason = `is of version ${JSON.stringify(version)?.slice(0, 40)}, which is not read`
    throw new OpenApiFileError({ file, reason, advice })
  }
  if (isNode(at(root, 'paths'))) return root
  const reason = 'is missing, or no object: there are no operations to serve'
  throw new OpenApiFileError({ file, place: 'paths', reason, advice })
}

/** Looks at every node once: bounds the document, drops its prose, and finds what cannot be followed. */
class Survey {
  readonly warnings: DocumentWarning[] = []
  count = 0
  readonly #document: OpenApiDocument
  readonly #isOurs: boolean
  readonly #trail: (string | number)[] = []
  #values = 0

  constructor(document: OpenApiDocument, isOurs: boolean) {
    this.#document = document
    this.#isOurs = isOurs
  }

  walk(value: object, depth: number): void {
    if (depth > DOCUMENT_DEPTH_MAX) {
      throw this.#tooMuch(`nests deeper than ${DOCUMENT_DEPTH_MAX} levels`)
    }
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at++) this.#step(value[at], at, depth, false)
      return
    }
    const node = value as Record<string, unknown>
    const isNames = this.#isNames()
    for (const key of Object.keys(node)) {
      const child = node[key]
      if (isNames) this.#step(child, key, depth, false)
      else if (key === '$ref' && typeof child === 'string') this.#follow(child)
      else if (typeof child === 'string') this.#forget(node, key)
      else this.#step(child, key, depth, DATA_KEYS.has(key))
    }
  }

  #forget(node: Record<string, unknown>, key: string): void {
    if (this.#isOurs && PROSE_KEYS.has(key)) node[key] = ''
  }

  #step(child: unknown, key: string | number, depth: number, isData: boolean): void {
    if (++this.#values > VALUES_MAX) throw this.#tooMuch(`holds more than ${VALUES_MAX} values`)
    if (typeof child !== 'object' || child === null || isData) return
    this.#trail.push(key)
    this.walk(child, depth + 1)
    this.#trail.pop()
  }

  #isNames(): boolean {
    return NAMING_KEYS.has(this.#trail.at(-1) ?? '')
  }

  #follow(ref: string): void {
    if (ref.startsWith('#') && this.#document.find(ref) !== undefined) return
    const says = ref.startsWith('#')
      ? `${ref.slice(0, 200)} leads to nothing in this document; anything is taken there`
      : `${ref.slice(0, 200)} is another document, which is not read; anything is taken there`
    this.count += 1
    if (this.warnings.length >= WARNINGS_MAX) return
    this.warnings.push({ place: [...this.#trail, '$ref'].join('.'), says })
  }

  #tooMuch(reason: string): OpenApiFileError {
    const place = this.#trail.slice(0, 8).join('.')
    const advice = 'Give a smaller document, without aliases that repeat themselves.'
    return new OpenApiFileError({ file: this.#document.file, place, reason, advice })
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // A stray percent sign stands for itself.
  }
}
