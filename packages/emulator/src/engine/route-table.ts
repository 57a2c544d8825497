/** Every route of every resource: found by method and path, and listed for the coverage table. */
import { TrieRouter } from 'hono/router/trie-router'
import type { Level } from '../world/levels.ts'
import {
  DEFAULT_LEVELS,
  type Method,
  type Operation,
  type PathGroup,
  type Resource,
  type RouteRow,
} from './resource.ts'

export interface Route {
  readonly method: Method
  readonly path: string
  readonly operation: Operation
  readonly resource: Resource
  readonly group: PathGroup
  readonly row: RouteRow
  readonly level: Level
  readonly success: number
  readonly isV2: boolean
  readonly source: string
}

/** A line of the coverage table. */
export interface CoverageRow {
  readonly method: Method
  readonly path: string
  readonly resource: string
  readonly operation: Operation
  /** The section of the fact sheet. */
  readonly source: string
}

export interface FoundRoute {
  readonly route: Route
  readonly parameters: Readonly<Record<string, string>>
}

/** The old prefix that both official SDKs still speak: `/vapid/x` is `/rest/v1.0/x` (section 3). */
export const LEGACY_PREFIX = '/vapid/'

export class RouteTable {
  readonly routes: readonly Route[]
  readonly #router = new TrieRouter<Route>()

  constructor(resources: readonly Resource[]) {
    // A router gives the first that was added: `/vendors/sync` has to come before `/vendors/{id}`.
    this.routes = resources.flatMap(routesIn).sort((a, b) => wildcards(a.path) - wildcards(b.path))
    const seen = new Set<string>()
    for (const route of this.routes) {
      const key = `${route.method} ${route.path.replace(/\{\w+\}/g, '{}')}`
      if (seen.has(key)) throw new Error(`two routes answer ${key}`)
      seen.add(key)
      this.#router.add(route.method, route.path.replace(/\{(\w+)\}/g, ':$1'), route)
    }
  }

  find(method: string, path: string): FoundRoute | null {
    const [first] = this.#router.match(method, plain(path))[0]
    return first ? { route: first[0], parameters: first[1] as Record<string, string> } : null
  }

  coverage(): CoverageRow[] {
    const rows = this.routes.map(({ method, path, resource, operation, source }) => {
      return { method, path, resource: resource.name, operation, source }
    })
    return rows.sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method))
  }
}

function routesIn(resource: Resource): Route[] {
  return resource.paths.flatMap((group) =>
    group.routes.map((row) => {
      const { method, path, operation } = row
      const level = row.level ?? group.levels?.[operation] ?? DEFAULT_LEVELS[operation]
      const success = row.success ?? (operation === 'create' ? 201 : 200)
      const source = row.source ?? resource.source
      const isV2 = path.startsWith('/rest/v2.')
      return { method, path, operation, resource, group, row, level, success, isV2, source }
    }),
  )
}

function plain(path: string): string {
  const known = path.startsWith(LEGACY_PREFIX)
    ? `/rest/v1.0/${path.slice(LEGACY_PREFIX.length)}`
    : path
  return known.endsWith('/') ? known.slice(0, -1) : known
}

/** Paths with fewer parameters, and with their first one later, are more exact. */
function wildcards(path: string): number {
  return path.split('{').length * 1_000 - (path.indexOf('{') + 1 || 1_000)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
