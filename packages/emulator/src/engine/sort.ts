/** `sort=-a,b`, and `sort[attribute]` with `sort[direction]`. Source: fact sheet section 4. */
import { extract } from './filter.ts'
import type { Query } from './query.ts'

/** A path in the shown record (`$.name`), or a column of the table. */
export type Sort = { readonly on: string } | { readonly column: 'id' | 'created_ms' | 'updated_ms' }

/** Attributes in one `sort`. A guess; the rest is ignored. */
const KEYS_MAX = 5

/** Every list can be sorted by these. */
const COMMON: Readonly<Record<string, Sort>> = {
  id: { column: 'id' },
  created_at: { column: 'created_ms' },
  updated_at: { column: 'updated_ms' },
}

export interface Ordering {
  readonly sql: string
  /** Expressions that an index would serve. */
  readonly expressions: readonly string[]
}

/** Unknown attributes are ignored [assumed]; ties are broken by id, so that pages never overlap. */
export function readSort(
  query: Query,
  known: Readonly<Record<string, Sort>>,
  byDefault: string | undefined,
): Ordering {
  const asked = keysOf(given(query), known)
  const keys = asked.length > 0 ? asked : keysOf(byDefault ?? '', known)
  const isDescending = keys[0]?.isDescending ?? false
  const parts = keys.map((key) => `${key.expression} ${direction(key.isDescending)}`)
  const sql = [...parts, `id ${direction(isDescending)}`].join(', ')
  return { sql, expressions: keys.length === 1 ? keys.flatMap((key) => key.index) : [] }
}

interface Key {
  readonly expression: string
  readonly isDescending: boolean
  readonly index: readonly string[]
}

function keysOf(sort: string, known: Readonly<Record<string, Sort>>): Key[] {
  const keys: Key[] = []
  for (const part of sort.split(',').slice(0, KEYS_MAX)) {
    const name = part.trim().replace(/^[-+]/, '')
    const table = Object.hasOwn(known, name) ? known : COMMON
    const by = Object.hasOwn(table, name) ? table[name] : undefined
    if (!by) continue
    const isDescending = part.trim().startsWith('-')
    const expression = 'on' in by ? extract(by.on) : by.column
    keys.push({ expression, isDescending, index: by === COMMON['id'] ? [] : [expression] })
  }
  return keys
}

function given(query: Query): string {
  const attribute = query.get('sort[attribute]')
  if (attribute === null) return query.get('sort') ?? ''
  const isDescending = query.get('sort[direction]')?.toLowerCase() === 'desc'
  return isDescending ? `-${attribute}` : attribute
}

function direction(isDescending: boolean): string {
  return isDescending ? 'DESC' : 'ASC'
}
