/** The parameters of a call as their schemas have them: out of its path, its query and its headers. */
import { parseInstant } from '../engine/instant.ts'
import type { Query } from '../engine/query.ts'
import { castValue } from './cast-value.ts'
import { isNode } from './node.ts'
import type { Operation, Parameter } from './operation.ts'
import type { Schemas } from './schema.ts'

/** Values of one parameter. The engine's own filters take fewer. */
const VALUES_MAX = 2_000

export interface GivenParameters {
  readonly path: Readonly<Record<string, string>>
  readonly query: Query
  readonly headers: Headers
}

export interface ReadParameters {
  /** By `query id`: what `Plan.parameterSchema` judges. */
  readonly values: Readonly<Record<string, unknown>>
  /** Names whose value is a date, and none that there is. */
  readonly badDates: readonly string[]
}

const nothing = () => undefined

export function readParameters(
  operation: Operation,
  given: GivenParameters,
  schemas: Schemas,
): ReadParameters {
  const values: Record<string, unknown> = Object.create(null)
  const badDates: string[] = []
  for (const parameter of operation.plan.parameters) {
    const { name, in: place, schema } = parameter
    const raw = READ[place](parameter, given, schemas)
    // `?status=` asks for nothing.
    if (raw === undefined || raw === '') continue
    const { format } = schemas.flat(schema).rules
    const isDate = format === 'date' || format === 'date-time'
    if (isDate && typeof raw === 'string') {
      if (!isInstantOrRange(raw)) badDates.push(name)
      else values[`${place} ${name}`] = raw
      continue
    }
    values[`${place} ${name}`] = castValue(raw, schema, schemas, nothing)
  }
  return { values, badDates }
}

const READ = {
  path: ({ name }: Parameter, { path }: GivenParameters) => path[name],
  header: ({ name }: Parameter, { headers }: GivenParameters) => headerOf(headers, name),
  query: readQuery,
}

function readQuery(parameter: Parameter, { query }: GivenParameters, schemas: Schemas): unknown {
  const { name, schema, separator } = parameter
  const flat = schemas.flat(schema)
  const plainName = name.replace(/\[\]$/, '')
  const isList = flat.types[0] === 'array' || name !== plainName
  const values: string[] = []
  let members: Record<string, unknown> | null = null
  for (const [key, value] of query.entries()) {
    if (values.length >= VALUES_MAX) break
    if (key === name || key === plainName || isElementOf(key, plainName)) values.push(value)
    else if (key.startsWith(`${plainName}[`) && key.endsWith(']')) {
      members ??= Object.create(null) as Record<string, unknown>
      members[key.slice(plainName.length + 1, -1)] = value
    }
  }
  if (flat.types[0] === 'object') return members ?? objectOf(values.at(-1))
  if (!isList) return values.at(-1)
  if (values.length === 0) return undefined
  const [only = ''] = values
  // Many documents say nothing of commas where the platform takes them.
  const mark = separator ?? ','
  return values.length === 1 && only.includes(mark) ? only.split(mark).slice(0, VALUES_MAX) : values
}

/** `ids[]` and `ids[0]` are elements of `ids`. */
function isElementOf(key: string, name: string): boolean {
  return key.startsWith(`${name}[`) && /^\[\d{0,6}\]$/.test(key.slice(name.length))
}

/** Some clients send an object of a query as JSON. */
function objectOf(text: string | undefined): unknown {
  if (text === undefined || !text.startsWith('{')) return text
  try {
    const value: unknown = JSON.parse(text)
    return isNode(value) ? value : text
  } catch {
    return text // It is no object, which the validator will say.
  }
}

/** `2026-11-20`, `2026-11-20T08:00:00Z`, or two of them with three dots between (section 4). */
function isInstantOrRange(text: string): boolean {
  const ends = text.replace(/^"|"$/g, '').split('...')
  return ends.length <= 2 && ends.every((end) => parseInstant(end) !== null)
}

/** @returns undefined also for a name that can be no header's. */
function headerOf(headers: Headers, name: string): string | undefined {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) ? (headers.get(name) ?? undefined) : undefined
}
