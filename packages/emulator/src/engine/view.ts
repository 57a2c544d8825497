/** `view` and `serializer_view`: which attributes a caller is shown. Source: fact sheet section 3. */
import type { Query } from './query.ts'
import type { Resource, Shown } from './resource.ts'

/** The attributes that are asked for; null for all of them, also when the view has no such name. */
export function readView(query: Query, resource: Resource): readonly string[] | null {
  if (query.isEmpty || !resource.views) return null
  const name = query.get('view') ?? query.get('serializer_view')
  return name !== null && Object.hasOwn(resource.views, name)
    ? (resource.views[name] ?? null)
    : null
}

/** The expression of SQLite that shows a row in this view. */
export function viewExpression(view: readonly string[] | null): string {
  if (view === null) return 'data'
  const pairs = view.map((name) => `'${name}', data -> '$.${name}'`)
  return `json_object(${pairs.join(', ')})`
}

export function inView(data: string, view: readonly string[] | null): string {
  if (view === null) return data
  const record = JSON.parse(data) as Shown
  return JSON.stringify(Object.fromEntries(view.map((name) => [name, record[name] ?? null])))
}
