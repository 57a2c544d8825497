/**
 * Which routes a test file has seen answered with success. `coversRoutesOf` at the end of a file holds
 * that it left out none of its resources' routes; `docs/coverage.md` names the file for each of them.
 */
import { expect, it } from 'vitest'
import { RouteTable } from '../src/engine/route-table.ts'
import { RESOURCES } from '../src/resources/index.ts'

const answered = new Set<string>()

/** Called by the rigs for each answer: the route as in the reference, null when none matched. */
export function noteRoute(method: string, route: string | null, status: number): void {
  if (route !== null && status < 400) answered.add(`${method} ${route}`)
}

/**
 * Ends a test file: every route of these resources was answered with success by a test above.
 *
 * @param names of resources, as literals: the coverage table reads them from the file's text
 */
export function coversRoutesOf(...names: string[]): void {
  it(`every route of ${names.join(', ')} was answered above`, () => {
    const mine = RESOURCES.filter(({ name }) => names.includes(name))
    expect(mine.map(({ name }) => name).sort()).toEqual([...names].sort())
    const routes = new RouteTable(mine).coverage().map(({ method, path }) => `${method} ${path}`)
    expect(routes.filter((route) => !answered.has(route))).toEqual([])
  })
}

/**
 * The same for routes that belong to no resource.
 *
 * @param routes such as `POST /oauth/token`, as literals
 */
export function coversPaths(...routes: string[]): void {
  it(`${routes.join(', ')} were answered above`, () => {
    expect(routes.filter((route) => !answered.has(route))).toEqual([])
  })
}
