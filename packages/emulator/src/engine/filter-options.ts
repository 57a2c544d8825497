/** `GET …/filter_options/{field}`: the values that a filter can take here. Source: fact sheet section 4. */
import type { Result } from '../reply.ts'
import type { Json } from './field.ts'
import type { Filter } from './filter.ts'
import { jsonReply } from './json-reply.ts'
import { scopeConditions } from './list.ts'
import { privacyCondition } from './privacy.ts'
import type { Shown } from './resource.ts'
import type { Work } from './work.ts'

/** A guess. */
const OPTIONS_MAX = 1_000

interface Option {
  readonly key: Json
  readonly value: Json
}

/** A filter that the list does not know has no options. */
export function filterOptions(work: Work): Result {
  const { resource, path, row } = work.route
  const last = path.slice(path.lastIndexOf('/') + 1)
  const name = work.parameters['field'] ?? row.filter ?? last
  const filters = resource.filters ?? {}
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined
  if (!filter || !('on' in filter) || typeof filter.on !== 'string') return jsonReply(work, [])
  const attribute = filter.on.split('.')[1] ?? ''
  const seen = new Map<string, Option>()
  const table = work.records.of(work.resources.shapeOf(resource))
  const privacy = privacyCondition(work)
  const where = privacy ? [...scopeConditions(work), privacy] : scopeConditions(work)
  const sql = [...where.map((each) => each.sql), 'deleted_ms IS NULL'].join(' AND ')
  for (const row of table.each({ sql, values: where.flatMap(({ values }) => values) })) {
    const value = (JSON.parse(row.data) as Shown)[attribute] ?? null
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each === null || seen.size >= OPTIONS_MAX) continue
      const option = toOption(partOf(each as Json, filter))
      if (option.key !== null) seen.set(JSON.stringify(option.key), option)
    }
  }
  const options = [...seen.values()]
  return jsonReply(
    work,
    options.sort((a, b) => (String(a.value) < String(b.value) ? -1 : 1)),
  )
}

/** What the filter is about, when that stands deeper in an element: the user of an approver. */
function partOf(element: Json, filter: Filter): Json {
  const at = 'at' in filter ? filter.at?.split('.')[1] : undefined
  if (at === undefined || typeof element !== 'object' || element === null) return element
  return (element as Shown)[at] ?? null
}

function toOption(value: Json): Option {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { key: value, value }
  }
  const { id = null, name, login, title, number } = value as Record<string, Json>
  return { key: id, value: name ?? title ?? number ?? login ?? id }
}
