/** Routes that incidents and what hangs below them have alike. */
import type { RouteRow } from '../../engine/resource.ts'

/** @param options the last part of each path, and the filter that it lists the values of */
export function optionRoutes(path: string, options: Readonly<Record<string, string>>): RouteRow[] {
  return Object.entries(options).map(([name, filter]) => {
    return {
      method: 'GET',
      path: `${path}/filter_options/${name}`,
      operation: 'filter-options',
      filter,
    }
  })
}

export function binRoutes(path: string): RouteRow[] {
  return [
    { method: 'GET', path, operation: 'bin' },
    { method: 'GET', path: `${path}/{id}`, operation: 'bin-show' },
    { method: 'PATCH', path: `${path}/{id}/restore`, operation: 'restore' },
  ]
}
