/** One operation of a document: where it is, and what it takes and gives, read when it is first called. */
import type { Method } from '../engine/resource.ts'
import type { OpenApiDocument } from './document.ts'
import { at, EMPTY, isNode, listAt, type Node, nodeAt, textAt } from './node.ts'
import type { PathTemplate } from './path-template.ts'

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly isRequired: boolean
  readonly schema: unknown
  /** What stands between the elements of a list in one text; null where a list repeats the name. */
  readonly separator: string | null
}

export interface MediaType {
  /** In lower case, without parameters. */
  readonly type: string
  readonly schema: unknown
  readonly examples: readonly unknown[]
}

export interface Success {
  readonly status: number
  readonly media: readonly MediaType[]
}

export interface Plan {
  readonly parameters: readonly Parameter[]
  /** All parameters as one object, by `query id`: one validator for all. */
  readonly parameterSchema: Node
  readonly bodies: readonly MediaType[]
  readonly isBodyRequired: boolean
  readonly success: Success
}

/** Parameters of one operation. The most of 2,600 real ones is 40; a guess. */
const PARAMETERS_MAX = 500

/** OpenAPI has these as no parameters: other parts of a document speak of them. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set([
  ...['authorization', 'content-type', 'accept', 'procore-company-id'],
])

/** Pages are read by the engine, which takes what is no number for not given. */
const PAGING: ReadonlySet<string> = new Set(['page', 'per_page'])

export class Operation {
  readonly method: Method
  readonly template: PathTemplate
  readonly #document: OpenApiDocument
  readonly #node: Node
  readonly #shared: readonly unknown[]
  #plan: Plan | null = null

  /** @param shared the parameters that the path item has for all its operations. */
  constructor(
    method: Method,
    template: PathTemplate,
    node: Node,
    shared: readonly unknown[],
    document: OpenApiDocument,
  ) {
    this.method = method
    this.template = template
    this.#node = node
    this.#shared = shared
    this.#document = document
  }

  get path(): string {
    return this.template.path
  }

  get isV2(): boolean {
    return this.path.startsWith('/rest/v2.')
  }

  get plan(): Plan {
    this.#plan ??= this.#document.isSwagger2 ? this.#planOfSwagger2() : this.#planOfOpenApi3()
    return this.#plan
  }

  #planOfOpenApi3(): Plan {
    const parameters = this.#given().flatMap((node) => {
      const schema = at(node, 'schema') ?? EMPTY
      const style = textAt(node, 'style')
      const byName = at(node, 'explode') ?? (style === null || style === 'form')
      const separator = style === 'pipeDelimited' ? '|' : style === 'spaceDelimited' ? ' ' : ','
      return toParameter(node, schema, byName === true ? null : separator)
    })
    const body = this.#node3(at(this.#node, 'requestBody'))
    return {
      ...planned(parameters),
      bodies: mediaTypes(body, this.#document),
      isBodyRequired: at(body, 'required') === true,
      success: this.#success((response) => mediaTypes(response, this.#document)),
    }
  }

  #planOfSwagger2(): Plan {
    const given = this.#given()
    const parameters = given.flatMap((node) => {
      const format = textAt(node, 'collectionFormat') ?? 'csv'
      const separator = { csv: ',', ssv: ' ', tsv: '\t', pipes: '|' }[format] ?? null
      return toParameter(node, node, separator)
    })
    const body = given.find((node) => at(node, 'in') === 'body')
    const fields = given.filter((node) => at(node, 'in') === 'formData')
    const form = { properties: fieldMap(fields), required: requiredNames(fields), type: 'object' }
    const schema = body ? at(body, 'schema') : fields.length > 0 ? form : undefined
    const types = this.#types('consumes', body ? 'application/json' : 'multipart/form-data')
    return {
      ...planned(parameters),
      bodies: schema === undefined ? [] : types.map((type) => ({ type, schema, examples: [] })),
      isBodyRequired: body ? at(body, 'required') === true : form.required.length > 0,
      success: this.#success((response) => this.#mediaOfSwagger2(response)),
    }
  }

  #mediaOfSwagger2(response: Node): MediaType[] {
    const schema = at(response, 'schema')
    const examples = nodeAt(response, 'examples')
    if (schema === undefined && Object.keys(examples).length === 0) return []
    return this.#types('produces', 'application/json').map((type) => {
      const example = at(examples, type)
      return { type, schema, examples: example === undefined ? [] : [example] }
    })
  }

  #types(key: 'consumes' | 'produces', usual: string): string[] {
    const own = listAt(this.#node, key)
    const all = own.length > 0 ? own : listAt(this.#document.root, key)
    const types = all.filter((each) => typeof each === 'string').map(plainType)
    return types.length > 0 ? types : [usual]
  }

  /** Those of the operation before those of its path; a later one of the same name is dropped. */
  #given(): Node[] {
    const seen = new Set<string>()
    const all: Node[] = []
    for (const each of [...listAt(this.#node, 'parameters'), ...this.#shared]) {
      const node = this.#document.deref(each)
      if (!isNode(node) || all.length >= PARAMETERS_MAX) continue
      const key = `${textAt(node, 'in')} ${textAt(node, 'name')}`
      if (!seen.has(key)) all.push(node)
      seen.add(key)
    }
    return all
  }

  #node3(given: unknown): Node {
    const node = this.#document.deref(given)
    return isNode(node) ? node : EMPTY
  }

  /** The lowest documented 2xx; else a redirect; else what `default` says, as a 200. */
  #success(mediaOf: (response: Node) => MediaType[]): Success {
    const responses = nodeAt(this.#node, 'responses')
    const statuses = Object.keys(responses).filter((key) => /^[23](?:\d\d|XX)$/i.test(key))
    const lowest = statuses.sort().find((key) => key[0] === '2' || /^30[12378]$/.test(key))
    const status = lowest === undefined ? 200 : Number(lowest.replace(/XX/i, '00'))
    const response = this.#node3(at(responses, lowest ?? 'default'))
    // A `default` beside other responses is, as a rule, the error.
    const isSpoken = lowest !== undefined || Object.keys(responses).length === 1
    return { status, media: isSpoken ? mediaOf(response) : [] }
  }
}

function toParameter(node: Node, schema: unknown, separator: string | null): Parameter[] {
  const name = textAt(node, 'name')
  const place = textAt(node, 'in')
  if (name === null || (place !== 'path' && place !== 'query' && place !== 'header')) return []
  if (place === 'header' && IGNORED_HEADERS.has(name.toLowerCase())) return []
  return [{ name, in: place, isRequired: at(node, 'required') === true, schema, separator }]
}

function planned(parameters: readonly Parameter[]): Pick<Plan, 'parameters' | 'parameterSchema'> {
  const properties: Record<string, unknown> = Object.create(null)
  const required: string[] = []
  for (const { name, in: place, schema, isRequired } of parameters) {
    properties[`${place} ${name}`] = place === 'query' && PAGING.has(name) ? EMPTY : schema
    if (isRequired) required.push(`${place} ${name}`)
  }
  return { parameters, parameterSchema: { type: 'object', properties, required } }
}

function mediaTypes(holder: Node, document: OpenApiDocument): MediaType[] {
  return Object.entries(nodeAt(holder, 'content')).map(([type, value]) => {
    const media = isNode(value) ? value : EMPTY
    const named = Object.values(nodeAt(media, 'examples')).flatMap((each) => {
      const example = document.deref(each)
      return isNode(example) && at(example, 'value') !== undefined ? [at(example, 'value')] : []
    })
    const single = at(media, 'example')
    const examples = single === undefined ? named : [single, ...named]
    return { type: plainType(type), schema: at(media, 'schema'), examples }
  })
}

function plainType(type: string): string {
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase()
}

function fieldMap(fields: readonly Node[]): Record<string, unknown> {
  const map: Record<string, unknown> = Object.create(null)
  for (const field of fields) map[textAt(field, 'name') ?? ''] = field
  return map
}

function requiredNames(fields: readonly Node[]): string[] {
  return fields
    .filter((field) => at(field, 'required') === true)
    .map((field) => textAt(field, 'name') ?? '')
}
