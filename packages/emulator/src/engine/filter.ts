/**
 * `filters[…]` of a list, as conditions on the table. Attributes are joined by AND, the values of one
 * attribute by OR, unknown attributes are ignored. Source: fact sheet section 4.
 */
import type { Refusal } from '../reply.ts'
import type { SqlCondition } from '../state/record-table.ts'
import { dayAfter, parseInstant } from './instant.ts'
import type { Query } from './query.ts'
import { parseId } from './record-id.ts'

/** `on` is a path in the shown record: `$.status`, `$.rfi_manager.id`. */
export type Filter =
  /**
   * `arrayOnly`: only `filters[x][]=` is honoured, `filters[x]=` is ignored. `words`: what callers say for
   * what is shown, where the two differ: 0 for `initiated`.
   */
  | {
      kind: 'equals'
      on: string
      as: 'text' | 'integer' | 'boolean'
      arrayOnly?: boolean
      words?: Readonly<Record<string, string>>
    }
  /** Any element of a list of records has this id: `on` is the list, `at` is where the id stands in one. */
  | { kind: 'any-id'; on: string; at?: string }
  /** Any element of a list of numbers is this one. */
  | { kind: 'any-value'; on: string }
  | { kind: 'range'; on: string }
  /** Any of these texts contains the value; upper and lower case are the same. */
  | { kind: 'search'; on: readonly string[] }
  /** A word that stands for a condition; null lets everything pass. */
  | { kind: 'word'; words: Readonly<Record<string, SqlCondition | null>> }
  | { kind: 'id' }
  | { kind: 'origin-id' }
  | { kind: 'written'; column: 'created_ms' | 'updated_ms' }

/** More values in one filter are refused: documented as 400 for some lists (section 6.2); the number is a guess. */
export const FILTER_VALUES_MAX = 500

/** Every list has these. */
const COMMON: Readonly<Record<string, Filter>> = {
  id: { kind: 'id' },
  origin_id: { kind: 'origin-id' },
  created_at: { kind: 'written', column: 'created_ms' },
  updated_at: { kind: 'written', column: 'updated_ms' },
}

const KEY = /^filters?\[([a-z0-9_]+)\](\[\d*\])?$/i

export interface Filtering {
  readonly conditions: readonly SqlCondition[]
  /** Expressions that an index would serve. */
  readonly expressions: readonly string[]
  /** Words that are looked for, and the text of a row in which they must stand. */
  readonly searches: readonly { readonly expression: string; readonly word: string }[]
  /** Nothing is filtered, but for the deleted records that every list leaves out. */
  readonly isPlain: boolean
}

export function readFilters(
  query: Query,
  known: Readonly<Record<string, Filter>>,
  isBin = false,
): Filtering | Refusal {
  const given = new Map<string, { values: string[]; isArray: boolean }>()
  let deleted: Deleted = isBin ? DELETED.only : NOT_DELETED
  for (const [key, value] of query.entries()) {
    const name = key === 'search' ? 'search' : KEY.exec(key)?.[1]
    if (name === undefined || value === '') continue
    if (name === 'include_deleted' && !isBin) deleted = own<Deleted>(DELETED, value) ?? deleted
    const isArray = key.endsWith(']')
    const values = given.get(name)
    const isList = KEY.exec(key)?.[2] !== undefined
    if (!values || !isList) given.set(name, { values: [value], isArray: isList && isArray })
    else if (values.values.push(value) > FILTER_VALUES_MAX) return tooMany(name)
  }
  const conditions: SqlCondition[] = deleted.condition ? [deleted.condition] : []
  const expressions: string[] = []
  const searches: { expression: string; word: string }[] = []
  for (const [name, { values, isArray }] of given) {
    const filter = own(COMMON, name) ?? own(known, name)
    if (!filter || (filter.kind === 'equals' && filter.arrayOnly && !isArray)) continue
    const condition = toCondition(filter, values)
    if (condition) conditions.push(condition)
    if (filter.kind === 'equals') expressions.push(extract(filter.on))
    if (filter.kind === 'written') expressions.push(filter.column)
    if (filter.kind === 'search') {
      searches.push({ expression: textsOf(filter.on), word: values.at(-1) ?? '' })
    }
  }
  const isPlain = deleted === NOT_DELETED && conditions.length === 1
  return { conditions, expressions, searches, isPlain }
}

/** An attribute of the shown record, as SQLite reads it. The text is the index's too. */
export function extract(path: string): string {
  if (!/^\$(\.[a-z0-9_]+)+$/.test(path)) throw new TypeError(`no path in a record: ${path}`)
  return `json_extract(data, '${path}')`
}

const NOTHING: SqlCondition = { sql: '0', values: [] }

interface Deleted {
  readonly condition: SqlCondition | null
}

const NOT_DELETED: Deleted = { condition: { sql: 'deleted_ms IS NULL', values: [] } }

const DELETED = {
  only: { condition: { sql: 'deleted_ms IS NOT NULL', values: [] } },
  with: { condition: null },
} satisfies Readonly<Record<string, Deleted>>

/** The value of a caller's key, and never what every object inherits. */
function own<V>(table: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

function toCondition(filter: Filter, values: readonly string[]): SqlCondition | null {
  switch (filter.kind) {
    case 'id':
      return oneOf('id', values.map(parseId))
    case 'origin-id':
      return oneOf('origin_id', values)
    case 'equals': {
      const { words = {} } = filter
      return oneOf(
        extract(filter.on),
        values.map((value) => own(words, value) ?? CAST[filter.as](value)),
      )
    }
    case 'any-id':
    case 'any-value': {
      const at = filter.kind === 'any-id' ? extract(filter.at ?? '$.id') : ''
      const element = filter.kind === 'any-id' ? at.replace('data', 'value') : 'value'
      const ids = oneOf(element, values.map(parseId))
      const list = `json_each(data, '${filter.on}')`
      return { sql: `EXISTS (SELECT 1 FROM ${list} WHERE ${ids.sql})`, values: ids.values }
    }
    case 'search': {
      const word = values.at(-1) ?? ''
      const each = filter.on.map((path) => `${extract(path)} LIKE ? ESCAPE '\\'`)
      // The whole JSON first: most rows hold the word nowhere, and need no parsing to tell.
      const sql = `data LIKE ? ESCAPE '\\' AND (${each.join(' OR ')})`
      const inJson = containing(JSON.stringify(word).slice(1, -1))
      return { sql, values: [inJson, ...each.map(() => containing(word))] }
    }
    case 'word': {
      const { words } = filter
      const word = values.at(-1) ?? ''
      return own(words, word) ?? null
    }
    case 'written':
      return between(filter.column, values.at(-1) ?? '')
    case 'range':
      return between(`unixepoch(${extract(filter.on)}) * 1000`, values.at(-1) ?? '')
  }
}

/** All of these texts, a line each. */
function textsOf(paths: readonly string[]): string {
  return paths.map((path) => `coalesce(${extract(path)}, '')`).join(' || char(10) || ')
}

/** Matches what contains the text, whatever signs it holds. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}

const CAST = {
  text: (value: string) => value,
  integer: (value: string) => (/^-?\d{1,15}$/.test(value) ? Number(value) : null),
  boolean: (value: string) => (/^(true|1|yes)$/i.test(value) ? 1 : 0),
}

/** Values that can be no value of the attribute are null, and match nothing. */
function oneOf(expression: string, values: readonly (string | number | null)[]): SqlCondition {
  const possible = values.filter((value) => value !== null)
  if (possible.length === 0) return NOTHING
  if (possible.length === 1) return { sql: `${expression} = ?`, values: possible }
  const places = possible.map(() => '?').join(', ')
  return { sql: `${expression} IN (${places})`, values: possible }
}

/** `a...b`, with quotes or without; a single day is that day, a single time is that second. */
function between(expression: string, given: string): SqlCondition {
  const plain = given.replace(/^"|"$/g, '')
  const [from = '', to = from] = plain.split('...', 2)
  const start = parseInstant(from)
  const end = parseInstant(to)
  if (!start || !end) return NOTHING
  const endMs = end.isDay ? dayAfter(end.ms) - 1 : end.ms + 999
  return { sql: `${expression} BETWEEN ? AND ?`, values: [start.ms, endMs] }
}

function tooMany(name: string): Refusal {
  return {
    failure: 'invalid-value',
    because: `more than ${FILTER_VALUES_MAX} values for filters[${name}]`,
  }
}
