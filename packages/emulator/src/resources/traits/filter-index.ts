/** The lists of filters that some tools have beside their filters' options. Source: fact sheet section 4. */
import type { Json } from '../../engine/field.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import type { RouteRow } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'

/** `GET path` lists the filters, and `GET path/{filter}` the values of each. */
export function filterOptionRoutes(
  path: string,
  filters: readonly string[],
  index: 'object' | 'list' | null,
): RouteRow[] {
  const options = filters.map((filter): RouteRow => {
    return { method: 'GET', path: `${path}/${filter}`, operation: 'filter-options' }
  })
  if (index === null) return options
  const run = (work: Work) => jsonReply(work, indexOf(work, filters, index))
  return [{ method: 'GET', path, operation: 'action', level: 'Read Only', run }, ...options]
}

function indexOf({ call }: Work, filters: readonly string[], index: 'object' | 'list'): Json {
  if (index === 'object') {
    return Object.fromEntries(filters.map((filter) => [filter, `${call.path}/${filter}`]))
  }
  return filters.map((filter) => {
    return { key: filter, value: titleOf(filter), endpoint: `${call.path}/${filter}` }
  })
}

/** `ball_in_court_id` is shown as `Ball In Court`. */
function titleOf(filter: string): string {
  const words = filter.replace(/_id$/, '').split('_')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
}
