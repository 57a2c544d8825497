/** A call against its operation: parameters and body, cast and judged by the document. */
import type { Call } from '../call.ts'
import type { Query } from '../engine/query.ts'
import type { Body } from '../engine/request-body.ts'
import type { Refusal } from '../reply.ts'
import { castValue, type DateDropped } from './cast-value.ts'
import { FieldMessages } from './field-messages.ts'
import { mediaOf } from './media-type.ts'
import { isNode, type Node } from './node.ts'
import type { Operation } from './operation.ts'
import { readParameters } from './read-parameters.ts'
import type { Schemas } from './schema.ts'
import type { Validators } from './validators.ts'
import { wrapperOf } from './wrapper.ts'

/** As deep as Ruby's parser of JSON goes; deeper bodies are malformed to it. */
const BODY_DEPTH_MAX = 100

export interface Judging {
  readonly schemas: Schemas
  readonly validators: Validators
}

export interface AskedOfOperation {
  readonly operation: Operation
  readonly call: Call
  readonly query: Query
  readonly path: Readonly<Record<string, string>>
  readonly body: Body
  readonly dateDropped: DateDropped
  /** A scope that is missing is taken from the company header (the assumption `missing-scope`). */
  readonly mayLackScope: boolean
  /** Places that name records which are kept: what is no id of one is not found, and not refused. */
  readonly keptPlaces: readonly string[]
}

export interface CheckedRequest {
  /** The body, cast; `{}` when there is none. */
  readonly body: unknown
}

export function checkRequest(asked: AskedOfOperation, judging: Judging): CheckedRequest | Refusal {
  if (isDeeperThan(asked.body, BODY_DEPTH_MAX)) {
    const because = `the body nests deeper than ${BODY_DEPTH_MAX} levels`
    return { failure: 'malformed-json', because }
  }
  const messages = new FieldMessages()
  checkParameters(asked, judging, messages)
  const body = checkBody(asked, judging, messages)
  return messages.refusal() ?? { body }
}

function checkParameters(
  { operation, call, query, path, body, mayLackScope, keptPlaces }: AskedOfOperation,
  { schemas, validators }: Judging,
  messages: FieldMessages,
): void {
  const { parameters, parameterSchema } = operation.plan
  if (parameters.length === 0) return
  const given = { path, query, headers: call.request.headers }
  const read = readParameters(operation, given, schemas)
  const values = { ...read.values }
  for (const { name, in: place, schema } of parameters) {
    const key = `${place} ${name}`
    if (place !== 'query' || values[key] !== undefined) continue
    // Rails makes one of query and body, so that a parameter of the one may come in the other.
    if (Object.hasOwn(body, name)) values[key] = castValue(body[name], schema, schemas, ignore)
    else if (mayLackScope && name === 'company_id') values[key] = call.companyId
  }
  for (const name of read.badDates) messages.bad(name, 'no date')
  const verdict = validators.check(parameterSchema, 'request', values)
  if (verdict.kind !== 'invalid') return
  const unchecked = new Set(keptPlaces.map((place) => `/path ${place}`))
  const errors = verdict.errors.filter(({ instancePath }) => !unchecked.has(instancePath))
  messages.take(errors, values, ([key = '', ...rest]) => {
    const name = key.slice(key.indexOf(' ') + 1)
    return read.badDates.includes(name) ? name : [name, ...rest].join('.')
  })
}

function checkBody(
  { operation, call, query, path, body, dateDropped }: AskedOfOperation,
  { schemas, validators }: Judging,
  messages: FieldMessages,
): unknown {
  const { bodies, isBodyRequired } = operation.plan
  const media = mediaOf(bodies, call.request.headers.get('content-type') ?? '')
  // Some documents give reads a body, which the platform of the web does not send.
  if (operation.method === 'GET' || media === null || media.schema === undefined) return body
  if (call.bodyText === null && !isBodyRequired) return body
  const schema = schemas.flat(media.schema)
  // What is no object was put under a key of its own, where Rails puts it.
  const isBare = Object.hasOwn(body, '_json') && !schema.properties.has('_json')
  const given = isBare ? body['_json'] : withElsewhere(body, schema.required, query, path)
  if (call.bodyText === null && schema.required.size === 0) messages.missing('body')
  const cast = castValue(given, media.schema, schemas, dateDropped)
  const chars = call.bodyText?.length ?? 0
  const verdict = validators.check(media.schema, 'request', cast, chars)
  if (verdict.kind === 'invalid') {
    const wrapper = wrapperOf(operation, schemas)
    messages.take(verdict.errors, cast, (path) =>
      (path.length > 1 && path[0] === wrapper ? path.slice(1) : path).join('.'),
    )
  }
  return cast
}

/** What the body lacks and the query or the path has, such as `project_id`. */
function withElsewhere(
  body: Body,
  required: ReadonlySet<string>,
  query: Query,
  path: Readonly<Record<string, string>>,
): Node {
  const lacking = [...required].filter((name) => !Object.hasOwn(body, name))
  const found = lacking.flatMap((name): [string, string][] => {
    const value = path[name] ?? query.get(name)
    return value === null ? [] : [[name, value]]
  })
  return found.length === 0 ? body : { ...body, ...Object.fromEntries(found) }
}

/** Level by level, since a walk by recursion would end in the very depth that it looks for. */
function isDeeperThan(value: unknown, levels: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= levels; depth++) {
    const next: unknown[] = []
    for (const each of level) {
      if (!Array.isArray(each) && !isNode(each)) continue
      for (const child of Object.values(each)) {
        if (typeof child === 'object' && child !== null) next.push(child)
      }
    }
    if (next.length === 0) return false
    level = next
  }
  return true
}

const ignore = () => undefined
