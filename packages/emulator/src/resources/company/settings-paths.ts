/** The routes of what a company sets up for itself: everybody in it reads, Admins of its Admin tool write. */
import { type Operation, type PathGroup, type RouteRow, routesOf } from '../../engine/resource.ts'

type Usual = Exclude<Operation, 'action' | 'filter-options'>

const READS: readonly Usual[] = ['list', 'show']
const ADMIN = { create: 'Admin', update: 'Admin', delete: 'Admin', sync: 'Admin' } as const

/** Who may do what is assumed: the fact sheet (section 7) has no line for these. */
export function settingsPaths(
  path: string,
  operations: readonly Usual[],
  options: Omit<Partial<RouteRow>, 'method' | 'path' | 'operation'> = {},
): PathGroup[] {
  const routes = (of: readonly Usual[]) => routesOf(path, of, options)
  const reads = operations.filter((operation) => READS.includes(operation))
  const writes = operations.filter((operation) => !READS.includes(operation))
  return [
    { scope: 'company', tool: null, routes: routes(reads) },
    { scope: 'company', tool: 'admin', levels: ADMIN, routes: routes(writes) },
  ]
}
