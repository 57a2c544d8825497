/** A document at work in one emulator: its operations as routes of the engine, and who answers them. */

import type { Call } from '../call.ts'
import { type BodyParts, type ParsedBody, parseBody } from '../engine/request-body.ts'
import type { PathGroup, Resource } from '../engine/resource.ts'
import {
  type FoundRoute,
  LEGACY_PREFIX,
  type Route,
  type RouteTable,
} from '../engine/route-table.ts'
import type { Work } from '../engine/work.ts'
import type { Platform } from '../platform.ts'
import { readBody } from '../read-body.ts'
import type { Result } from '../reply.ts'
import { checkRequest } from './check-request.ts'
import { type CollectionRole, findCollections } from './collection.ts'
import type { DocumentWarning } from './document.ts'
import { GeneratedAnswers } from './generated-answer.ts'
import { isReadType, mediaOf } from './media-type.ts'
import type { OpenApi } from './openapi.ts'
import type { Operation } from './operation.ts'
import { PathTree } from './path-tree.ts'
import { Schemas } from './schema.ts'
import { scopeOf } from './scope-of-operation.ts'
import { StoredAnswers } from './stored-answer.ts'
import { StoredRecords } from './stored-records.ts'
import { Validators } from './validators.ts'

/** What people are told of a document at the start. */
export interface DocumentCounts {
  readonly file: string
  /** In the document. */
  readonly operations: number
  /** Of the document, answered by the document. */
  readonly served: number
  /** Of those, the ones that keep what is written. */
  readonly stateful: number
  /** Of the document, answered by what is built in. */
  readonly shadowed: number
  /** The emulator's own, whatever the document has. */
  readonly builtIn: number
  readonly warnings: readonly DocumentWarning[]
  readonly warningCount: number
}

export interface FoundOperation extends FoundRoute {
  /** Bodies of the document's own types are let through, where the engine would refuse them. */
  readonly parse: (call: Call, parts: BodyParts) => Promise<ParsedBody>
}

interface Entry {
  readonly operation: Operation
  readonly route: Route
}

/** Stands where the engine asks for a resource: a document has none. */
const NO_RESOURCE: Resource = {
  ...{ name: 'openapi', wrapper: null, belongsTo: 'company', paths: [], fields: {} },
  source: 'openapi',
}

export class ServedDocument {
  readonly counts: DocumentCounts
  readonly #platform: Platform
  readonly #schemas: Schemas
  readonly #validators: Validators
  readonly #roles: ReadonlyMap<Operation, CollectionRole>
  /** The shapes of their paths. */
  readonly #collections: ReadonlySet<string>
  readonly #stored: StoredAnswers
  readonly #generated: GeneratedAnswers
  /** Those that a built-in route would take for its own: `/rfis/summary` beside `/rfis/{id}`. */
  readonly #exact = new PathTree<Entry>()
  readonly #others = new PathTree<Entry>()
  #exactCount = 0

  /** @param isTaken whether another surface of the platform owns a path. */
  constructor(
    openapi: OpenApi,
    platform: Platform,
    routes: RouteTable,
    isTaken: (path: string) => boolean,
  ) {
    const { document, operations } = openapi
    this.#platform = platform
    this.#schemas = new Schemas(document)
    this.#validators = new Validators(document, platform.log)
    this.#stored = new StoredAnswers(this.#schemas, new StoredRecords(platform.database))
    this.#generated = new GeneratedAnswers(this.#schemas, this.#validators)
    const served: Operation[] = []
    const twins: DocumentWarning[] = []
    let shadowed = 0
    for (const operation of operations) {
      const { method, template, path } = operation
      const sample = template.filled('1')
      const builtIn = routes.find(method, sample)
      const isSame = builtIn !== null && shapeOf(builtIn.route.path) === template.shape
      if (isSame || isTaken(sample === '' ? '/' : sample)) {
        shadowed += 1
        continue
      }
      const tree = builtIn === null ? this.#others : this.#exact
      if (tree.add(method, template, this.#entry(operation))) {
        served.push(operation)
        if (builtIn !== null) this.#exactCount += 1
      } else {
        const says =
          'another path of the document answers the same requests; this one is not served'
        twins.push({ place: `paths.${path.slice(0, 200)}`, says })
      }
    }
    this.#roles = findCollections(served)
    const collections = [...this.#roles.values()].map(({ collection }) => collection.create)
    this.#collections = new Set(collections.map(({ template }) => template.shape))
    this.counts = {
      file: document.file,
      operations: operations.length,
      served: served.length,
      stateful: this.#roles.size,
      shadowed,
      builtIn: routes.routes.length,
      warnings: [...openapi.warnings, ...twins],
      warningCount: openapi.warningCount + twins.length,
    }
  }

  /** Asked before the built-in routes. */
  findExact(method: string, path: string): FoundOperation | null {
    return this.#exactCount === 0 ? null : this.#found(this.#exact, method, path)
  }

  /** Asked when no built-in route is there. */
  find(method: string, path: string): FoundOperation | null {
    return this.#found(this.#others, method, path)
  }

  /** Whether the document has this path, by whatever method. */
  hasPath(path: string): boolean {
    const known = plain(path)
    return this.#others.has(known) || this.#exact.has(known)
  }

  #found(tree: PathTree<Entry>, method: string, path: string): FoundOperation | null {
    const known = plain(path)
    const entry = tree.find(method, known)
    const parameters = entry?.operation.template.match(known)
    if (!entry || !parameters) return null
    const { operation } = entry
    const isKept = (place: string) => this.#isKept(operation, place)
    const scope = scopeOf(operation, parameters, this.#schemas, isKept)
    return {
      route: { ...entry.route, group: { ...entry.route.group, scope: scope.kind } },
      parameters: scope.parameters,
      parse: (call, parts) => parseDocumented(operation, call, parts),
    }
  }

  /** Whether a place of the path names a record that the document keeps. */
  #isKept({ path }: Operation, place: string): boolean {
    return this.#collections.has(shapeOf(path.slice(0, path.indexOf(`/{${place}}`))))
  }

  #entry(operation: Operation): Entry {
    const { method, path, isV2 } = operation
    const run = (work: Work): Result => this.#run(operation, work)
    const row = { method, path, operation: 'action', run } as const
    const group: PathGroup = { scope: 'either', mayUseHeader: true, tool: null, routes: [row] }
    const route: Route = {
      ...{ method, path, operation: 'action', resource: NO_RESOURCE, group, row },
      // No tool is known, and so no level is asked for.
      ...{ level: 'None', success: 200, isV2, source: 'openapi' },
    }
    return { operation, route }
  }

  #run(operation: Operation, work: Work): Result {
    const { call, query, body, dateDropped } = work
    const path = operation.template.match(plain(call.path)) ?? {}
    const mayLackScope = this.#platform.assumptions.get('missing-scope') === 'header'
    const role = this.#roles.get(operation)
    const keptPlaces = operation.template.names.filter((place) => this.#isKept(operation, place))
    const checked = checkRequest(
      { operation, call, query, path, body, dateDropped, mayLackScope, keptPlaces },
      { schemas: this.#schemas, validators: this.#validators },
    )
    if ('failure' in checked) return checked
    if (role) return this.#stored.answer({ operation, role, work, body: checked.body, path })
    const { origin } = new URL(call.request.url)
    return this.#generated.answer(operation, path, origin)
  }
}

/** A body that is neither JSON nor a form is taken as it is, where the document has its type. */
async function parseDocumented(
  operation: Operation,
  call: Call,
  parts: BodyParts,
): Promise<ParsedBody> {
  const type = call.request.headers.get('content-type') ?? ''
  const media = mediaOf(operation.plan.bodies, type)
  const isSame = media !== null && media.type === type.toLowerCase().split(';', 1)[0]?.trim()
  if (!isSame || isReadType(media.type)) return parseBody(call, parts)
  const refusal = await readBody(call)
  if (refusal) return { kind: 'refused', refusal }
  return { kind: 'body', body: call.bodyText === null ? {} : { _json: call.bodyText }, files: [] }
}

/** As the engine's own routes take paths: the old prefix, and a slash at the end. */
function plain(path: string): string {
  const isLegacy = path.startsWith(LEGACY_PREFIX)
  const known = isLegacy ? `/rest/v1.0/${path.slice(LEGACY_PREFIX.length)}` : path
  return known.endsWith('/') ? known.slice(0, -1) : known
}

function shapeOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}')
}
